"""The work of one file, in whatever process: read, understood, analysed, in parts that fit in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import orjson

from indexer import readers
from indexer.document import as_read, document, entry
from indexer.language import identify
from indexer.ledger import UNREAD, digest
from indexer.readers import Options
from indexer.readers.sidecar import stamp
from indexer.repetition import Shared, shared
from indexer.signature import Signature, signature
from search.errors import Unreadable
from search.types import Document, IndexEntry, RawDocument

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
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry of generation 0, what its copies are told by, and what it may share with others of its source."""

    entry: IndexEntry
    signature: Signature
    shared: Shared


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file, ready for the index, and the records of it that failed."""

    source: str
    ready: tuple[Ready, ...]
    failures: tuple[Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was read to its end, or as far as `error`: in how many parts, and what it was when it was read.

    `beside`: what was read with it, as `sidecar.stamp` says.
    """

    source: str
    path: Path
    parts: int
    size: int
    modified: int
    digest: str
    options: Options = field(default_factory=Options)
    error: Unreadable | None = None
    beside: str = ""


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where it cannot be looked at."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def unread(file: File, parts: int, error: Unreadable) -> Done:
    """A file that was not read to its end, after so many parts, and why."""
    return Done(file.source, file.path, parts, -1, UNREAD, "", file.options, error)


def understand(records: Records, today: date) -> Part:
    """Makes entries of records. One that Diwan fails on is named like one that cannot be read; the others go on."""
    made: list[Ready] = []
    failures: list[Unreadable] = []
    for record in records.records:
        if isinstance(record, Unreadable):
            failures.append(record)
            continue
        try:
            made.append(ready(document(record, today, records.options.entities)))
        except Exception as error:
            reason = f"Diwan itself failed on it ({type(error).__name__}: {error})"
            failures.append(Unreadable(source=record.source, reason=reason, hint="Please report this."))
    return Part(records.source, tuple(made), tuple(failures))


def ready(made: Document) -> Ready:
    """A document made ready for the index."""
    analysed = entry(made, 0)
    return Ready(analysed, signature(analysed.surfaces.removeprefix(analysed.title_surfaces)), shared(as_read(made)))


def read(file: File, today: date, elsewhere: Callable[[Records], bool]) -> Iterator[Part | Done]:
    """The parts of a file, then that it is done. `elsewhere` may take a part to be worked on by another process."""
    parts = 0
    try:
        status, beside = file.path.stat(), stamp(file.path)
        for few in _few(readers.read(file.path, file.source, file.options)):
            parts += 1
            records = Records(file.source, few, file.options)
            if len(few) < PART or not elsewhere(records):
                yield understand(records, today)
        size, modified, content = status.st_size, status.st_mtime_ns, digest(file.path)
    except Unreadable as error:
        yield unread(file, parts, error)
    except OSError as error:
        reason = error.strerror or str(error)
        yield unread(file, parts, Unreadable(source=file.source, reason=reason, hint=""))
    else:
        yield Done(file.source, file.path, parts, size, modified, content, file.options, beside=beside)


def load_for(files: Iterable[File], today: date) -> None:
    """Loads what files in the languages of these need. Whatever fails is told when they are read in their turn."""
    languages: set[str] = set()
    for file in files:
        with suppress(Exception):
            for raw in readers.read(file.path, file.source, file.options):
                if isinstance(raw, RawDocument) and (code := identify(raw.text).code) not in languages:
                    languages.add(code)
                    understand(Records(file.source, (raw,), file.options), today)


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
    given = {"ocr": options.ocr, "columns": dict(options.columns), "entities": options.entities}
    return orjson.dumps(given, option=orjson.OPT_SORT_KEYS).decode() if options != Options() else ""


def options_of(text: str) -> Options:
    """The options that `options_text` wrote."""
    return Options(**orjson.loads(text)) if text else Options()
