"""What was added and deleted since the last commit, kept on this side until then; and how it is sent.

Nothing is sent before a commit: so nobody sees it, and a writer that dies leaves nothing. Documents have names of their
own, so sending one twice changes nothing: whatever was not acknowledged is sent again, with longer and longer pauses.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from opensearchpy import OpenSearch

from search.engines.opensearch_.client import PAUSES, patiently
from search.engines.opensearch_.faults import refusal
from search.engines.opensearch_.schema import as_bytes, key
from search.errors import EngineDown
from search.types import IndexEntry

#: Bytes kept in memory; what is beyond is kept in a file until the commit.
_MEMORY = 64 << 20
#: Bytes of one request: OpenSearch advises 5 to 15 MB.
_REQUEST = 8 << 20
#: Answers that say "later": too much at once, or a shard without its first copy while another takes its place.
_LATER = (429, 502, 503, 504)
_GONE = 404
#: A disk is nearly full: that too is answered with 429, and does not pass by waiting.
_BLOCKED = "cluster_block_exception"

Line = bytes


class Pending:
    """Changes by document: the last one of each counts."""

    def __init__(self) -> None:
        self._spool: SpooledTemporaryFile[bytes] | None = None
        self._places: dict[str, tuple[int, int] | None] = {}

    def __len__(self) -> int:
        return len(self._places)

    def add(self, entry: IndexEntry) -> None:
        """This document is to be there."""
        body = as_bytes(entry)
        if self._spool is None:
            self._spool = SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 - closed by `forget`
        start = self._spool.seek(0, 2)
        self._spool.write(body)
        self._places[key(entry.document.id)] = (start, len(body))

    def delete(self, identifier: str) -> None:
        """This document is to be gone."""
        self._places[key(identifier)] = None

    def forget(self) -> None:
        """Nothing is to be changed."""
        if self._spool is not None:
            self._spool.close()
            self._spool = None
        self._places.clear()

    def send(self, client: OpenSearch, alias: str) -> None:
        """Sends all changes; returns when every one is acknowledged. Raises EngineDown, EngineRefuses."""
        for request in self._requests():
            rest = request
            for pause in (*PAUSES, None):
                rest, reason = _sent(client, alias, rest)
                if not rest:
                    break
                if pause is None:
                    raise EngineDown(engine="opensearch", reason=f"{len(rest)} documents not taken: {reason}")
                time.sleep(pause)

    def _requests(self) -> Iterator[list[Line]]:
        lines: list[Line] = []
        size = 0
        for name, place in self._places.items():
            lines.append(self._line(name, place))
            size += len(lines[-1])
            if size > _REQUEST:
                yield lines
                lines, size = [], 0
        if lines:
            yield lines

    def _line(self, name: str, place: tuple[int, int] | None) -> Line:
        if place is None or self._spool is None:
            return b'{"delete":{"_id":"%b"}}\n' % name.encode()
        self._spool.seek(place[0])
        return b'{"index":{"_id":"%b"}}\n%b\n' % (name.encode(), self._spool.read(place[1]))


def _sent(client: OpenSearch, alias: str, lines: list[Line]) -> tuple[list[Line], str]:
    """The lines that are to be sent again, and why. Raises EngineRefuses for one that will never be taken."""
    body = b"".join(lines)
    # An alias, always: a bulk to a name that is not there would make an index without our mapping.
    asked = {"require_alias": "true", "filter_path": "errors,items.*.status,items.*.error"}
    answer = patiently(lambda: client.bulk(body=body, index=alias, params=asked))
    if not answer["errors"]:
        return [], ""
    rest, reason = [], ""
    for line, item in zip(lines, answer["items"], strict=True):
        (kind, result), *_ = item.items()
        status = result["status"]
        error = result.get("error", {})
        if status in _LATER and error.get("type") != _BLOCKED:
            rest.append(line)
            reason = str(error.get("reason", status))[:300]
        elif status >= 400 and not (kind == "delete" and status == _GONE):
            raise refusal(error.get("type", str(status)), str(error.get("reason", ""))[:300])
    return rest, reason
