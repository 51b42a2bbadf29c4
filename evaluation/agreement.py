"""`python -m evaluation.agreement FILE.jsonl [--requests 500] [--nodes 1]`: do all engines give the same answers?

The documents of a JSON Lines file (title, body, language, id) are analysed as the archive does it and added, in
several commits and with updates and deletions, to every engine and to a brute-force twin. Random requests of all
node kinds, filters, orders and buckets are then put to each: matches, totals, buckets and the day orders must be
equal. As such a file has neither dates nor entities, each document gets some, drawn from the seed. What an engine
keeps of a document beside its id is left out: no answer depends on it, and every request reads all that match.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import orjson

from indexer.document import document, entry
from search.engines import engines, open_engine
from search.engines.base import Engine
from search.types import Document, IndexEntry, PublicationDate, RawDocument
from tests.brute import Brute
from tests.cluster.nodes import Nodes
from tests.random_requests import Sampler, disagreement

_COMMITS = 5
_PLACES = [f"place:{number}" for number in range(400)]


def read(path: Path, random: Random) -> list[IndexEntry]:
    """The file's documents as entries."""
    with path.open(encoding="utf-8") as lines:
        return [_entry(orjson.loads(line), number, random) for number, line in enumerate(lines)]


def _entry(row: dict[str, Any], number: int, random: Random) -> IndexEntry:
    declared = {key: str(row[key]) for key in ("id", "language") if row.get(key)}
    source = f"{row.get('language', 'und')}/{number % 30}.txt"
    made = document(RawDocument(source, row.get("title"), row["body"], declared), date(2026, 1, 1), naming=False)
    indexed = entry(replace(made, date=_date(random)), number)
    indexed = replace(indexed, document=replace(indexed.document, body="", cuts=()))
    places = random.choices(_PLACES, [1 / (rank + 1) for rank in range(len(_PLACES))], k=random.choice((0, 3, 8)))
    return replace(indexed, keywords={**indexed.keywords, "entity": tuple(dict.fromkeys(places))})


def _date(random: Random) -> PublicationDate | None:
    if random.random() < 0.25:
        return None
    first = date(2016, 1, 1) + timedelta(random.randrange(3_000))
    last = first + timedelta(random.choice((0, 0, 0, 29, 364)))
    return PublicationDate(first, last, "day", 0.8, "gregory", "drawn")


def _changed(entries: list[IndexEntry], random: Random) -> tuple[list[str], list[IndexEntry]]:
    """Ids to delete, and documents that come again with the text of another."""
    gone = [each.document.id for each in random.sample(entries, len(entries) // 20)]
    again = [
        replace(other, document=_renamed(other.document, each.document.id))
        for each, other in zip(random.sample(entries, len(entries) // 10), entries, strict=False)
    ]
    return gone, again


def _renamed(made: Document, identifier: str) -> Document:
    return replace(made, id=identifier)


def fill(engine: Engine, entries: list[IndexEntry], gone: list[str], again: list[IndexEntry]) -> None:
    """Several commits, so that there are several segments, with deletions and updates in the last."""
    for number in range(_COMMITS):
        engine.add(entries[number::_COMMITS])
        engine.commit()
    engine.delete(gone)
    engine.add(again)
    engine.commit()


def agree(
    entries: list[IndexEntry], requests: int, random: Random, folder: Path, names: tuple[str, ...]
) -> Counter[str]:
    """How many of the random requests each engine answers as the brute-force twin does."""
    gone, again = _changed(entries, random)
    brute = Brute([*(each for each in entries if each.document.id not in set(gone)), *again])
    sampler = Sampler(random, brute.entries, tuple(sorted({facet for each in entries for facet in each.keywords})))
    # A prefix of one letter is drawn too; how many words it may stand for is tested elsewhere.
    opened = {name: open_engine(name, folder / name, writing=True, expansions=1_000_000) for name in names}
    agreed = Counter(dict.fromkeys(opened, 0))
    for engine in opened.values():
        fill(engine, entries, gone, again)
    for number in range(requests):
        request = sampler.request()
        for name, engine in opened.items():
            differs = disagreement(engine, brute, request)
            agreed[name] += differs is None
            if differs:
                print(f"{name}, request {number}: {differs[:500]}\n  {request}", file=sys.stderr)
    for engine in opened.values():
        engine.close()
    return agreed


@contextmanager
def _cluster(folder: Path, count: int) -> Iterator[None]:
    """A cluster of so many nodes, if any, of what `make test-cluster` puts in build/cluster."""
    folder.mkdir()
    nodes = Nodes(folder, count)
    try:
        if count:
            nodes.start()
            os.environ |= {"DIWAN_OPENSEARCH_URL": ",".join(nodes.urls), "DIWAN_OPENSEARCH_TIMEOUT": "120"}
        yield
    finally:
        nodes.stop()


def main() -> int:
    """Prints a line for each engine; the status is 1 when any disagreed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    local = [name for name in engines() if name != "opensearch"]
    parser.add_argument("--engine", action="append", help="one of the engines to ask (all that need no server)")
    parser.add_argument("--nodes", type=int, default=0, help="start so many nodes of OpenSearch here, and ask it too")
    given = parser.parse_args()
    random = Random(given.seed)
    entries = read(given.file, random)
    names = [*(given.engine or local), *(["opensearch"] if given.nodes else [])]
    with tempfile.TemporaryDirectory() as folder, _cluster(Path(folder) / "nodes", given.nodes):
        agreed = agree(entries, given.requests, random, Path(folder), tuple(names))
    for name, count in agreed.items():
        print(f"{name}: {count} of {given.requests} requests over {len(entries)} documents as by brute force")
    return int(set(agreed.values()) != {given.requests})


if __name__ == "__main__":
    sys.exit(main())
