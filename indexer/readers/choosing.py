"""Chooses the reader of a file, by its content as well as its suffix, among the modules of `formats/`."""

from __future__ import annotations

import importlib
import io
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

from indexer.readers import formats
from indexer.readers.given import HEAD, NO, Given, Options, Read, Reader, unreadable
from indexer.readers.sidecar import declared_beside, described
from indexer.readers.walking import reason_of, refuse_special
from search.errors import Unreadable
from search.types import RawDocument


@cache
def readers() -> tuple[Reader, ...]:
    """Every module of `formats/`, in order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    return tuple(cast(Reader, importlib.import_module(f"{formats.__name__}.{name}")) for name in names)


def read(path: Path, source: str, options: Options | None = None) -> Iterator[RawDocument | Unreadable]:
    """The documents of a file, one by one, and an Unreadable for each record that is none.

    Raises Unreadable where the file as a whole, or the rest of it, cannot be read.
    """
    try:
        given = _of_file(path, source, options or Options())
        declared = declared_beside(path, source)
    except OSError as error:
        raise unreadable(source, reason_of(error)) from error
    if isinstance(declared, Unreadable):
        yield declared
        declared = {}
    for one in read_given(given):
        yield described(one, declared) if declared and isinstance(one, RawDocument) else one


def read_given(given: Given) -> Read:
    """The documents of a file or a member of an archive, by the reader that is surest of it."""
    if not given.size:
        raise unreadable(given.source, "empty")
    sure, reader = max(((r.recognises(given), r) for r in readers()), key=lambda pair: pair[0])
    if sure == NO:
        raise unreadable(given.source, "no reader knows this format", kind="unknown")
    return _guarded(given, reader)


def _guarded(given: Given, reader: Reader) -> Read:
    """What a reader gives; whatever it fails with becomes an Unreadable.

    Files come from anywhere, and the libraries that parse them fail on damaged ones in ways that they do not list:
    such a file must be named like any other, and the ones after it be read.
    """
    try:
        yield from reader.read(given)
    except Unreadable:
        raise
    except OSError as error:
        raise unreadable(given.source, reason_of(error)) from error
    except Exception as error:
        reason = f"its reader failed, perhaps because it is damaged: {type(error).__name__}: {error}"
        raise unreadable(given.source, reason, kind="failed") from error


def _of_file(path: Path, source: str, options: Options) -> Given:
    size = refuse_special(path, source).st_size
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    # A small file is not opened a second time.
    whole = head if size == len(head) < HEAD else None

    def open_again() -> BinaryIO:
        return path.open("rb") if whole is None else io.BytesIO(whole)

    return Given(source, path.name, size, head, open_again, path, options=options)
