"""Names linked across scripts, per type and pair of languages, of any file of name groups, beside anyascii and rigour.

python -m evaluation.names NAMES.tsv [--distractors NAMES.tsv] [--part aside|seen|all] [--queries 300] [--no-rivals]

NAMES.tsv has the columns id, type, lang, kind, source, name. `aside` (default) are the groups that the costs were not
learnt from; give `all` for a file that learning never saw. Ours decides at 0.5, a rival at the threshold best for it in
each row. F1 of decisions, then how often a key is shared and how many of those found by key are right.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evaluation.names.decisions import FEWEST, PAIRS, SCRIPTS, Collection, Decision
from evaluation.names.rivals import Scorer, scorers
from search import names

DECIDES = 0.5


def f1(scored: Sequence[tuple[float, bool]], threshold: float) -> float:
    """F1 of taking all pairs from the threshold on for the same."""
    right = sum(same for score, same in scored if score >= threshold)
    taken = sum(score >= threshold for score, _ in scored)
    return 2 * right / max(1, taken + sum(same for _, same in scored))


def best_threshold(scored: Sequence[tuple[float, bool]]) -> float:
    """The threshold with the best F1."""
    ranked = sorted(scored, reverse=True)
    positive, right, best = sum(same for _, same in ranked), 0, (0.0, 0.0)
    for taken, (score, same) in enumerate(ranked, 1):
        right += same
        best = max(best, (2 * right / (positive + taken), score))
    return best[1]


def by_key(
    collection: Collection, kind: str, left: str, right: str, most: int, index: dict[str, set[str]]
) -> list[float]:
    """Recall (some name of the group shares a key) and precision (of all names that share one) of keys."""
    hit = true = found = 0
    pairs = collection.pairs(kind, left, right, most)
    for key, name, _ in pairs:
        sharing = set().union(*(index.get(term, set()) for term in names.keys(name)))
        gold = {other for other in sharing if key in collection.owners[SCRIPTS[right]][other]}
        hit, true, found = hit + bool(gold), true + len(gold), found + len(sharing)
    return [hit / len(pairs), true / max(1, found)]


def table(collection: Collection, chosen: dict[str, Scorer], most: int) -> None:
    """Print a row for each type and pair of languages, and the means."""
    rows = {
        (kind, pair): list(collection.decisions(kind, *pair, most))
        for kind in ("PER", "LOC", "ORG")
        for pair in PAIRS
        if len(collection.pairs(kind, *pair, most)) >= FEWEST
    }
    scored: dict[str, dict[tuple[str, tuple[str, str]], list[tuple[float, bool]]]] = {}
    limits = {}
    for system, scorer in chosen.items():
        scored[system] = {row: [_scored(scorer, one) for one in decisions] for row, decisions in rows.items()}
        limits[system] = {
            row: DECIDES if system.startswith("ours") else best_threshold(found)
            for row, found in scored[system].items()
        }
    index = {script: _index(listed) for script, listed in collection.names.items()}
    means: dict[str, list[list[float]]] = defaultdict(list)
    print("type pair        pairs ", *(f"{system:>23}" for system in chosen), "  key recall precision")
    for (kind, pair), decisions in rows.items():
        cells = [f1(scored[system][kind, pair], limits[system][kind, pair]) for system in chosen]
        cells += by_key(collection, kind, *pair, most, index[SCRIPTS[pair[1]]])
        means[kind].append(cells)
        _row(kind, "-".join(pair), sum(one.same for one in decisions), cells)
    for kind, cells_of in means.items():
        _row(kind, "mean", len(cells_of), [sum(column) / len(column) for column in zip(*cells_of, strict=True)])


def _scored(scorer: Scorer, decision: Decision) -> tuple[float, bool]:
    return scorer(decision.left, decision.right), decision.same


def _index(listed: Sequence[str]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for name in listed:
        for term in names.keys(name):
            index[term].add(name)
    return dict(index)


def _row(kind: str, pair: str, count: int, cells: Sequence[float]) -> None:
    print(
        f"{kind:4} {pair:10} {count:6} ",
        *(f"{cell:23.3f}" for cell in cells[:-2]),
        *(f"{cell:11.3f}" for cell in cells[-2:]),
    )


def speed(collection: Collection) -> None:
    """Print keys and similarities a second, of names seen for the first time by this process."""
    gc.freeze()  # the names of the collection are not looked through for garbage meanwhile
    listed = [name for script in collection.names for name in collection.names[script][1::7]]
    began = time.process_time()
    for name in listed:
        names.keys(name)
    print(f"{len(listed) / (time.process_time() - began):.0f} keys/s", end=", ")
    left, right = collection.names["Latn"][2::9][:60], collection.names["Arab"][2::9][:300]
    began = time.process_time()
    for a in left:
        for b in right:
            names.similarity(a, b)
    print(f"{len(left) * len(right) / (time.process_time() - began):.0f} similarities/s (processor time)")


def main() -> None:
    """Read the arguments, print the table and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--distractors", type=Path)
    parser.add_argument("--part", choices=("aside", "seen", "all"), default="aside")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--no-rivals", action="store_true")
    given = parser.parse_args()
    collection = Collection(given.names, given.distractors, given.part)
    speed(collection)
    table(collection, scorers(rivals=not given.no_rivals), given.queries)


if __name__ == "__main__":
    main()
