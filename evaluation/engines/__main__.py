"""`python -m evaluation.engines [--documents N] [--whoosh] [--keep DIR]`: mean CPU per search with facets.

Bare tantivy-py on the same two text fields (see `bare`), Diwan's engine with the same facets (exact counts, days that
overlap, ties in order, ten documents decoded), and `Archive.search` without and with snippets: all the facets of a
page, the register's labels, notes. Rounds are interleaved in one process; the ratio is of CPU time.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from evaluation.engines.asked import draw, request
from evaluation.engines.bare import Bare
from evaluation.engines.corpus import Corpus
from evaluation.engines.filling import fill
from search.archive import Archive
from search.engines import open_engine


def each_of(search: Callable[[Any], object], asked: Sequence[object]) -> None:
    """Run all searches."""
    for each in asked:
        search(each)


def cpu(searches: Callable[[], None]) -> float:
    """CPU seconds of the process, its threads included."""
    started = time.process_time()
    searches()
    return time.process_time() - started


def main() -> None:
    """Builds, measures in interleaved rounds, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--whoosh", action="store_true", help="also Whoosh, against Diwan's Tantivy")
    parser.add_argument("--keep", type=Path, help="a folder to keep the indexes in, for another run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        random, corpus = Random(7), Corpus()
        asked = [draw(corpus, random) for _ in range(given.searches)]
        requests = [request(each) for each in asked]
        fill(folder, ("bare", "archive", *(["whoosh"] if given.whoosh else [])), given.documents)
        bare = Bare(folder / "bare")
        kept = Archive.open(folder / "archive")
        engine = kept.store.engine()
        runs: dict[str, Callable[[], None]] = {
            "bare, three facets": partial(each_of, partial(bare.search, facets=bare.lean), asked),
            "bare, a page's facets": partial(each_of, partial(bare.search, facets=bare.full), asked),
            "engine, three facets": partial(each_of, engine.search, requests),
            "archive without snippets": partial(each_of, partial(kept.search, snippets=False), asked),
            "archive with snippets": partial(each_of, kept.search, asked),
        }
        if given.whoosh:
            whoosh = open_engine("whoosh", folder / "whoosh")
            runs["whoosh, three facets"] = partial(each_of, whoosh.search, requests)
        totals = [engine.search(each).total for each in requests]
        print(f"searches {len(asked)}, matches: mean {sum(totals) / len(totals):.0f}, most {max(totals)}")
        measure(runs, len(asked), given.rounds)


def measure(runs: dict[str, Callable[[], None]], searches: int, rounds: int) -> None:
    """Prints the median round of each run after a first one to warm up, and its ratio to the first two runs."""
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, run in runs.items():
            spent[name].append(cpu(run) / searches * 1_000)
    first, page, own = list(runs)[:3]
    medians = {name: sorted(each[1:])[rounds // 2] for name, each in spent.items()}
    for name, median in medians.items():
        each = sorted(spent[name][1:])
        print(
            f"{name}: mean CPU {median:.3f} ms a search ({each[0]:.3f} to {each[-1]:.3f}),"
            f" ratio {median / medians[first]:.2f} to {first}; {median / medians[page]:.2f} to {page};"
            f" {median / medians[own]:.2f} to {own}"
        )


if __name__ == "__main__":
    main()
