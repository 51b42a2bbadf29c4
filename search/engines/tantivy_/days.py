"""Days counted by Tantivy: how many documents overlap each stretch between two boundaries.

A document overlaps [a, b) when it begins before b and does not end before a. `first` gives the beginnings. An end
differs from its beginning only in documents of several days: these alone have `since` and `until`, which are few and
of few values (months and years, mostly), so that they are fetched value by value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any

from search.engines.ordering import UNDATED
from search.types import DayBuckets

Pairs = tuple[tuple[str, int], ...]

#: Distinct days that are fetched one by one; past it Tantivy counts between the boundaries itself.
_DAYS = 4_000
#: A value costs about a quarter of what a boundary does, which goes to Tantivy and back as JSON.
_VALUES_PER_BOUNDARY = 4


def ask(wanted: Sequence[DayBuckets], documents: int, *, spans: bool = True) -> dict[str, Any]:
    """The aggregations for all of `wanted` over at most `documents` matches; `spans` False: ends by boundaries too."""
    edges = _edges(wanted)
    if not edges:
        return {}
    by_value = spans and documents <= _VALUES_PER_BOUNDARY * len(edges)
    asked: dict[str, Any] = {"days first": _values("first") if by_value else _between("first", edges)}
    if spans:
        asked |= {"days since": _values("since"), "days until": _values("until")}
    else:
        asked["days last"] = _between("last", edges)
    return asked


def read(wanted: Sequence[DayBuckets], found: Any) -> dict[str, Pairs] | None:
    """The answers by name; None where there were too many distinct spans: ask again without them."""
    edges = _edges(wanted)
    if not edges:
        return {}
    spans = "days last" not in found
    if any(_cut(found[name]) for name in ("days first", "days since", "days until") if name in found):
        return None
    begun = _before(found["days first"], edges)
    if spans:
        since, until = _before(found["days since"], edges), _before(found["days until"], edges)
        ended = [number - s + u for number, s, u in zip(begun, since, until, strict=True)]
    else:
        ended = _before(found["days last"], edges)
    place = {edge: at for at, edge in enumerate(edges)}
    undated = begun[place[UNDATED + 1]]
    return {
        each.name: (
            *((str(low), begun[place[high]] - ended[place[low]]) for low, high in pairwise(each.boundaries)),
            ("none", undated),
        )
        for each in wanted
    }


def _edges(wanted: Iterable[DayBuckets]) -> list[int]:
    return sorted({UNDATED + 1, *(edge for each in wanted for edge in each.boundaries)}) if wanted else []


def _values(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _DAYS, "segment_size": _DAYS}}


def _between(field: str, edges: Sequence[int]) -> dict[str, Any]:
    ranges: list[dict[str, int]] = [{"to": edges[0]}, *({"from": low, "to": high} for low, high in pairwise(edges))]
    return {"range": {"field": field, "ranges": [*ranges, {"from": edges[-1]}]}}


def _cut(found: Any) -> bool:
    return bool(found.get("sum_other_doc_count") or found.get("doc_count_error_upper_bound"))


def _before(found: Any, edges: Sequence[int]) -> list[int]:
    """How many documents have a day before each edge, the undated included; none where there is no segment."""
    counts = [0] * (len(edges) + 1)
    for bucket in found["buckets"]:
        if "to" in bucket:
            counts[bisect_left(edges, int(bucket["to"]))] += bucket["doc_count"]
        elif "from" not in bucket:
            # The first edge after this day.
            counts[bisect_left(edges, int(bucket["key"]) + 1)] += bucket["doc_count"]
    return list(accumulate(counts[:-1]))
