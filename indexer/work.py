"""The work of one file, in whatever process: read, understood, analysed, in parts that fit in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import orjson

from indexer import readers
from indexer.document import document, entry
from indexer.ledger import digest
from indexer.readers import Options
from search.errors import Unreadable
from search.types import IndexEntry, RawDocument

#: Documents of one part.
PART = 50

Record = RawDocument | Unreadable


@dataclass(frozen=True, slots=True)
class File:
    """A file to read."""

    path: Path
    source: str
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Records:
    """A part of a file that was read, to be understood and analysed."""

    source: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file as entries of generation 0, and the records of it that failed."""

    source: str
    entries: tuple[IndexEntry, ...]
    failures: tuple[Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was read to its end, or as far as `error`: in how many parts, and what it was when it was read."""

    source: str
    path: Path
    parts: int
    size: int
    modified: int
    digest: str
    options: Options = field(default_factory=Options)
    error: Unreadable | None = None


def understand(records: Records, today: date) -> Part:
    """Makes entries of records. One that Diwan fails on is named like one that cannot be read; the others go on."""
    entries: list[IndexEntry] = []
    failures: list[Unreadable] = []
    for record in records.records:
        if isinstance(record, Unreadable):
            failures.append(record)
            continue
        try:
            entries.append(entry(document(record, today), 0))
        except Exception as error:
            reason = f"Diwan itself failed on it ({type(error).__name__}: {error})"
            failures.append(Unreadable(source=record.source, reason=reason, hint="Please report this."))
    return Part(records.source, tuple(entries), tuple(failures))


def read(file: File, today: date, elsewhere: Callable[[Records], bool]) -> Iterator[Part | Done]:
    """The parts of a file, then that it is done. `elsewhere` may take a part to be worked on by another process."""
    parts = 0
    try:
        status = file.path.stat()
        for few in _few(readers.read(file.path, file.source, file.options)):
            parts += 1
            records = Records(file.source, few)
            if len(few) < PART or not elsewhere(records):
                yield understand(records, today)
        size, modified, content = status.st_size, status.st_mtime_ns, digest(file.path)
    except Unreadable as error:
        yield Done(file.source, file.path, parts, -1, -1, "", file.options, error)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Done(
            file.source,
            file.path,
            parts,
            -1,
            -1,
            "",
            file.options,
            Unreadable(source=file.source, reason=reason, hint=""),
        )
    else:
        yield Done(file.source, file.path, parts, size, modified, content, file.options)


def _few(records: Iterator[Record]) -> Iterator[tuple[Record, ...]]:
    """PART records at a time; where reading ends in an error, first those that came before it."""
    few: list[Record] = []
    try:
        for record in records:
            few.append(record)
            if len(few) == PART:
                yield tuple(few)
                few = []
    except (Unreadable, OSError):
        if few:
            yield tuple(few)
        raise
    if few:
        yield tuple(few)


def options_text(options: Options) -> str:
    """How a file was read, to be read so again by a rebuild; "" for the usual way."""
    given = {"ocr": options.ocr, "columns": dict(options.columns)}
    return orjson.dumps(given, option=orjson.OPT_SORT_KEYS).decode() if any(given.values()) else ""


def options_of(text: str) -> Options:
    """The options that `options_text` wrote."""
    return Options(**orjson.loads(text)) if text else Options()
