"""The state of an index: how many commits it had, and whether one is under way.

Shards refresh one after another, so that a reader who looks in between would see half a commit. A writer therefore
says before it refreshes that it does, and afterwards that there is a new commit; a reader takes a point in time only
where nobody was at it from before to after (a sequence lock). The state is one document, changed by compare and swap;
whoever finds it taken waits, and takes it over where its owner has not given it back in time.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError

from search import analysis
from search.engines.opensearch_.place import COMMITS
from search.errors import EngineDown

KEY = "state"
#: Seconds after which a refresh under way is taken for one whose writer died.
_LEASE = 60.0
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class State:
    """The commits of `index` so far, and whose analyzers made it.

    `busy` (seconds since 1970): until when a writer refreshes, 0.0 for nobody.
    """

    index: str
    number: int = 0
    busy: float = 0.0
    analyzers: str = ""

    @property
    def commit(self) -> str:
        """The name of the commit."""
        return f"{self.index}-{self.number}"

    @property
    def is_busy(self) -> bool:
        """Whether a writer, still alive, is refreshing now."""
        return self.busy > time.time()


def from_source(source: Any) -> State:
    """The state in a document."""
    return State(**source["state"])


class Commits:
    """The state of one index, under its alias."""

    def __init__(self, client: OpenSearch, alias: str) -> None:
        self._client = client
        self.index = f"{alias}{COMMITS}"

    def look(self) -> State:
        """The state now, not as of some refresh."""
        return self._versioned()[0]

    def begin(self, index: str) -> None:
        """The state of an index without commits, unless there is one."""
        body = {"state": asdict(State(index, analyzers=analysis.fingerprint()))}
        try:
            self._client.index(index=self.index, id=KEY, body=body, params={"op_type": "create", "refresh": "true"})
        except ConflictError:
            return

    def take(self) -> None:
        """Says that a refresh is under way; waits while another is. Raises EngineDown after a minute and a half."""
        deadline = time.monotonic() + 1.5 * _LEASE
        while time.monotonic() < deadline:
            state, version = self._versioned()
            if not state.is_busy and self._put(replace(state, busy=time.time() + _LEASE), version):
                return
            time.sleep(_PAUSE)
        raise EngineDown(engine="opensearch", reason="another writer has been making its commit for over a minute")

    def give_back(self) -> State:
        """Says that there is a new commit."""
        while True:
            state, version = self._versioned()
            after = replace(state, number=state.number + 1, busy=0.0)
            if self._put(after, version):
                return after

    def _versioned(self) -> tuple[State, dict[str, Any]]:
        try:
            found = self._client.get(index=self.index, id=KEY)
        except NotFoundError as error:
            raise EngineDown(engine="opensearch", reason=f"{self.index} has no state") from error
        return from_source(found["_source"]), {
            "if_seq_no": found["_seq_no"],
            "if_primary_term": found["_primary_term"],
        }

    def _put(self, state: State, version: dict[str, Any]) -> bool:
        body = {"state": asdict(state)}
        try:
            self._client.index(index=self.index, id=KEY, body=body, params={**version, "refresh": "true"})
        except ConflictError:
            return False
        return True
