"""Exact counts from Tantivy's aggregations, which are neither exact by themselves nor in an order of their own.

A terms aggregation keeps the best `segment_size` values of each segment and adds them up: over several segments
a value may lose some of its count. Tantivy says by how much at most; where that is not nothing, we ask again
without that cut. Ties come in no order: more values than asked for are fetched, until the tie at the end is
whole, and sorted here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import tantivy

from search.engines.ordering import UNDATED
from search.types import Buckets, DayBuckets, TermBuckets

Pairs = tuple[tuple[str, int], ...]

#: Values fetched beyond those asked for, so that a tie at the end is mostly whole at once.
_MARGIN = 12
#: Values kept per segment: four times as fast as 60,000, and exact on 798 of 800 queries (findings).
_QUICK = 2_000
_ALL = 1 << 30


def count(searcher: tantivy.Searcher, query: tantivy.Query, wanted: Sequence[Buckets]) -> dict[str, Pairs]:
    """The answers to all of `wanted` over the documents that `query` matches."""
    asked: dict[str, Any] = {}
    for number, each in enumerate(wanted):
        if isinstance(each, DayBuckets):
            asked |= _ask_days(number, each)
        else:
            asked |= _ask_terms(number, each)
    found = searcher.aggregate(query, asked)
    answers = {}
    for number, each in enumerate(wanted):
        if isinstance(each, DayBuckets):
            answers[each.name] = _days(each, found[f"first{number}"], found[f"last{number}"])
        else:
            answers[each.facet] = _terms(searcher, query, each, found[f"terms{number}"], found.get(f"shown{number}"))
    return answers


def _terms_of(each: TermBuckets, size: int, kept: int) -> dict[str, Any]:
    asked: dict[str, Any] = {"field": f"keywords.{each.facet}", "size": size, "segment_size": max(size, kept)}
    if each.prefix:
        asked["include"] = re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", each.prefix) + "(.|\n)*"
    return {"terms": asked}


def _ask_terms(number: int, each: TermBuckets) -> dict[str, Any]:
    asked = {f"terms{number}": _terms_of(each, each.size + _MARGIN, _QUICK)}
    if each.shown:
        shown = {"field": f"keywords.{each.facet}", "include": list(each.shown), "size": len(each.shown)}
        asked[f"shown{number}"] = {"terms": shown | {"segment_size": len(each.shown)}}
    return asked


def _terms(searcher: tantivy.Searcher, query: tantivy.Query, each: TermBuckets, found: Any, shown: Any | None) -> Pairs:
    size = each.size + _MARGIN
    while not _settled(found, each.size, size):
        size *= 8
        found = searcher.aggregate(query, {"again": _terms_of(each, size, _ALL)})["again"]
    counts = sorted(_pairs(found), key=_rank)[: each.size]
    if shown is not None:
        known = dict.fromkeys(each.shown, 0) | dict(_pairs(shown))
        counts = sorted((known | dict(counts)).items(), key=_rank)
    return tuple(counts)


def _settled(found: Any, wanted: int, fetched: int) -> bool:
    """Whether the best `wanted` values, ties by value, are among the fetched ones, and their counts are whole."""
    buckets = found["buckets"]
    if found["doc_count_error_upper_bound"]:
        return False
    return not wanted or len(buckets) < fetched or buckets[-1]["doc_count"] < buckets[wanted - 1]["doc_count"]


def _pairs(found: Any) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]


def _rank(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _ask_days(number: int, each: DayBuckets) -> dict[str, Any]:
    edges = (UNDATED + 1, *each.boundaries)
    ranges: list[dict[str, int]] = [{"to": edges[0]}]
    ranges += [{"from": low, "to": high} for low, high in pairwise(edges) if low < high]
    ranges.append({"from": edges[-1]})
    return {f"{field}{number}": {"range": {"field": field, "ranges": ranges}} for field in ("first", "last")}


def _days(each: DayBuckets, firsts: Any, lasts: Any) -> Pairs:
    """Documents overlapping [a, b): those that begin before b, less those that end before a."""
    begun, ended = _before(firsts), _before(lasts)
    undated = begun[UNDATED + 1]
    pairs = [(str(low), begun[high] - ended[low]) for low, high in pairwise(each.boundaries)]
    return (*pairs, ("none", undated))


def _before(found: Any) -> Counter[int]:
    """How many documents have a day before each boundary, undated ones included; none where there is no segment."""
    total = 0
    before: Counter[int] = Counter()
    for bucket in sorted(found["buckets"], key=lambda bucket: bucket.get("from", 0)):
        total += bucket["doc_count"]
        if "to" in bucket:
            before[int(bucket["to"])] = total
    return before
