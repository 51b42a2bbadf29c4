"""Counts over many values and over the months of each calendar, in several segments: as by brute force."""

from random import Random

import pytest

from search.calendars import CALENDARS, months_between, years_between
from search.engines.base import Engine
from search.types import All, Calendar, DayBuckets, IndexEntry, Request, TermBuckets
from tests.brute import Brute
from tests.entries import day, entry
from tests.promises.matching import word


def committed(engine: Engine, entries: list[IndexEntry], commits: int = 3) -> Brute:
    for number in range(commits):
        engine.add(entries[number::commits])
        engine.commit()
    return Brute(entries)


@pytest.mark.parametrize(("values", "least"), [(6_000, 1), (6_000, 3), (2_500, 1)])
def test_counts_of_thousands_of_values_are_exact(engine: Engine, values: int, least: int) -> None:
    """More values than an engine keeps of each segment, and more ties than it fetches to choose among."""
    random = Random(values)
    names = [f"{random.choice('aاक')}{number}" for number in range(values)]
    held = [[name for at, name in enumerate(names) if (at + part) % (part // least + 1) == 0] for part in range(9)]
    brute = committed(engine, [entry(f"d{part}", "word" * (part % 2), entities=held[part]) for part in range(9)])
    for tree in (All(), word("en:word")):
        for size in (1, 40, 200, 3_000):
            request = Request(tree, size=0, buckets=(TermBuckets("entity", size, (names[0], "none")),))
            assert dict(engine.search(request).buckets) == brute.buckets(request), size


@pytest.mark.parametrize("values", [90, 300, 2_000])
def test_ties_among_many_documents_go_by_value(engine: Engine, values: int) -> None:
    """The more documents, the fewer ties an engine may expect; here are as many as there are values."""
    random = Random(values)
    names = [f"e{number}" for number in range(values)]
    random.shuffle(names)
    brute = committed(engine, [entry(f"d{n}", entities=[names[n * 3 % values], "e1", "e2"]) for n in range(600)])
    for size in (1, 20, 200):
        request = Request(All(), size=0, buckets=(TermBuckets("entity", size),))
        assert dict(engine.search(request).buckets) == brute.buckets(request), size


@pytest.mark.parametrize("calendar", CALENDARS)
def test_months_and_years_of_each_calendar_are_counted(engine: Engine, calendar: Calendar) -> None:
    random = Random(5)
    lengths = (1, 1, 1, 2, 29, 30, 31, 366)
    firsts = [random.randrange(day(2015), day(2022)) for _ in range(60)]
    spans = [(first, first + random.choice(lengths) - 1) for first in firsts]
    spans += [(day(300), day(300, 12, 31)), (day(622, 7, 1), day(622, 8, 31)), (1, 1)]
    entries = [entry(f"d{number}", days=days) for number, days in enumerate(spans)]
    brute = committed(engine, [*entries, entry("undated")])
    months = DayBuckets("month", months_between(day(2014), day(2023), calendar))
    years = DayBuckets("year", years_between(day(1990), day(2023), calendar))
    days = DayBuckets("day", tuple(range(day(2020), day(2020, 2))))
    for wanted in ((months,), (months, years), (years, days), (months, years, days)):
        request = Request(All(), size=0, buckets=wanted)
        assert dict(engine.search(request).buckets) == brute.buckets(request)
