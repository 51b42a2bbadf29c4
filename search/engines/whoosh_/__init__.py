"""Whoosh, the engine in pure Python: its segments, postings and stored documents, our sets and counts.

Whoosh's own queries walk postings one by one and its facets read every posting of a field at each search; here
postings are read a block at a time into sets, and facets are counted from columns (see `columns`).
Whoosh keeps pickles: never open an index that somebody else made.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from search.engines.base import Info, TextColumn
from search.engines.limits import check, check_tree
from search.engines.stored import without_mentions
from search.engines.whoosh_ import folder
from search.engines.whoosh_.codec import Codec
from search.engines.whoosh_.faults import faults
from search.engines.whoosh_.merging import merge
from search.engines.whoosh_.pool import Pool
from search.engines.whoosh_.schema import FORMAT, as_fields, build
from search.engines.whoosh_.segment import Segment
from search.engines.whoosh_.view import View
from search.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing
from search.types import Document, Filter, IndexEntry, Listed, Matches, Node, Request, Sort

__all__ = ["FORMAT", "WhooshEngine", "open_index"]

_NAME = "MAIN"
#: A reader that finds a file gone, because a commit came between, looks again this many times.
_LOOKS = 10


def open_index(path: Path, *, writing: bool, expansions: int) -> WhooshEngine:
    """See `search.engines.open_engine`."""
    if writing:
        path.mkdir(parents=True, exist_ok=True)
    if not list(path.glob(f"_{_NAME}_*.toc")):
        if not writing:
            raise ArchiveMissing(archive=str(path))
        TOC.create(FileStorage(str(path)), build(), _NAME)
    with faults(path):
        return WhooshEngine(path, writing, expansions)


class WhooshEngine:
    """See `search.engines.base.Engine`. Threads take turns: Whoosh's files have one place to read at."""

    def __init__(self, path: Path, writing: bool, expansions: int) -> None:
        self._path = path
        self._expansions = expansions
        self._turn = threading.RLock()
        self._schema = build()
        self._index = FileIndex(FileStorage(str(path)), self._schema, _NAME)
        self._open: dict[str, Segment] = {}
        self._lock = self._locked() if writing else None
        self._writer: Any = None
        self._added: dict[str, int] = {}
        self._look()
        if writing:
            folder.settle(path, self._names, self._generation)

    def _locked(self) -> Any:
        lock = self._index.lock("WRITELOCK")
        if not lock.acquire():
            raise ArchiveBusy(archive=str(self._path))
        return lock

    # ---- looking

    def _look(self) -> None:
        for remaining in reversed(range(_LOOKS)):
            try:
                toc = TOC.read(self._index.storage, _NAME, schema=self._schema)
                self._load(toc)
                return
            except FileNotFoundError:
                if not remaining:
                    raise

    def _load(self, toc: Any) -> None:
        opened, alive, base = {}, set[int](), 0
        for segment in toc.segments:
            name = segment.segment_id()
            opened[name] = self._open.get(name) or Segment(self._index.storage, self._schema, segment)
            deleted = set(segment.deleted_docs())
            alive.update(base + number for number in range(opened[name].size) if number not in deleted)
            base += opened[name].size
        self._open, self._names, self._generation = opened, list(opened), toc.generation
        state = zlib.crc32(repr([(s.segment_id(), s.deleted_count()) for s in toc.segments]).encode())
        commit = f"{toc.generation}-{state:08x}"
        self._latest = View(self._path, commit, list(opened.values()), alive, self._expansions)

    def _view(self) -> View:
        if self._index.latest_generation() != self._generation:
            self._look()
        return self._latest

    # ---- writing

    def _writing(self) -> Any:
        if self._lock is None:
            raise RuntimeError("this engine was opened for reading, or is closed")
        if self._writer is None:
            self._writer = SegmentWriter(self._index, _lk=False, codec=Codec())
            self._writer.pool = Pool(self._writer.temp_storage())
        return self._writer

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """See Engine."""
        for entry in entries:
            with self._turn, faults(self._path):
                self._delete(entry.document.id)
                writer = self._writing()
                self._added[entry.document.id] = writer.docnum
                writer.add_document(**as_fields(entry))

    def delete(self, ids: Iterable[str]) -> None:
        """See Engine."""
        for each in ids:
            with self._turn, faults(self._path):
                self._delete(each)

    def _delete(self, identifier: str) -> None:
        writer = self._writing()
        pending = self._added.pop(identifier, None)
        if pending is not None:
            writer.newsegment.delete_document(pending)
        for number in self._latest.numbers_of(identifier):
            if not writer.is_deleted(number):
                writer.delete_document(number)

    def commit(self) -> str:
        """See Engine."""
        with self._turn, faults(self._path):
            if self._writer is not None:
                self._writer.commit(mergetype=merge)
                self._writer = None
                self._added.clear()
                self._look()
                folder.settle(self._path, self._names, self._generation)
            return self._latest.commit

    def rollback(self) -> None:
        """See Engine."""
        with self._turn, faults(self._path):
            if self._writer is not None:
                self._writer.cancel()
                self._writer = None
                self._added.clear()
                folder.settle(self._path, self._names, self._generation)

    # ---- reading

    def get(self, identifier: str) -> Document | None:
        """See Engine."""
        with self._turn, faults(self._path):
            return self._view().get(identifier)

    def search(self, request: Request) -> Matches:
        """See Engine."""
        check(request)
        with self._turn, faults(self._path):
            return self._view().search(request)

    def scan(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Document]:
        """See Engine."""
        check_tree(tree)
        with self._turn, faults(self._path):
            documents = self._view().scan(tree, filters, sort)
        while True:
            with self._turn, faults(self._path):
                document = next(documents, None)
            if document is None:
                return
            yield document

    def listed(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Listed]:
        """See Engine."""
        return map(without_mentions, self.scan(tree, filters, sort))

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter] = ()) -> list[tuple[str, int]]:
        """See Engine."""
        with self._turn, faults(self._path):
            return self._view().terms(prefix, limit, filters)

    def document_frequency(self, words: Iterable[str], column: TextColumn = "surfaces") -> dict[str, int]:
        """See Engine."""
        with self._turn, faults(self._path):
            return self._view().document_frequency(words, column)

    def info(self) -> Info:
        """See Engine."""
        with self._turn, faults(self._path):
            return self._view().info

    def verify(self) -> list[str]:
        """See Engine."""
        with self._turn:
            view = self._view()
            problems = folder.damaged(self._path, self._names, self._generation)
            for number in sorted(view.columns.alive):
                try:
                    with faults(self._path):
                        view.document(number)
                except ArchiveDamaged as error:
                    problems.append(error.message)
        return problems

    def close(self) -> None:
        """See Engine."""
        with self._turn:
            self.rollback()
            for segment in self._open.values():
                segment.close()
            self._open = {}
            if self._lock is not None:
                self._lock.release()
                self._lock = None
