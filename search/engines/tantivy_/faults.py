"""Tantivy's failures as ours: it raises ValueError, and panics with an exception that is no Exception."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.errors import ArchiveDamaged, DiwanError


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Raise ArchiveDamaged, naming the folder, for whatever Tantivy fails with."""
    try:
        yield
    except DiwanError:
        raise
    except (ValueError, OSError) as error:
        raise ArchiveDamaged(what=path.name, reason=str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ArchiveDamaged(what=path.name, reason=str(error)) from error
