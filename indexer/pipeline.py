"""Files into an archive: read, understood, analysed, committed in batches; what fails is named, the rest goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from indexer import readers
from indexer.document import document, entry
from indexer.entities import gazetteer
from indexer.ledger import Entry, Ledger, digest
from search.engines.base import Engine
from search.errors import Unreadable
from search.register import Register
from search.store import Store
from search.types import Document, RawDocument

#: A commit comes after so many documents, or seconds, whichever is first.
BATCH_DOCUMENTS = 1000
BATCH_SECONDS = 5.0

#: Called after each file: how many bytes of files are done, and the report so far.
Progress = Callable[[int, "Report"], None]


@dataclass(slots=True)
class Report:
    """What an indexing run did: counts of documents and files, and each failure with its reason."""

    documents: int = 0
    files: int = 0
    unchanged: int = 0
    removed: int = 0
    failures: list[Unreadable] = field(default_factory=list)


class Indexer:
    """Writes to one archive. Use as a context; leaving it commits, unless an error is on its way."""

    def __init__(self, store: Store, today: date | None = None) -> None:
        self._today = today or date.today()
        self._opened = ExitStack()
        self._engine: Engine = self._opened.enter_context(closing(store.engine(writing=True)))
        self._register = self._opened.enter_context(closing(Register(store.register, writing=True)))
        self._ledger = self._opened.enter_context(closing(Ledger(store.ledger)))
        self._waiting: list[Document] = []
        self._last_commit = time.monotonic()
        self.report = Report()

    def __enter__(self) -> Indexer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._opened:
            if kind is None:
                self.commit()

    def add(self, path: Path, source: str) -> None:
        """Reads one file, unless it is as it was; what it no longer holds is taken out."""
        known = self._ledger.get(source)
        ids: list[str] = []
        try:
            status = path.stat()
            if known and (known.size, known.modified, known.path) == (status.st_size, status.st_mtime_ns, str(path)):
                self.report.unchanged += 1
                return
            self._refuse_namesake(path, source, known)
            ids.extend(self._documents(path, source))
            read = Entry(source, str(path), status.st_size, status.st_mtime_ns, digest(path), tuple(ids))
        except (Unreadable, OSError) as error:
            self._failed(path, source, error, ids)
            return
        self._engine.delete(set(known.ids) - set(ids) if known else ())
        self._ledger.put(read)
        self.report.files += 1

    def _failed(self, path: Path, source: str, error: Unreadable | OSError, ids: list[str]) -> None:
        """Names the failure; what the file gave before it stays, and the file is read again next time."""
        if isinstance(error, OSError):
            error = Unreadable(source=source, reason=error.strerror or str(error), hint="")
        self.report.failures.append(error)
        if ids:
            self._ledger.put(Entry(source, str(path), -1, -1, "", tuple(ids)))

    def keep(self, made: Iterable[Document], known: Entry) -> None:
        """Takes documents over as they are, from an older build: their file is no longer there."""
        for one in made:
            self._take(one)
        self._ledger.put(known)

    def remove_below(self, source: str) -> int:
        """Takes out the documents of a file, or of every file below a folder; how many files there were."""
        entries = list(self._ledger.below(source))
        for known in entries:
            self._engine.delete(known.ids)
            self._ledger.remove(known.source)
            self.report.removed += len(known.ids)
        return len(entries)

    def commit(self) -> None:
        """Makes everything so far last: the register first, then the index, then the ledger."""
        self._flush()
        self._engine.commit()
        self._ledger.commit()
        self._last_commit = time.monotonic()

    def _documents(self, path: Path, source: str) -> Iterator[str]:
        """Takes each document of a file, and gives its id."""
        for raw in readers.read(path, source):
            if isinstance(raw, RawDocument):
                made = document(raw, self._today)
                self._take(made)
                yield made.id
            else:
                self.report.failures.append(raw)

    def _take(self, made: Document) -> None:
        self._waiting.append(made)
        self.report.documents += 1
        if len(self._waiting) >= BATCH_DOCUMENTS or time.monotonic() - self._last_commit > BATCH_SECONDS:
            self.commit()

    def _flush(self) -> None:
        seen = {mention.entity for made in self._waiting for mention in made.mentions if mention.entity}
        known = self._register.get(seen)
        generation = self._register.put(gazetteer.entity(id_) for id_ in sorted(seen - known.keys()))
        self._engine.add(entry(made, generation) for made in self._waiting)
        self._waiting.clear()

    def _refuse_namesake(self, path: Path, source: str, known: Entry | None) -> None:
        if known and known.path != str(path) and Path(known.path).exists():
            reason = f"another file was added under this name, from another folder: {known.path}"
            raise Unreadable(
                source=source, reason=reason, hint="Rename the folder, or keep it in an archive of its own."
            )


def add(store: Store, paths: Iterable[Path], progress: Progress) -> Report:
    """Adds files and folders to an archive; running it again changes nothing."""
    with Indexer(store) as indexer:
        done = 0
        for root in paths:
            for path, source in readers.walk(root, indexer.report.failures.append):
                indexer.add(path, source)
                done += _size(path)
                progress(done, indexer.report)
    return indexer.report


def rebuild(store: Store, progress: Progress) -> Report:
    """Makes the archive anew, from its files, or from the stored documents of a file that is gone."""
    with (
        store.successor() as draft,
        closing(store.engine()) as old,
        closing(Ledger(store.ledger)) as ledger,
        Indexer(draft) as indexer,
    ):
        for done, known in enumerate(ledger.all(), 1):
            path = Path(known.path)
            if path.exists():
                indexer.add(path, known.source)
            else:
                indexer.keep((made for id_ in known.ids if (made := old.get(id_))), known)
            progress(done, indexer.report)
    return indexer.report


def total_size(paths: Iterable[Path]) -> int:
    """Bytes of all files that `add` would look at."""
    return sum(_size(path) for root in paths for path, _ in readers.walk(root, _ignored))


def _ignored(failure: Unreadable) -> None:
    """`add` will name it."""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
