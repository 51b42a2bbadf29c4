"""Exact counts from OpenSearch's aggregations, over any number of shards.

Each shard gives its most frequent values, and the sum of these may lack some of a value's count: OpenSearch says how
much at most. Where that could matter, just the values that came out on top are counted again, and where another could
still be among them, all that could.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from search.engines.counting import Pairs, facet_of, rank
from search.engines.opensearch_.query import Json, passing, pattern
from search.engines.ordering import UNDATED
from search.types import Buckets, DayBuckets, Filter, TermBuckets

#: Answers a request of aggregations over the same documents.
Ask = Callable[[Json], Any]

#: Values fetched beyond those asked for, so that those cut short can mostly be told from the best at once.
_MARGIN = 12
#: Values that each shard gives: what a page shows is then mostly exact at once.
_PER_SHARD = 1_000
#: More values than a shard will ever have.
_ALL = 1 << 24
#: Values that are counted again by name at most; it must not be more than `index.max_terms_count` (65,536).
_CANDIDATES = 10_000


def behind(wanted: Sequence[Buckets], filters: Sequence[Filter]) -> tuple[list[Filter], list[Filter]]:
    """The filters that hold for all buckets, and those that some leave out."""
    filtered = {each.facet for each in filters}
    left = {facet_of(each) for each in wanted if not each.own_filter} & filtered
    return [each for each in filters if each.facet not in left], [each for each in filters if each.facet in left]


def ask(wanted: Sequence[Buckets], later: Sequence[Filter]) -> Json:
    """The aggregations for all of `wanted`; `later`: the filters that some of them leave out."""
    asked: Json = {}
    for number, each in enumerate(wanted):
        inner = _days(each) if isinstance(each, DayBuckets) else _terms(each)
        kept = _kept(each, later)
        if kept and inner:
            asked[f"b{number}"] = {"filter": {"bool": {"filter": kept}}, "aggs": inner}
        else:
            asked |= {f"b{number}-{name}": aggregation for name, aggregation in inner.items()}
    return asked


def _answered(found: Any, number: int) -> Any:
    """The answers to the aggregations of one, by their own names."""
    start = f"b{number}-"
    alone = {name.removeprefix(start): answer for name, answer in found.items() if name.startswith(start)}
    return found.get(f"b{number}", alone)


def read(wanted: Sequence[Buckets], later: Sequence[Filter], found: Any, again: Ask, shards: int) -> dict[str, Pairs]:
    """The answers to all of `wanted`; `again` counts once more what was not exact."""
    answers: dict[str, Pairs] = {}
    for number, each in enumerate(wanted):
        inner = _answered(found, number)
        if isinstance(each, DayBuckets):
            answers[each.name] = _counted_days(each, inner["first"], inner["last"])
            continue

        def once_more(aggregation: Json, each: TermBuckets = each) -> Any:
            kept = {"bool": {"filter": _kept(each, later)}}
            return again({"b": {"filter": kept, "aggs": {"again": aggregation}}})["b"]["again"]

        best = frequent(f"keywords.{each.facet}", each.size, each.prefix, inner.get("terms"), once_more, shards)
        if each.shown:
            shown = dict.fromkeys(each.shown, 0) | dict(_pairs(inner["shown"]))
            best = sorted({*best, *shown.items()}, key=rank)
        answers[each.facet] = tuple(best)
    return answers


def _kept(each: Buckets, later: Sequence[Filter]) -> list[Json]:
    """Which documents count: those that pass the filters which these buckets do not leave out."""
    return passing(other for other in later if each.own_filter or other.facet != facet_of(each))


def _terms(each: TermBuckets) -> Json:
    field = f"keywords.{each.facet}"
    asked: Json = {"terms": most(field, each.size, each.prefix)} if each.size > 0 else {}
    if each.shown:
        asked["shown"] = _listed(field, each.shown)
    return asked


def most(field: str, size: int, prefix: str) -> Json:
    """The aggregation that `frequent` begins with."""
    asked = {"field": field, "size": size + _MARGIN, "shard_size": max(_PER_SHARD, size + _MARGIN)}
    return {"terms": {**asked, "include": pattern(prefix)} if prefix else asked}


def _listed(field: str, values: Sequence[str]) -> Json:
    """Just these values: nothing is cut, so their counts are exact."""
    size = len(values)
    return {"terms": {"field": field, "include": list(values), "size": size, "shard_size": size}}


def frequent(field: str, size: int, prefix: str, found: Any, again: Ask, shards: int) -> list[tuple[str, int]]:
    """The `size` most frequent values, ties by value, from the answer to `most`, which may be cut short."""
    if size <= 0:
        return []
    pairs, error = sorted(_pairs(found), key=rank), found["doc_count_error_upper_bound"]
    if not error:
        return pairs[:size]
    if len(pairs) > size and error + pairs[-1][1] < pairs[size - 1][1]:
        # No value outside of these can reach the last place; only their own counts may lack something.
        listed = again(_listed(field, [value for value, _ in pairs]))
        return sorted(_pairs(listed), key=rank)[:size]
    # A value with as many documents as the last one here has a fair part of them in one shard at least (TPUT).
    least = -(-pairs[size - 1][1] // shards) if len(pairs) >= size else 1
    if least > 1:
        able = _pairs(again(_from(field, prefix, least, _CANDIDATES)))
        if len(able) < _CANDIDATES:
            listed = again(_listed(field, [value for value, _ in able]))
            return sorted(_pairs(listed), key=rank)[:size]
    return sorted(_pairs(again(_from(field, prefix, 1, size))), key=rank)


def _from(field: str, prefix: str, least: int, size: int) -> Json:
    """Every value that some shard has in so many documents."""
    asked = {"field": field, "size": size, "shard_size": _ALL, "shard_min_doc_count": least}
    return {"terms": {**asked, "include": pattern(prefix)} if prefix else asked}


def _pairs(found: Any) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]


def _days(each: DayBuckets) -> Json:
    edges = (UNDATED + 1, *each.boundaries)
    ranges: list[Json] = [{"to": edges[0]}]
    ranges += [{"from": low, "to": high} for low, high in pairwise(edges) if low < high]
    ranges.append({"from": edges[-1]})
    return {field: {"range": {"field": field, "ranges": ranges}} for field in ("first", "last")}


def _counted_days(each: DayBuckets, firsts: Any, lasts: Any) -> Pairs:
    """Documents overlapping [a, b): those that begin before b, less those that end before a."""
    begun, ended = _before(firsts), _before(lasts)
    pairs = [(str(low), begun[high] - ended[low]) for low, high in pairwise(each.boundaries)]
    return (*pairs, ("none", begun[UNDATED + 1]))


def _before(found: Any) -> Counter[int]:
    """How many documents have a day before each boundary, undated ones included."""
    total = 0
    before: Counter[int] = Counter()
    for bucket in found["buckets"]:
        total += bucket["doc_count"]
        if "to" in bucket:
            before[int(bucket["to"])] = total
    return before
