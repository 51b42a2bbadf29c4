"""`python -m evaluation.cluster [--nodes 1 2 3] [--documents N] [--heap MB]`: what OpenSearch and Diwan cost.

For each number of nodes a cluster is started on this machine (what `make test-cluster` puts in build/cluster), and the
corpus of evaluation/engines goes in twice, batch by batch: by Diwan's engine, and as ready-made bodies by
opensearch-py. Then the same searches are put to both in interleaved rounds: Diwan's engine with decoded documents and
exact counts, and the very same query, filters and aggregations as ready-made bodies by opensearch-py, decoded from
JSON and no further. The first batch and the first round are to warm the nodes, and count in neither. A ratio is Diwan's
time by the bare one's: the less, the better for Diwan.

Bytes are of the index without copies; CPU is of all nodes together, out of /proc.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

from opensearchpy import OpenSearch

from evaluation import commands
from evaluation.engines.asked import draw, request
from evaluation.engines.corpus import Corpus
from search.engines import discard, open_engine
from search.engines.base import Engine
from search.engines.opensearch_ import buckets, page, place
from search.engines.opensearch_.query import filtered
from search.engines.opensearch_.reading import compiled
from search.engines.opensearch_.schema import as_bytes, index_body, key
from search.types import IndexEntry, Request
from tests.cluster.nodes import Nodes

#: Documents of a batch at most; at least so many batches, the first of them to warm the nodes.
_BATCH, _BATCHES = 500, 4
_BULK = 8 << 20
#: Batches between two lines of progress.
_TOLD = 5
_BARE = "bare"


def bulks(entries: Sequence[IndexEntry]) -> list[bytes]:
    """The ready-made bodies of a batch, in requests of the size that Diwan sends."""
    made: list[bytes] = []
    size = 0
    for entry in entries:
        line = b'{"index":{"_id":"%b"}}\n%b\n' % (key(entry.document.id).encode(), as_bytes(entry))
        if not made or size > _BULK:
            made.append(b"")
            size = 0
        made[-1] += line
        size += len(line)
    return made


def fill(engine: Engine, client: OpenSearch, documents: int, nodes: Nodes) -> None:
    """Adds the corpus to both; prints wall time of each, the ratio, and what a document costs."""
    corpus = Corpus().entries(documents)
    spent = {"diwan": 0.0, _BARE: 0.0}
    used, few = 0.0, max(1, min(_BATCH, documents // _BATCHES))
    for number, start in enumerate(range(0, documents, few)):
        batch = [next(corpus) for _ in range(min(few, documents - start))]
        ready = bulks(batch)

        def bare(ready: list[bytes] = ready) -> None:
            for body in ready:
                if client.bulk(body=body, index=_BARE)["errors"]:
                    raise RuntimeError("a document was not taken")
            client.indices.refresh(index=_BARE)

        def diwan(batch: list[IndexEntry] = batch) -> None:
            engine.add(batch)
            engine.commit()

        works: list[tuple[str, Callable[[], None]]] = [("diwan", diwan), (_BARE, bare)]
        for name, work in works if number % 2 else reversed(works):
            before = nodes.cpu()
            took = wall(work)
            if number:
                spent[name] += took
                used += nodes.cpu() - before if name == "diwan" else 0.0
        if number % _TOLD == 0:
            print(f"  {start + len(batch)} documents are in", flush=True)
    counted = documents - few
    print(
        f"  bulk: diwan {counted / spent['diwan']:.0f}/s, bare {counted / spent[_BARE]:.0f}/s,"
        f" ratio {spent['diwan'] / spent[_BARE]:.2f}"
    )
    size = engine.info().bytes / documents
    cost = used / counted * 1_000
    print(f"  a document: {size:.0f} bytes, {cost:.2f} ms CPU of the nodes, copies included", flush=True)


def ready(asked: Request) -> tuple[dict[str, Any], dict[str, str]]:
    """A request as the body that opensearch-py sends, and its parameters."""
    tree, scored = compiled(asked)
    body = {**page.ask(asked, scored), "query": filtered(tree, asked.filters), "track_total_hits": True}
    body["aggs"] = buckets.ask(asked.buckets, ())
    return body, {"search_type": "dfs_query_then_fetch"} if scored else {}


def ask(engine: Engine, client: OpenSearch, requests: Sequence[Request], rounds: int, nodes: Nodes) -> None:
    """Puts the searches to both; prints wall times and their ratio."""
    made = [ready(each) for each in requests]
    ratios, totals = [], {"diwan": [0.0], _BARE: [0.0]}
    used = 0.0
    for number in range(rounds + 1):
        times: dict[str, list[float]] = {"diwan": [], _BARE: []}
        for at, (each, (body, parameters)) in enumerate(zip(requests, made, strict=True)):
            works: list[tuple[str, Callable[[], object]]] = [
                ("diwan", partial(engine.search, each)),
                (_BARE, partial(client.search, index=_BARE, body=body, params=parameters)),
            ]
            for name, work in works if (number + at) % 2 else reversed(works):
                before = nodes.cpu()
                times[name].append(wall(work))
                used += nodes.cpu() - before if number and name == "diwan" else 0.0
        print(f"  round {number} of {rounds}{'' if number else ', to warm,'} is asked", flush=True)
        if number:
            ratios.append(sum(times["diwan"]) / sum(times[_BARE]))
            totals = {name: totals[name] + found for name, found in times.items()}
    for name, found in totals.items():
        inside = sorted(found[1:])
        print(f"  {name}: mean {mean(inside) * 1e3:.1f} ms, median {median(inside) * 1e3:.1f}, p95 {_p95(inside):.1f}")
    told = ", ".join(f"{each:.2f}" for each in ratios)
    cost = used / rounds / len(requests) * 1e3
    print(f"  a search: wall ratio {median(ratios):.2f} ({told}), {cost:.1f} ms CPU of the nodes", flush=True)


def _p95(times: list[float]) -> float:
    return times[int(len(times) * 0.95)] * 1e3


def wall(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(count: int, documents: int, requests: Sequence[Request], rounds: int, heap: int) -> None:
    """One cluster, its nodes with so many megabytes of heap, from its start to its end."""
    with tempfile.TemporaryDirectory() as temporary:
        java = ("java", f"-Xms{heap}m", f"-Xmx{heap}m", "-XX:+UseSerialGC")
        nodes = Nodes(Path(temporary), count, java)
        try:
            nodes.start()
            os.environ["DIWAN_OPENSEARCH_URL"] = ",".join(nodes.urls)
            os.environ["DIWAN_OPENSEARCH_TIMEOUT"] = "120"
            client = OpenSearch(nodes.urls, timeout=120)
            client.indices.create(index=_BARE, body=index_body(3, 1, "bare-alias"))
            folder = Path(temporary) / "index"
            engine = open_engine("opensearch", folder, writing=True)
            nodes.wait(count)
            print(f"{count} nodes, {documents} documents, index {place.read(folder).index}", flush=True)
            fill(engine, client, documents, nodes)
            ask(engine, client, requests, rounds, nodes)
            engine.close()
            discard("opensearch", folder)
            client.close()
        finally:
            nodes.stop()


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--documents", type=int, default=10_000, help="more than one (%(default)s)")
    parser.add_argument(
        "--heap", type=int, default=512, help="MB of each node; a full one refuses bodies (%(default)s)"
    )
    parser.add_argument("--searches", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    commands.end_in_order()
    corpus, random = Corpus(), Random(7)
    requests = [request(draw(corpus, random)) for _ in range(given.searches)]
    for count in given.nodes:
        measure(count, given.documents, requests, given.rounds, given.heap)


if __name__ == "__main__":
    main()
