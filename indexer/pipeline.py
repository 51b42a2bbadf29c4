"""Files into an archive: one writer takes what was read and analysed, commits in batches, and keeps the ledger."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

from indexer import newcomers
from indexer.document import entry, recut
from indexer.duplicates import Moved, Signatures
from indexer.furniture import Repeated
from indexer.givers import Givers
from indexer.ledger import UNREAD, Entry, Ledger
from indexer.linking import Linker
from indexer.recutting import recut_repeated
from indexer.relinking import mend, renew
from indexer.repetition import Repetitions
from indexer.wanting import is_new
from indexer.work import Done, File, Part, Ready, options_text, ready
from search.engines.base import Merging
from search.errors import Unreadable
from search.register import Register
from search.store import Store
from search.types import Document, IndexEntry

#: A commit comes after so many documents, or seconds, whichever is first.
BATCH_DOCUMENTS = 2000
BATCH_SECONDS = 5.0
#: How much an archive grows, as a share of what it was, before all its names are gathered anew.
GROWTH = 0.5


@dataclass(slots=True)
class Report:
    """What an indexing run did: counts of documents, files and bytes, what is gone, each failure with its reason.

    `passed`: bytes of files that are left as they are. `taken`: documents that took the place of another of the same id
    or address. `elsewhere`: files that are gone from another folder of the same name than the one that was added.
    `naming`: how far the second pass over names is, steps done and of how many; `merging`: the index is put together.
    """

    documents: int = 0
    files: int = 0
    bytes: int = 0
    unchanged: int = 0
    passed: int = 0
    removed: int = 0
    taken: int = 0
    vanished: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    naming: tuple[int, int] = (0, 0)
    merging: bool = False
    failures: list[Unreadable] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """A file on its way: what is known of it, the ids it gave so far, what failed, its parts still to come (negative
    until it is done)."""

    known: Entry | None
    before: frozenset[str]
    ids: dict[str, None] = field(default_factory=dict)
    failures: list[Unreadable] = field(default_factory=list)
    due: int = 0
    done: Done | None = None


class Indexer:
    """Writes to one archive. Use as a context; leaving it commits, unless an error is on its way."""

    def __init__(self, store: Store, batch: int = BATCH_DOCUMENTS) -> None:
        self._batch = batch
        self._store = store
        store.check()
        self._opened = ExitStack()
        self._engine = self._opened.enter_context(closing(store.engine(writing=True)))
        self._register = self._opened.enter_context(closing(Register(store.register, writing=True)))
        self._copies = self._opened.enter_context(closing(Signatures(store.copies)))
        self._repetitions = self._opened.enter_context(closing(Repetitions(store.repetitions)))
        self._linker = Linker(self._register)
        self._ledger = self._opened.enter_context(closing(Ledger(store.ledger)))
        self.givers = Givers(self._engine, self._ledger, self._copies)
        with self._alone():
            mend(self._engine, self._register, store.decisions)
        self._waiting: list[Ready] = []
        self._reading: dict[str, _Reading] = {}
        self._added: set[str] = set()
        self._last_commit = time.monotonic()
        self.report = Report()

    def __enter__(self) -> Indexer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._opened:
            if kind is None:
                self._finish_texts()
            elif issubclass(kind, KeyboardInterrupt) and self._store.index.exists():
                self._engine.rollback()  # ends the merges under way too: nobody wants to wait for them now

    def settle_names(self, progress: Callable[[Report], None] = lambda report: None) -> None:
        """Settles the names of what was added; of the whole archive, once it has grown by half since that was done."""
        self._finish_texts()
        if not self._added:
            return

        def told(done: int, of: int) -> None:
            self.report.naming = (done, of)
            progress(self.report)

        before, now = self._register.relinked(), self._engine.info().documents
        if now - before > before * GROWTH:
            with self._alone():
                renew(self._engine, self._register, self._store.decisions, told)
        else:
            alone, added = self._alone, self._added
            newcomers.settle(self._engine, self._register, self._linker, self._store.decisions, added, told, alone)
        self._added.clear()

    def settle_index(self, progress: Callable[[Report], None] = lambda report: None) -> None:
        """Brings the pieces of the index together, where many were added and the engine does not do so by itself."""
        self._finish_texts()
        if isinstance(self._engine, Merging):
            self.report.merging = self._engine.merge()
            progress(self.report)

    def _finish_texts(self) -> None:
        self.commit()
        with self._alone():
            self._added.update(recut_repeated(self._engine, self._linker, self._repetitions))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes the archive within. Raises ArchiveBusy where it was rebuilt meanwhile."""
        with self._ledger.alone():
            self._store.check()
            yield

    def wants(self, file: File) -> bool:
        """Whether a file is new or changed; one that has another's name is a failure in the report."""
        try:
            wanted = is_new(file, self._ledger)
        except Unreadable as error:
            self.report.failures.append(error)
            return False
        self.report.unchanged += not wanted
        return wanted

    def take(self, result: Part | Done) -> None:
        """Takes a part of a file, or that it is done; when all of a file is there, it is in the ledger."""
        reading = self._reading.get(result.source) or self._begun(result.source)
        if isinstance(result, Done):
            reading.done = result
            reading.due += result.parts
            if result.error:
                reading.failures.append(result.error)
        else:
            reading.due -= 1
            for one in result.ready:
                self.givers.see(one.entry.document, reading.ids, reading.before)
                reading.ids[one.entry.document.id] = None
            reading.failures += result.failures
            self._waiting += result.ready
            self.report.documents += len(result.ready)
        if reading.done and reading.due == 0:
            self._finish(self._reading.pop(result.source))
        self._commit_when_due()

    def _begun(self, source: str) -> _Reading:
        known = self._ledger.get(source)
        self._reading[source] = _Reading(known, frozenset(known.ids if known else ()))
        return self._reading[source]

    def keep(self, documents: Iterable[Document], known: Entry) -> None:
        """Takes over from an older build what a file, that is gone or could not be read to its end, gave then.

        What was read and committed meanwhile, from there or from another file, stays.
        """
        now = self._ledger.get(known.source)
        read, there = now.ids if now else (), self._copies.there(known.ids)
        for document in documents:
            if document.id not in there:
                self._waiting.append(ready(recut(document, Repeated(())) or document))
                self.report.documents += 1
                self._commit_when_due()
        self._ledger.put(replace(now or known, ids=tuple(dict.fromkeys([*read, *known.ids]))))

    def has_read(self, source: str) -> bool:
        """Whether a file was read to its end."""
        known = self._ledger.get(source)
        return known is not None and known.modified != UNREAD

    def refuse(self, failure: Unreadable) -> None:
        """Reports and keeps why something that was come upon is not read."""
        self.report.failures.append(failure)
        self._ledger.failed(str(failure.values["source"]), [failure])

    def below(self, source: str) -> list[Entry]:
        """The files known below a source."""
        return list(self._ledger.below(source))

    def failed(self, file: str, failures: Iterable[Unreadable], machine: str) -> None:
        """Takes over what failed of a file that is not read now; `machine`: of which other one, "" for this."""
        self._ledger.failed(file, failures, machine)

    def has_failed(self, source: str) -> bool:
        """Whether anything below a source could not be read."""
        return bool(self._ledger.failures(source))

    def forget_failures(self, source: str, except_of: Container[str] = ()) -> None:
        """Forgets what failed of files below a source: they are gone, or no longer wanted."""
        for file in self._ledger.failures(source):
            if file not in except_of:
                self._ledger.failed(file, ())

    def remove(self, entries: Collection[Entry]) -> None:
        """Takes out the documents of files, but for those that other files give too."""
        if entries:
            self.commit()  # so that it is seen which file gave each last
        self.report.removed += self._forget({id_: known.source for known in entries for id_ in known.ids})
        for known in entries:
            self._ledger.remove(known.source)

    def commit(self) -> None:
        """Makes everything so far last: the register first, then the index, then the ledger.

        Raises ArchiveBusy where the archive was rebuilt meanwhile.
        """
        self._ledger.begin()
        self._store.check()
        entries, moved = self._with_copies()
        self._engine.add(self._linker.link(entries))
        self._tell_anew(moved)
        self._added.update(one.entry.document.id for one in self._waiting)
        self._waiting.clear()
        self._engine.commit()
        self._copies.commit()
        self._repetitions.commit()
        self._ledger.commit()
        self._last_commit = time.monotonic()

    def _commit_when_due(self) -> None:
        if len(self._waiting) >= self._batch or time.monotonic() - self._last_commit > BATCH_SECONDS:
            self.commit()

    def _with_copies(self) -> tuple[list[IndexEntry], Moved]:
        """The entries that wait, each told of the first document that it is a copy of; which others have another."""
        self.report.taken += self.givers.taken()
        self._repetitions.see((one.entry.document.id, one.shared) for one in self._waiting)
        copied = self._copies.add_all([(one.entry.document.id, one.signature) for one in self._waiting])
        moved = self._copies.moved()
        entries = []
        for one, first in zip((waiting.entry for waiting in self._waiting), copied, strict=True):
            now = moved.get(one.document.id, first)
            same = one.document.copy_of == now
            entries.append(one if same else replace(one, document=replace(one.document, copy_of=now)))
        for one in entries:
            moved.pop(one.document.id, None)
        return entries, moved

    def _tell_anew(self, moved: Moved) -> None:
        """The copies of a document that went, or has another text now, are told of the one that is their first."""
        found = ((self._engine.get(id_), first) for id_, first in moved.items())
        changed = (entry(replace(made, copy_of=first), 0) for made, first in found if made and made.copy_of != first)
        while few := list(islice(changed, self._batch)):
            self._engine.add(self._linker.dressed(few))

    def _forget(self, gone_of: Mapping[str, str]) -> int:
        """Takes out documents, each with its file; how many, as some may be of other files too."""
        self._ledger.begin()
        gone = self.givers.leaving(gone_of)
        self._engine.delete(gone)
        self._copies.remove(gone)
        self._repetitions.forget(gone)
        return len(gone)

    def _finish(self, reading: _Reading) -> None:
        """What the file held before and holds no longer goes; a file that failed is read again next time."""
        done = reading.done
        assert done is not None
        self._ledger.begin()
        self.report.failures += reading.failures
        self._ledger.failed(done.source, reading.failures)
        before = [id_ for id_ in reading.known.ids if id_ not in reading.ids] if reading.known else []
        if done.error is None:
            self._forget(dict.fromkeys(before, done.source))
            before = []
            self.report.files += 1
            self.report.bytes += done.size
        if done.error is None or reading.ids:
            ids = tuple(dict.fromkeys([*reading.ids, *before]))
            options = options_text(done.options)
            read = (done.source, str(done.path), done.size, done.modified, done.digest)
            self._ledger.put(Entry(*read, ids, options, done.beside))
