"""Tantivy, the default engine: one index in a folder, written by one process, read by any number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import tantivy

from search.engines.base import Info, TextColumn
from search.engines.limits import check, check_tree
from search.engines.stored import listed, unpack
from search.engines.tantivy_ import folder, merging
from search.engines.tantivy_.faults import faults
from search.engines.tantivy_.naming import Names
from search.engines.tantivy_.schema import FORMAT, as_document, open_tantivy
from search.engines.tantivy_.view import View
from search.errors import ArchiveBusy, ArchiveMissing
from search.types import Document, Filter, IndexEntry, Listed, Matches, Node, Request, Sort

__all__ = ["FORMAT", "TantivyEngine", "open_index"]

_Read = TypeVar("_Read")
#: Bytes of postings in memory before a segment is written; one thread, as analysis before it takes longer.
_HEAP = 128_000_000
#: Entries remembered, to be written once more by `merge`: one fewer than the segments that Tantivy merges.
_LAST = 7


def open_index(path: Path, *, writing: bool, expansions: int) -> TantivyEngine:
    """See `search.engines.open_engine`."""
    if writing:
        path.mkdir(parents=True, exist_ok=True)
    elif not (path / "meta.json").is_file():
        raise ArchiveMissing(archive=str(path))
    with faults(path):
        return TantivyEngine(path, writing, expansions)


class TantivyEngine:
    """See `search.engines.base.Engine`."""

    def __init__(self, path: Path, writing: bool, expansions: int) -> None:
        self._path = path
        self._meta = str(path / "meta.json")
        self._expansions = expansions
        self._index = open_tantivy(path, make=writing)
        self._names = Names()
        self._writer = self._lock() if writing else None
        self._changed = False
        self._failed = False
        self._last: OrderedDict[str, IndexEntry] = OrderedDict()
        self._latest = self._look()

    def _lock(self) -> tantivy.IndexWriter:
        try:
            writer = self._index.writer(_HEAP, 1)
            writer.garbage_collect_files()  # what a killed writer left
            return writer
        except ValueError as error:
            if "LockBusy" in str(error):
                raise ArchiveBusy(archive=str(self._path)) from error
            raise

    def _look(self) -> View:
        # The stamp first: a commit that comes between is looked at again at the next call, never missed.
        stamp = folder.stamp(self._meta)
        commit, worn = folder.commit(self._path)
        self._index.reload()
        searcher = self._index.searcher()
        return View(self._path, stamp, commit, worn, self._index.schema, searcher, self._expansions, self._names)

    def _view(self) -> View:
        try:
            stamp = folder.stamp(self._meta)
        except FileNotFoundError:
            # A rebuild took this build away while a request used it: what was opened is whole.
            if self._path.parent.exists():
                raise
            return self._latest
        if stamp != self._latest.stamp:
            self._latest = self._look()
        return self._latest

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise RuntimeError("this engine was opened for reading, or is closed")
        if self._failed:
            raise RuntimeError("a change failed, and others may be lost: roll back, or open the engine again")
        return self._writer

    @contextmanager
    def _change(self) -> Iterator[tantivy.IndexWriter]:
        writer = self._writing()
        self._changed = True
        with faults(self._path):
            try:
                yield writer
            except ValueError as error:
                self._failed = True
                if "writer was killed" in str(error):
                    writer.commit()  # commits nothing: it raises what the writer's thread ended with, a full disk
                raise

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """See Engine."""
        for entry in entries:
            with self._change() as writer:
                writer.delete_documents_by_term("id", entry.document.id)
                writer.add_document(as_document(entry))
            self._last.pop(entry.document.id, None)
            self._last[entry.document.id] = entry
            if len(self._last) > _LAST:
                self._last.popitem(last=False)

    def delete(self, ids: Iterable[str]) -> None:
        """See Engine."""
        for each in ids:
            self._last.pop(each, None)
            with self._change() as writer:
                writer.delete_documents_by_term("id", each)

    def commit(self) -> str:
        """See Engine."""
        writer = self._writing()
        with faults(self._path):
            if self._changed:
                self._failed = True  # until it is done: a commit that failed must not be followed by one of the rest
                writer.commit()
                self._changed = self._failed = False
            return self._view().commit

    def rollback(self) -> None:
        """See Engine."""
        self._failed = self._changed = False
        self._last.clear()
        with faults(self._path):
            self._writing().rollback()

    def merge(self) -> bool:
        """See `search.engines.base.Merging`; Tantivy's own threads do it, and `close` waits for them."""
        self.commit()
        begun = False
        for entry in list(self._last.values()):
            if not merging.missing(merging.sizes(self._path)):
                break
            self.add([entry])
            self.commit()
            begun = True
        return begun

    def get(self, identifier: str) -> Document | None:
        """See Engine."""
        with faults(self._path):
            return self._view().get(identifier)

    def search(self, request: Request) -> Matches:
        """See Engine."""
        check(request)
        with faults(self._path):
            return self._view().search(request)

    def scan(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Document]:
        """See Engine."""
        return self._each(unpack, tree, filters, sort)

    def listed(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Listed]:
        """See Engine."""
        return self._each(listed, tree, filters, sort)

    def _each(
        self, read: Callable[[bytes, str], _Read], tree: Node, filters: Sequence[Filter], sort: Sort
    ) -> Iterator[_Read]:
        check_tree(tree)
        with faults(self._path):
            view = self._view()
        with faults(self._path):
            for address in view.scan(tree, filters, sort):
                yield view.read(address, read)

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter] = ()) -> list[tuple[str, int]]:
        """See Engine."""
        with faults(self._path):
            return self._view().terms(prefix, limit, filters)

    def document_frequency(self, words: Iterable[str], column: TextColumn = "surfaces") -> dict[str, int]:
        """See Engine."""
        with faults(self._path):
            return self._view().document_frequency(words, column)

    def info(self) -> Info:
        """See Engine."""
        with faults(self._path):
            return self._view().info

    def verify(self) -> list[str]:
        """See Engine."""
        return self._view().verify()

    def close(self) -> None:
        """See Engine."""
        writer, self._writer = self._writer, None
        # Where a rebuild took this build away, there is nothing to go back to.
        if writer is not None and self._path.exists():
            with faults(self._path):
                # It ends the merges that are under way, which then would have to begin again at the next commit.
                if self._changed:
                    writer.rollback()
                merging.wait(writer)
