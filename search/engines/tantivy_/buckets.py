"""Exact counts from Tantivy's aggregations.

A terms aggregation keeps the best `segment_size` values of each segment and adds them up: where a segment has more,
a value may lose some of its count. So all values are kept; that costs little, and less than counting again.

Values are counted by their numbers (see `naming`), and ties go by value here; only what these leave open is asked of
the text column. There Tantivy 0.27 orders ties by value (not documented, so the conformance suite holds it to that).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import tantivy

from search.engines.counting import Pairs, rank
from search.engines.tantivy_ import days
from search.engines.tantivy_.naming import Names
from search.engines.tantivy_.schema import value_term
from search.types import Buckets, DayBuckets, TermBuckets

#: Values fetched beyond those asked for, at most and for each: enough, mostly, to choose among ties by value.
_TIES, _TIES_EACH = 2_000, 9
#: The more documents, the higher the counts, and the fewer values share the last: fetched at first are as many for
#: each as this is times the documents, and a few. A value costs a microsecond on its way to Python.
_TIES_SHARED, _TIES_FEW = 1_000, 60
#: Values kept of each segment: more than any has.
_EVERY = 1_000_000_000


def count(
    searcher: tantivy.Searcher, names: Names, query: tantivy.Query, wanted: Sequence[Buckets], most: int
) -> dict[str, Pairs]:
    """The answers to all of `wanted` over the documents that `query` matches, which are at most `most`."""
    terms = [each for each in wanted if not isinstance(each, DayBuckets)]
    by_day = [each for each in wanted if isinstance(each, DayBuckets)]
    asked = days.ask(by_day, most)
    for number, each in enumerate(terms):
        asked |= _ask_terms(number, each, most)
    found = searcher.aggregate(query, asked) if asked else {}
    answers = days.read(by_day, found)
    if answers is None:
        answers = days.read(by_day, searcher.aggregate(query, days.ask(by_day, most, spans=False))) or {}
    for number, each in enumerate(terms):
        best = _best(searcher, names, query, each, found[f"terms{number}"])
        if each.shown:
            shown = dict.fromkeys(each.shown, 0) | dict(_pairs(found[f"shown{number}"]))
            best = sorted({*best, *shown.items()}, key=rank)
        answers[each.facet] = tuple(best)
    return answers


def _ask_terms(number: int, each: TermBuckets, most: int) -> dict[str, Any]:
    # Letters cannot be seen in numbers.
    asked = {f"terms{number}": _values(each) if each.prefix else _numbers(each, min(_few(each, most), _many(each)))}
    if each.shown:
        asked[f"shown{number}"] = _listed(each.facet, each.shown)
    return asked


def _many(each: TermBuckets) -> int:
    return each.size + min(_TIES, each.size * _TIES_EACH + 100)


def _few(each: TermBuckets, documents: int) -> int:
    return each.size + each.size * _TIES_SHARED // max(documents, 1) + _TIES_FEW


def _numbers(each: TermBuckets, size: int) -> dict[str, Any]:
    return {"terms": {"field": f"numbers.{each.facet}", "size": size, "segment_size": _EVERY}}


def _values(each: TermBuckets) -> dict[str, Any]:
    asked: dict[str, Any] = {"field": f"keywords.{each.facet}", "size": max(each.size, 1), "segment_size": _EVERY}
    if each.prefix:
        asked["include"] = re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", each.prefix) + "(.|\n)*"
    return {"terms": asked}


def _listed(facet: str, values: Sequence[str]) -> dict[str, Any]:
    """Just these values."""
    size = len(values)
    return {"terms": {"field": f"keywords.{facet}", "include": list(values), "size": size, "segment_size": size}}


def _best(
    searcher: tantivy.Searcher, names: Names, query: tantivy.Query, each: TermBuckets, found: Any
) -> list[tuple[str, int]]:
    """The `size` most frequent values, ties by value, from a first answer that may end within a tie."""
    if each.size <= 0:
        return []
    if each.prefix:
        return _pairs(found)
    pairs, last, whole = _read(found, each.size)
    if not whole and len(pairs) < _many(each):
        found = searcher.aggregate(query, {"more": _numbers(each, _many(each))})["more"]
        pairs, last, whole = _read(found, each.size)
    try:
        if whole:
            return _ranked(searcher, names, pairs, each.size, last)
    except KeyError:
        pass  # a value that is too long to be a term
    return _all(searcher, query, each)


def _read(found: Any, size: int) -> tuple[list[tuple[int, int]], int, bool]:
    """Numbers with counts, the count of the last of `size` (0: there are fewer), and whether all that share it are
    among them."""
    pairs = _pairs(found)
    last = pairs[size - 1][1] if len(pairs) >= size else 0
    return pairs, last, not found["sum_other_doc_count"] or pairs[-1][1] < last


def _ranked(
    searcher: tantivy.Searcher, names: Names, pairs: list[tuple[int, int]], size: int, last: int
) -> list[tuple[str, int]]:
    """The best by value of pairs by number; of those with the `last` count only as many as are missing."""
    known = names.of(searcher, [number for number, count in pairs if count >= last])
    best = sorted([(known[number], count) for number, count in pairs if count > last], key=rank)
    ties = sorted([known[number] for number, count in pairs if count == last])
    return best + [(value, last) for value in ties[: size - len(best)]]


def _all(searcher: tantivy.Searcher, query: tantivy.Query, each: TermBuckets) -> list[tuple[str, int]]:
    """The best by the text column; beyond the number of buckets that Tantivy gives, from the list of terms."""
    try:
        return _pairs(searcher.aggregate(query, {"all": _values(each)})["all"])
    except ValueError as error:
        if "bucket limit" not in str(error):
            raise
    start = value_term(each.facet, "")
    listed = searcher.terms_with_prefix("values", start + each.prefix, query, each.size)
    return sorted([(term.removeprefix(start), number) for term, number in listed], key=rank)


def _pairs(found: Any) -> list[tuple[Any, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
