"""How the cluster is: for `status`, for `verify`, and as a note where copies are missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from search.engines.base import Info
from search.types import Matches, Note

Notes = tuple[Note, ...]


def notes(client: OpenSearch, alias: str) -> Notes:
    """A note where parts of the index have fewer copies than they should; searches are whole all the same."""
    try:
        found = _health(client, alias)
    except OpenSearchException:
        return ()
    return (Note("copies-missing", {"missing": _missing(found)}),) if found["status"] == "yellow" else ()


def told(matches: Matches, found: Notes) -> Matches:
    """The answer with these notes too, where it is whole."""
    return replace(matches, notes=found) if found and not matches.notes else matches


def with_bytes(info: Info, client: OpenSearch, alias: str) -> Info:
    """The info with the bytes of the index, each part counted once."""
    return replace(info, bytes=_stats(client, alias)["primaries"]["store"]["size_in_bytes"])


def problems(client: OpenSearch, alias: str) -> list[str]:
    """A line for each part of the index that no node has."""
    columns = "index,shard,prirep,state,unassigned.reason"
    found = client.cat.shards(index=alias, params={"format": "json", "h": columns})
    return [
        f"{row['index']} shard {row['shard']}: {row['state'].lower()}, {row.get('unassigned.reason') or 'unexplained'}"
        for row in found
        if row["prirep"] == "p" and row["state"] not in ("STARTED", "RELOCATING")
    ]


def status(client: OpenSearch, alias: str) -> list[tuple[str, str]]:
    """The cluster's state of this index: health, nodes, shards, and how far its copies lag behind."""
    found = _health(client, alias)
    shards = f"{found['active_primary_shards']} shards, {found['active_shards']} copies of them active"
    return [
        ("cluster", f"{found['cluster_name']}, {found['number_of_data_nodes']} nodes, health {found['status']}"),
        ("index", f"{alias}: {shards}, {_missing(found)} missing, {found['relocating_shards']} moving"),
        ("lag", f"{_lag(client, alias)} operations not yet in every copy"),
    ]


def _lag(client: OpenSearch, alias: str) -> int:
    """The most operations that a copy has not confirmed yet."""
    found = client.indices.stats(index=alias, params={"level": "shards"})
    behind = [0]
    for index in found["indices"].values():
        for copies in index.get("shards", {}).values():
            numbers = [copy["seq_no"] for copy in copies if "seq_no" in copy]
            behind += [number["max_seq_no"] - number["global_checkpoint"] for number in numbers]
    return max(behind)


def _health(client: OpenSearch, alias: str) -> Any:
    return client.cluster.health(index=alias, params={"level": "cluster"})


def _missing(health: Any) -> int:
    """Parts of the index, or copies of them, that no node has, or not yet."""
    return int(health["unassigned_shards"]) + int(health["initializing_shards"])


def _stats(client: OpenSearch, alias: str) -> Any:
    return client.indices.stats(index=alias, metric="store")["_all"]
