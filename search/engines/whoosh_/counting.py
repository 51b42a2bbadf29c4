"""Buckets over a set of documents, from the columns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import chain, pairwise

from search.engines.counting import Pairs, rank
from search.engines.whoosh_.columns import Columns
from search.types import DayBuckets, TermBuckets


def count_values(columns: Columns, found: set[int], wanted: TermBuckets) -> Pairs:
    """The most frequent values, ties by value, and those that must be shown."""
    counts = Counter(chain.from_iterable(map(columns.values(wanted.facet).__getitem__, found)))
    rivals = counts
    if wanted.prefix:
        rivals = Counter({value: n for value, n in counts.items() if value.startswith(wanted.prefix)})
    best = _most_frequent(rivals, wanted.size)
    return tuple(sorted({*best, *((value, counts[value]) for value in wanted.shown)}, key=rank))


def _most_frequent(counts: Counter[str], size: int) -> list[tuple[str, int]]:
    if size <= 0:
        return []
    if len(counts) > size:
        # Sorting bare numbers finds the least count that can matter; only few values then need a real sort.
        least = sorted(counts.values(), reverse=True)[size - 1]
        return sorted([pair for pair in counts.items() if pair[1] >= least], key=rank)[:size]
    return list(counts.items())


def count_days(columns: Columns, found: set[int], wanted: DayBuckets) -> Pairs:
    """Documents overlapping [a, b): those that begin before b, less those that end before a."""
    undated = len(found & columns.undated)
    begins = sorted(map(columns.first.__getitem__, found))
    ends = sorted(map(columns.last.__getitem__, found))
    pairs = [
        (str(low), bisect_left(begins, high) - bisect_left(ends, low)) for low, high in pairwise(wanted.boundaries)
    ]
    return (*pairs, ("none", undated))
