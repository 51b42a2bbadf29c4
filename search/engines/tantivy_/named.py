"""The counts of a few values that are named, one by one: an aggregation begins with looking through all there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

import tantivy

from search.engines.counting import Pairs, rank
from search.engines.tantivy_.query import Compiler
from search.types import Buckets, DateFilter, DayBuckets, Filter, KeywordFilter, Node, TermBuckets

#: Values up to which that is quicker: at 100,000 documents 40 took 4 ms, by aggregation 18.
_FEW = 64


def are_few(each: Buckets) -> TypeGuard[TermBuckets]:
    """Whether only some values are asked for, each by its name."""
    return not isinstance(each, DayBuckets) and each.size <= 0 and not each.prefix and len(each.shown) <= _FEW


def count(
    searcher: tantivy.Searcher, compiler: Compiler, tree: Node, filters: Sequence[Filter], asked: TermBuckets
) -> Pairs:
    """How many of the matches hold each value that is asked for."""
    counts = []
    for value in dict.fromkeys(asked.shown):
        # What holds the value passes a filter that takes any of several, the value among them.
        left = [one for one in filters if not _takes(one, asked.facet, value)]
        query = compiler.request(tree, [*left, KeywordFilter(asked.facet, (value,))])
        found: Any = searcher.search(query, limit=1)
        counts.append((value, found.count))
    return tuple(sorted(counts, key=rank))


def _takes(one: Filter, facet: str, value: str) -> bool:
    if isinstance(one, DateFilter) or one.facet != facet:
        return False
    return value in one.values and not (one.every or one.excluded)
