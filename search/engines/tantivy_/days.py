"""Days counted by Tantivy: how many documents overlap each stretch between two boundaries.

A document overlaps [a, b) when it begins before b and does not end before a. `first` gives the beginnings. An end
differs from its beginning only in documents of several days: these alone have `since` and `until`, which are few and
of few values (months and years, mostly), so that they are fetched value by value.

Where all boundaries begin months of one calendar, it is enough to know in which month a document begins and ends:
`months` has that, as the first day of the month, for each calendar. These are a thirtieth of the values.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from search.calendars import CALENDARS, from_gregorian
from search.engines.counting import Pairs
from search.engines.ordering import UNDATED
from search.types import DayBuckets

#: Distinct days that are fetched one by one; past it Tantivy counts between the boundaries itself.
_DAYS = 4_000
#: A value costs about a quarter of what a boundary does, which goes to Tantivy and back as JSON.
_VALUES_PER_BOUNDARY = 4


@lru_cache(maxsize=20_000)
def month_of(day: int) -> Mapping[str, int]:
    """The first day of the month that holds a day, in each calendar; the day itself before a calendar's first year."""
    found: dict[str, int] = {}
    for calendar in CALENDARS:
        try:
            found[calendar] = day + 1 - from_gregorian(calendar, date.fromordinal(day)).day
        except (ValueError, OverflowError):
            found[calendar] = day
    return found


def months(first: int, last: int) -> dict[str, int]:
    """What `months` keeps of a document of the days first..last: paths and values."""
    if first == UNDATED:
        return {f"{calendar}-first": UNDATED for calendar in CALENDARS}
    begins, ends = month_of(first), month_of(last)
    kept = {f"{calendar}-first": start for calendar, start in begins.items()}
    for calendar in (each for each in CALENDARS if begins[each] != ends[each]):
        kept |= {f"{calendar}-since": begins[calendar], f"{calendar}-until": ends[calendar]}
    return kept


def ask(wanted: Sequence[DayBuckets], documents: int, *, spans: bool = True) -> dict[str, Any]:
    """The aggregations for all of `wanted` over at most `documents` matches; `spans` False: ends by boundaries too."""
    asked: dict[str, Any] = {}
    for calendar, group in _by_calendar(wanted).items():
        edges = _edges(group)
        by_value = spans and (calendar is not None or documents <= _VALUES_PER_BOUNDARY * len(edges))
        name = _name(calendar, "first")
        asked[name] = _values(name) if by_value else _between("first", edges)
        if spans:
            asked |= {name: _values(name) for name in (_name(calendar, "since"), _name(calendar, "until"))}
        else:
            asked[_name(calendar, "last")] = _between("last", edges)
    return asked


def read(wanted: Sequence[DayBuckets], found: Any) -> dict[str, Pairs] | None:
    """The answers by name; None where there were too many distinct days: ask again without `spans`."""
    answers: dict[str, Pairs] = {}
    for calendar, group in _by_calendar(wanted).items():
        edges = _edges(group)
        first, since, until, last = (found.get(_name(calendar, end)) for end in ("first", "since", "until", "last"))
        if last is None and any(map(_cut, (first, since, until))):
            return None
        begun = _before(first, edges)
        if last is None:
            counts = zip(begun, _before(since, edges), _before(until, edges), strict=True)
            ended = [number - s + u for number, s, u in counts]
        else:
            ended = _before(last, edges)
        place = {edge: at for at, edge in enumerate(edges)}
        none = ("none", begun[place[UNDATED + 1]])
        for each in group:
            pairs = [(str(a), begun[place[b]] - ended[place[a]]) for a, b in pairwise(each.boundaries)]
            answers[each.name] = (*pairs, none)
    return answers


def _by_calendar(wanted: Iterable[DayBuckets]) -> dict[str | None, list[DayBuckets]]:
    """The buckets by the calendar whose months they begin with; None: by days."""
    groups: dict[str | None, list[DayBuckets]] = {}
    for each in wanted:
        groups.setdefault(_calendar(each.boundaries), []).append(each)
    return groups


@lru_cache(maxsize=256)
def _calendar(boundaries: tuple[int, ...]) -> str | None:
    """The calendar of which all boundaries begin months."""
    return next((each for each in CALENDARS if all(month_of(day)[each] == day for day in boundaries)), None)


def _edges(wanted: Iterable[DayBuckets]) -> tuple[int, ...]:
    return _merged(tuple([each.boundaries for each in wanted]))


@lru_cache(maxsize=256)
def _merged(boundaries: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    return tuple(sorted({UNDATED + 1, *(edge for each in boundaries for edge in each)}))


def _name(calendar: str | None, end: str) -> str:
    """Of an aggregation and the field that it is of, but for those between boundaries."""
    return f"months.{calendar}-{end}" if calendar else end


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
