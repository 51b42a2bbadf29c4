"""Whoosh's failures as ours: on damaged files it fails with whatever its pickles, structs and zlib raise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError
from struct import error as StructError
from zlib import error as ZlibError

from whoosh.index import IndexError as WhooshIndexError

from search.errors import ArchiveDamaged

_FAILURES = (WhooshIndexError, UnpicklingError, StructError, ZlibError, OSError, EOFError, ValueError, LookupError)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Raise ArchiveDamaged, naming the folder, for whatever reading the index fails with."""
    try:
        yield
    except _FAILURES as error:
        raise ArchiveDamaged(what=path.name, reason=f"{type(error).__name__}: {error}") from error
