"""Which index of the cluster an archive's build has: a small file in its folder, index.json, and aliases there.

`index` is the index itself, of one build. `alias` is the name under which it is read and written, here and by other
machines that have a copy of the archive's folder; it always names exactly one index, and a rebuild moves it to the
new one in one call. Until then the new build is written under an alias of its own.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, RequestError

from search import settings
from search.engines.opensearch_.client import patiently
from search.engines.opensearch_.schema import FORMAT, index_body
from search.errors import ArchiveDamaged, ArchiveMissing, ArchiveStale

FILE = "index.json"
#: The index beside each index that holds the state of its commits.
COMMITS = "-commits"


@dataclass(frozen=True, slots=True)
class Place:
    """The index of one build, and the alias it goes by."""

    index: str
    alias: str


def read(folder: Path) -> Place:
    """Where the index of this folder is. Raises ArchiveMissing, ArchiveDamaged."""
    try:
        return Place(**orjson.loads((folder / FILE).read_bytes()))
    except FileNotFoundError:
        raise ArchiveMissing(archive=str(folder)) from None
    except (ValueError, TypeError) as error:
        raise ArchiveDamaged(what=FILE, reason=str(error)) from error


def write(folder: Path, place: Place) -> None:
    """Keeps it, in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{FILE}.new"
    draft.write_bytes(orjson.dumps(asdict(place)))
    draft.replace(folder / FILE)


def create(client: OpenSearch, folder: Path) -> Place:
    """A new index with an alias, both of a name of their own; written down when both are there."""
    name = f"diwan-{secrets.token_hex(6)}"
    place = Place(f"{name}-index", name)
    known = settings.read()
    shards, replicas = (settings.number(known, name) for name in ("OPENSEARCH_SHARDS", "OPENSEARCH_REPLICAS"))
    states = {
        "aliases": {f"{name}{COMMITS}": {}},
        "settings": {"number_of_shards": 1, "auto_expand_replicas": f"0-{replicas}"},
        "mappings": {"dynamic": "strict", "properties": {"state": {"type": "object", "enabled": False}}},
    }
    for index, body in ((place.index, index_body(shards, replicas, name)), (f"{place.index}{COMMITS}", states)):
        patiently(partial(_make, client, index, body))
    write(folder, place)
    return place


def _make(client: OpenSearch, index: str, body: dict[str, Any]) -> None:
    """Makes an index; one that is there already was made by a request whose answer did not come in time."""
    try:
        client.indices.create(index=index, body=body)
    except RequestError as error:
        if error.error != "resource_already_exists_exception":
            raise


def check(client: OpenSearch, place: Place) -> None:
    """Raise ArchiveDamaged where the cluster has no such index, ArchiveStale where another Diwan made it."""
    try:
        found = client.indices.get_mapping(index=place.alias)
    except NotFoundError:
        reason = f"the cluster has no index called {place.alias}; check DIWAN_OPENSEARCH_URL, or rebuild"
        raise ArchiveDamaged(what=FILE, reason=reason) from None
    for mapping in found.values():
        made = mapping["mappings"].get("_meta", {}).get("diwan", "no Diwan")
        if made != FORMAT:
            raise ArchiveStale(archive=place.alias, found=made, expected=FORMAT)


def move_alias(client: OpenSearch, folder: Path, before: Path) -> None:
    """The alias of the index in `before` goes to the one in `folder`, in one call; nobody who searches notices."""
    new, old = read(folder), read(before)
    actions = []
    for kind in ("", COMMITS):
        named = {"index": f"{old.index}{kind}", "alias": f"{old.alias}{kind}", "must_exist": False}
        if patiently(partial(client.indices.exists, index=named["index"])):  # it may be what is lost
            actions.append({"remove": named})
        actions.append({"add": {"index": f"{new.index}{kind}", "alias": f"{old.alias}{kind}"}})
    patiently(lambda: client.indices.update_aliases(body={"actions": actions}))
    write(folder, Place(new.index, old.alias))


def delete(client: OpenSearch, folder: Path) -> None:
    """Deletes the index of a folder; where there is none, nothing."""
    try:
        found = read(folder)
    except ArchiveMissing:
        return
    names = f"{found.index},{found.index}{COMMITS}"
    patiently(lambda: client.indices.delete(index=names, params={"ignore_unavailable": "true"}))
