"""What a reader sees: a point in time of the last commit, opened again when there is another or it is lost."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException, TransportError

from search import analysis
from search.engines.opensearch_.commits import KEY, Commits, State, from_source
from search.engines.opensearch_.faults import Gone, faults, translated
from search.engines.opensearch_.query import Json
from search.errors import ArchiveStale, EngineDown

#: A point in time that nobody asks for so long is let go of by OpenSearch.
KEEP = "5m"
#: Seconds to wait for a moment in which no writer refreshes; then the state is taken as it is.
_PATIENCE = 5.0
_PAUSE = 0.02
#: Seconds within which the state of commits is not asked again: one page asks several things.
_FRESH = 0.01
#: Seconds after which a view that lacks a part of the index is opened again: the part may be back.
_LACKING = 1.0


@dataclass(frozen=True, slots=True)
class View:
    """One commit, as a point in time that answers for it; `missing`: how many shards it was opened without."""

    state: State
    pit: str
    missing: int = 0

    @property
    def commit(self) -> str:
        """The name of what is seen: that of the commit, where all of it is."""
        return f"{self.state.commit}-without-{self.missing}" if self.missing else self.state.commit


class Views:
    """The view of one open engine."""

    def __init__(self, client: OpenSearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self.commits = Commits(client, alias)
        self._turn = threading.Lock()
        self._view: View | None = None
        self._before: View | None = None
        self._checked = 0.0
        self._opened = 0.0

    def current(self) -> View:
        """The view of the last commit."""
        view = self._there()
        if time.monotonic() - self._checked > _FRESH:
            return self._newer(view, self.commits.look())
        return view

    def ask(self, body: Json, comparable: bool = False) -> tuple[View, Any]:
        """The answer of the last commit to a search, and whose it is. `comparable`: scores alike in all shards.

        A point in time that was lost, with a node or by age, is opened anew; a shard that then still does not
        answer is left out, as `_shards` of the answer tells. Raises whatever `faults` makes of errors.
        """
        parameters = _parameters(comparable)
        whole = False
        for _ in range(10):
            view = self._there()
            state, answer = self._both(parameters, {**body, "pit": {"id": view.pit, "keep_alive": KEEP}})
            if state is not None and self._newer(view, state) is not view:
                continue
            try:
                if "error" in answer:
                    raise translated(TransportError(answer.get("status", 500), answer["error"].get("type", ""), answer))
                if not answer["_shards"]["failed"] or whole:
                    return view, answer
            except Gone:
                pass
            whole = True
            self._renew(view)
        raise Gone

    def apart(self) -> View:
        """A whole view for one long reader, who closes it with `drop`. Raises EngineDown where a shard is lost."""
        view = self._open(None)
        if view.missing:
            self.drop(view)
            raise EngineDown(engine="opensearch", reason=f"{view.missing} parts of the index are on no node")
        return view

    def page(self, view: View, body: Json, comparable: bool) -> list[Any]:
        """The hits of a search in a view of one's own. Raises EngineDown when a shard does not answer."""
        try:
            with faults():
                found = self._client.search(body=body, params=_parameters(comparable))
        except Gone:
            found = {"_shards": {"failed": 1}}
        if found["_shards"]["failed"]:
            raise EngineDown(engine="opensearch", reason="a node was lost while all documents were read")
        hits: list[Any] = found["hits"]["hits"]
        return hits

    def drop(self, view: View | None) -> None:
        """Lets go of a point in time; one that is gone already is no error."""
        if view is not None:
            try:
                self._client.delete_pit(body={"pit_id": [view.pit]})
            except OpenSearchException:
                return

    def close(self) -> None:
        """Lets go of all."""
        self.drop(self._before)
        self.drop(self._view)
        self._view = self._before = None

    def _both(self, parameters: dict[str, str], body: Json) -> tuple[State | None, Any]:
        """The state of commits and the answer to a search, in one request."""
        looked = {"query": {"ids": {"values": [KEY]}}, "size": 1}
        asked = [{"index": self.commits.index, "ignore_unavailable": True}, looked, parameters, body]
        with faults():
            state, answer = self._client.msearch(body=asked)["responses"]
        hits = state["hits"]["hits"] if "hits" in state else []
        self._checked = time.monotonic()
        return (from_source(hits[0]["_source"]) if hits else None), answer

    def _there(self) -> View:
        """The view there is."""
        view = self._view
        if view is None or (view.missing and time.monotonic() - self._opened > _LACKING):
            return self._renew(view)
        return view

    def _newer(self, view: View, state: State) -> View:
        self._checked = time.monotonic()
        if (state.index, state.number) == (view.state.index, view.state.number):
            return view
        with self._turn:
            if self._view is not None and self._view is not view:
                return self._view
            return self._exchange(self._open(view))

    def _renew(self, lost: View | None) -> View:
        with self._turn:
            if self._view is not None and self._view is not lost:
                return self._view
            return self._exchange(self._open(None))

    def _exchange(self, view: View) -> View:
        # Other threads may still ask the one before; the one before that is nobody's.
        if view is not self._view:
            self.drop(self._before)
            self._before, self._view = self._view, view
            self._opened = time.monotonic()
        return view

    def _check(self, state: State) -> None:
        """Raise ArchiveStale where a rebuild elsewhere put an index by other analyzers under the alias."""
        mine = analysis.fingerprint()
        if self._view is not None and state.index != self._view.state.index and state.analyzers != mine:
            raise ArchiveStale(archive=self._alias, found=state.analyzers, expected=mine)

    def _open(self, instead_of: View | None) -> View:
        """A view of the last commit, or `instead_of` while a writer is refreshing."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            with faults():
                before = self.commits.look()
                self._check(before)
                if not before.is_busy or time.monotonic() > deadline:
                    made = self._client.create_pit(index=self._alias, keep_alive=KEEP)
                    # A shard that no node has is no failure to OpenSearch: it is left out.
                    missing = made["_shards"]["total"] - made["_shards"]["successful"]
                    view = View(before, made["pit_id"], missing)
                    after = self.commits.look()
                    if after == before or time.monotonic() > deadline:
                        return view
                    self.drop(view)
            if instead_of is not None:
                return instead_of
            time.sleep(_PAUSE)


def _parameters(comparable: bool) -> dict[str, str]:
    """Those of a search whose scores are to be comparable over all shards, or not."""
    return {"search_type": "dfs_query_then_fetch"} if comparable else {}
