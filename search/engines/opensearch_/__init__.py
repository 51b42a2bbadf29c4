"""OpenSearch, the engine for more than one machine: an index in a cluster, written and read by any number of processes.

The engine, not a lock, guards writing: documents have names of their own, and a commit is announced (see `commits`).
With several writers a reader may see, with one writer's commit, documents that another has sent for its next one; each
document is whole, and of one writer's commits none is ever seen in part.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from opensearchpy import OpenSearch

from search.engines.base import Info, TextColumn
from search.engines.limits import check, check_tree
from search.engines.opensearch_ import health, place
from search.engines.opensearch_.client import connect, patiently
from search.engines.opensearch_.commits import State
from search.engines.opensearch_.faults import faults
from search.engines.opensearch_.pending import Pending
from search.engines.opensearch_.place import Place
from search.engines.opensearch_.reading import Reading
from search.engines.opensearch_.schema import FORMAT
from search.engines.opensearch_.view import Views
from search.engines.stored import without_mentions
from search.errors import ArchiveMissing
from search.types import Document, Filter, IndexEntry, Listed, Matches, Node, Request, Sort

__all__ = ["FORMAT", "POINTER", "OpenSearchEngine", "discard", "open_index", "publish"]

POINTER = place.FILE
#: Seconds for which an answer about the cluster's health holds.
_HEALTH_HOLDS = 10.0


def open_index(path: Path, *, writing: bool, expansions: int) -> OpenSearchEngine:
    """See `search.engines.open_engine`."""
    if not writing and not (path / place.FILE).is_file():
        raise ArchiveMissing(archive=str(path))
    client = connect()
    with faults():
        if (path / place.FILE).is_file():
            found = place.read(path)
            place.check(client, found)
        else:
            found = place.create(client, path)
        return OpenSearchEngine(client, found, writing, expansions)


def publish(folder: Path, before: Path) -> None:
    """The index of `folder` goes by the alias of the one in `before`, from one moment to the next."""
    place.move_alias(connect(), folder, before)


def discard(folder: Path) -> None:
    """Deletes the index of a folder, where there is one."""
    place.delete(connect(), folder)


class OpenSearchEngine:
    """See `search.engines.base.Engine`."""

    def __init__(self, client: OpenSearch, found: Place, writing: bool, expansions: int) -> None:
        self._client = client
        self._place = found
        self._writing = writing
        self._views = Views(client, found.alias)
        self._reading = Reading(self._views, expansions)
        self._pending = Pending()
        self._info: Info | None = None
        self._health: tuple[float, health.Notes] = (0.0, ())
        if writing:
            self._views.commits.begin(found.index)
        self._views.current()

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """See Engine."""
        self._may_write()
        for entry in entries:
            self._pending.add(entry)

    def delete(self, ids: Iterable[str]) -> None:
        """See Engine."""
        self._may_write()
        for each in ids:
            self._pending.delete(each)

    def commit(self) -> str:
        """See Engine. What was sent before an error is there, unseen until the next commit, and may be sent again."""
        self._may_write()
        commits = self._views.commits
        if not len(self._pending):
            with faults():
                return commits.look().commit
        self._pending.send(self._client, self._place.alias)
        patiently(commits.take)
        patiently(lambda: self._client.indices.refresh(index=self._place.alias))
        state: State = patiently(commits.give_back)
        self._pending.forget()
        return state.commit

    def rollback(self) -> None:
        """See Engine."""
        self._pending.forget()

    def get(self, identifier: str) -> Document | None:
        """See Engine."""
        with faults():
            return self._reading.get(identifier)

    def search(self, request: Request) -> Matches:
        """See Engine. A shard that is lost, or a copy, is told in the notes."""
        check(request)
        with faults():
            found = self._reading.search(request)
            return health.told(found, self._looked_after())

    def scan(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Document]:
        """See Engine."""
        check_tree(tree)
        with faults():
            yield from self._reading.scan(tree, filters, sort)

    def listed(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Listed]:
        """See Engine."""
        return map(without_mentions, self.scan(tree, filters, sort))

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter] = ()) -> list[tuple[str, int]]:
        """See Engine."""
        with faults():
            return self._reading.terms(prefix, limit, filters)

    def document_frequency(self, words: Iterable[str], column: TextColumn = "surfaces") -> dict[str, int]:
        """See Engine."""
        with faults():
            return self._reading.document_frequency(words, column)

    def info(self) -> Info:
        """See Engine; asked with every search, so worked out once a commit."""
        with faults():
            commit = self._views.current().commit
            if self._info is None or self._info.commit != commit:
                found = self._reading.span()
                self._info = health.with_bytes(found, self._client, self._place.alias)
            return self._info

    def verify(self) -> list[str]:
        """See Engine. The files are OpenSearch's to check, which it does whenever it reads or copies them."""
        with faults():
            # Documents are read where all of them are.
            return health.problems(self._client, self._place.alias) or self._reading.damaged()

    def status(self) -> list[tuple[str, str]]:
        """What a person should know of the cluster: name and value, for `status`."""
        with faults():
            return health.status(self._client, self._place.alias)

    def close(self) -> None:
        """See Engine."""
        self._writing = False
        self._pending.forget()
        self._views.close()
        self._client.close()

    def _may_write(self) -> None:
        if not self._writing:
            raise RuntimeError("this engine was opened for reading, or is closed")

    def _looked_after(self) -> health.Notes:
        asked, notes = self._health
        if time.monotonic() - asked > _HEALTH_HOLDS or not asked:
            notes = health.notes(self._client, self._place.alias)
            self._health = (time.monotonic(), notes)
        return notes
