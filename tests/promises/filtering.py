"""Filters alone and together, and the buckets counted behind them."""

import pytest

from search.engines.base import Engine
from search.types import All, Buckets, DateFilter, DayBuckets, Filter, KeywordFilter, Node, Range, Request, TermBuckets
from tests.entries import day, entry
from tests.promises.library import EVERY, UNDATED
from tests.promises.matching import LEADER, RUSSIA

ENGLISH = KeywordFilter("language", ("en",))
RU_TB = KeywordFilter("entity", ("ru", "tb"), every=True)
RU_OR_MO = KeywordFilter("entity", ("ru", "mo"))
NO_TB = KeywordFilter("entity", ("ru",), ("tb",))
IN_2021 = DateFilter((Range(day(2021), day(2021, 12, 31)),))

FILTERS: list[tuple[str, tuple[Filter, ...], str]] = [
    ("a value", (ENGLISH,), "abcij"),
    ("any of two values", (KeywordFilter("language", ("fa", "hi")),), "deg"),
    ("all of two values", (RU_TB,), "ad"),
    ("a value that is not there", (KeywordFilter("language", ("ps",)),), ""),
    ("a facet that is not there", (KeywordFilter("nothing", ("ps",)),), ""),
    ("exclusion alone", (KeywordFilter("source", excluded=("wire",)),), "efh"),
    ("exclusion of two", (KeywordFilter("language", excluded=("en", "ar")),), "deg"),
    ("values and exclusion", (NO_TB,), "cgj"),
    ("nothing asked", (KeywordFilter("entity"),), EVERY),
    ("a year matches what it overlaps", (IN_2021,), "abgi"),
    ("a day in a year's document", (DateFilter((Range(day(2021, 7, 4), day(2021, 7, 4)),)),), "b"),
    ("undated only", (DateFilter((), undated=True),), UNDATED),
    ("no range at all", (DateFilter(()),), ""),
    ("dates or undated", (DateFilter(IN_2021.ranges, undated=True),), "abeghi"),
    ("any of two ranges", (DateFilter((Range(None, day(2000)), Range(day(2024), None))),), "fj"),
    ("filters are and-ed", (ENGLISH, IN_2021, KeywordFilter("entity", ("tb",))), "ab"),
]


@pytest.mark.parametrize(("filters", "expected"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_filters(library: Engine, filters: tuple[Filter, ...], expected: str) -> None:
    found = library.search(Request(All(), filters))
    assert "".join(sorted(match.document.id for match in found.hits)) == expected
    assert found.total == len(expected)


def test_filters_narrow_the_tree(library: Engine) -> None:
    assert library.search(Request(RUSSIA, (IN_2021,))).total == 1


ENTITY = TermBuckets("entity")
YEARS = DayBuckets("date", tuple(day(year) for year in (2019, 2020, 2021, 2022)))
MONTHS = DayBuckets("months", (day(2021, 2), day(2021, 3), day(2021, 4)))
#: Bahman 1399 to Farvardin 1400: months that are none of the Gregorian calendar.
SOLAR = DayBuckets("date", (day(2021, 1, 20), day(2021, 2, 19), day(2021, 3, 21), day(2021, 4, 21)))
DAYS = DayBuckets("date", (day(2021, 3, 4), day(2021, 3, 5), day(2021, 3, 6)))

BUCKETS: list[tuple[str, Node, tuple[Filter, ...], Buckets, str]] = [
    ("all values", All(), (), ENTITY, "ru:5 mo:3 tb:3"),
    ("ties by value", All(), (), TermBuckets("source", 1), "wire:7"),
    ("ties at the end by value", All(), (), TermBuckets("entity", 2), "ru:5 mo:3"),
    ("after the tree", LEADER, (), ENTITY, "ru:2 tb:2"),
    ("after filters of other facets", All(), (ENGLISH,), ENTITY, "ru:3 tb:2 mo:1"),
    ("without the facet's own filter", All(), (ENGLISH,), TermBuckets("language"), "en:5 ar:2 fa:2 hi:1"),
    ("with its own filter", All(), (ENGLISH,), TermBuckets("language", own_filter=True), "en:5"),
    ("and-ed values stay in their counts", All(), (RU_TB,), TermBuckets("entity", own_filter=True), "ru:2 tb:2 mo:1"),
    ("or-ed, but after the others", All(), (ENGLISH, IN_2021), TermBuckets("language"), "en:3 hi:1"),
    ("shown however few", All(), (), TermBuckets("entity", 1, ("mo",)), "ru:5 mo:3"),
    ("shown at zero", LEADER, (), TermBuckets("entity", 1, ("mo", "zz")), "ru:2 mo:0 zz:0"),
    ("none but the shown", All(), (), TermBuckets("entity", 0, ("tb",)), "tb:3"),
    ("named values after other filters", All(), (ENGLISH,), TermBuckets("entity", 0, ("ru", "zz")), "ru:3 zz:0"),
    ("named values, any asked for", All(), (RU_OR_MO,), TermBuckets("entity", 0, ("mo", "ru"), True), "ru:5 mo:3"),
    ("named values, all asked for", All(), (RU_TB,), TermBuckets("entity", 0, ("mo", "tb"), True), "tb:2 mo:1"),
    ("named values, one left out", All(), (NO_TB,), TermBuckets("entity", 0, ("ru", "tb"), True), "ru:3 tb:0"),
    ("by prefix", All(), (), TermBuckets("entity", prefix="t"), "tb:3"),
    ("a prefix is no pattern", All(), (), TermBuckets("entity", prefix="."), ""),
    ("a facet nobody has", All(), (), TermBuckets("nothing"), ""),
    ("nothing found", RUSSIA, (KeywordFilter("language", ("fa",)),), ENTITY, ""),
    ("years", All(), (), YEARS, f"{day(2019)}:0 {day(2020)}:1 {day(2021)}:4 none:2"),
    ("a document of a year is in each month", All(), (), MONTHS, f"{day(2021, 2)}:2 {day(2021, 3)}:4 none:2"),
    (
        "months of the Solar Hijri calendar",
        All(),
        (),
        SOLAR,
        f"{day(2021, 1, 20)}:1 {day(2021, 2, 19)}:4 {day(2021, 3, 21)}:1 none:2",
    ),
    ("days", All(), (), DAYS, f"{day(2021, 3, 4)}:1 {day(2021, 3, 5)}:3 none:2"),
    ("no boundary", All(), (), DayBuckets("date", ()), "none:2"),
    ("days without their filter", All(), (IN_2021,), YEARS, f"{day(2019)}:0 {day(2020)}:1 {day(2021)}:4 none:2"),
    (
        "days with their filter",
        All(),
        (IN_2021,),
        DayBuckets("date", YEARS.boundaries, own_filter=True),
        f"{day(2019)}:0 {day(2020)}:0 {day(2021)}:4 none:0",
    ),
    ("days after other filters", All(), (ENGLISH,), DayBuckets("date", YEARS.boundaries[2:]), f"{day(2021)}:3 none:0"),
]


@pytest.mark.parametrize(
    ("tree", "filters", "wanted", "expected"), [row[1:] for row in BUCKETS], ids=[row[0] for row in BUCKETS]
)
def test_buckets(library: Engine, tree: Node, filters: tuple[Filter, ...], wanted: Buckets, expected: str) -> None:
    found = library.search(Request(tree, filters, size=0, buckets=(wanted,)))
    name = wanted.name if isinstance(wanted, DayBuckets) else wanted.facet
    assert " ".join(f"{value}:{count}" for value, count in found.buckets[name]) == expected
    assert found.hits == ()


def test_several_buckets_at_once(library: Engine) -> None:
    found = library.search(Request(All(), (ENGLISH,), buckets=(ENTITY, TermBuckets("language"), YEARS)))
    assert set(found.buckets) == {"entity", "language", "date"}
    assert sum(count for _, count in found.buckets["language"]) == 10


def test_a_day_bucket_counts_what_choosing_it_finds(library: Engine) -> None:
    edges = tuple(range(day(2020, 10), day(2021, 5), 9))
    counts = dict(library.search(Request(All(), buckets=(DayBuckets("date", edges),))).buckets["date"])
    for low in edges[:-1]:
        chosen = DateFilter((Range(low, low + 8),))
        assert library.search(Request(All(), (chosen,))).total == counts[str(low)]


def test_many_ties_over_several_segments_go_by_value(engine: Engine) -> None:
    values = [f"{letter}{number}" for letter in "zاcक" for number in range(300)]
    for start in range(4):
        engine.add(entry(f"d{start}-{n}", entities=values[n::7]) for n in range(start, 7, 2))
        engine.commit()
    counts = {value: sum(value in values[n::7] for s in range(4) for n in range(s, 7, 2)) for value in values}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    for size in (1, 20, 150, 1_000):
        found = engine.search(Request(All(), buckets=(TermBuckets("entity", size),)))
        assert found.buckets["entity"] == tuple(ordered[:size])
