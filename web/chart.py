"""The facet of dates as a chart: a row of years, and below it the months of the one year that is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.calendars import digits, format_day, months, parse_typed
from search.types import Bucket, Calendar, DateFilter, Facet, Query, Range
from web import interface, links
from web.links import Options

#: Where dates span more years than this, years without an article are left out of the row.
MOST_BARS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One year or month: its value in a URL, its whole label, a short one and the shortest, how many articles.

    `height` is 0..100 of the row's largest. `selected` None: no time is chosen at all.
    """

    label: str
    short: str
    shortest: str
    count: int
    height: float
    selected: bool | None
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """Bars side by side: those of `of` ("" all years), each a `unit`."""

    unit: str
    of: str
    bars: tuple[Bar, ...]


def rows(facet: Facet, query: Query, given: Options) -> list[Row]:
    """The rows of the chart; none where no article has a date."""
    years = {int(bucket.value): bucket for bucket in facet.buckets if bucket.value.isdigit()}
    if not years:
        return []
    calendar = interface.calendar()
    ranges = [r for f in query.filters if isinstance(f, DateFilter) for r in f.ranges]
    span = range(min(years), max(years) + 1)
    numbers: Iterable[int] = span if len(span) <= MOST_BARS else sorted(years)
    made = [_row("year", "", [(f"{year:04}", years.get(year)) for year in numbers], calendar, ranges, given)]
    zoomed = [b for b in years.values() if b.selected or any(child.selected for child in b.children)]
    if len(zoomed) == 1 and zoomed[0].children:
        year = zoomed[0]
        children = {child.value: child for child in year.children}
        values = [(f"{year.value}-{month:02}", children.get(f"{year.value}-{month:02}")) for month in range(1, 13)]
        made.append(_row("month", year.label, values, calendar, ranges, given))
    return made


def _row(
    unit: str,
    of: str,
    values: list[tuple[str, Bucket | None]],
    calendar: Calendar,
    ranges: list[Range],
    given: Options,
) -> Row:
    most = max(bucket.count if bucket else 0 for _, bucket in values) or 1
    ui = interface.language()
    bars = []
    for value, bucket in values:
        first = parse_typed(value, calendar)
        count = bucket.count if bucket else 0
        number = digits(value[-2:].lstrip("0") if unit == "month" else value, ui)
        name = months(calendar, ui, alone=True)[int(value[-2:]) - 1] if unit == "month" else number
        bars.append(
            Bar(
                label=format_day(first.first, first.precision, calendar, ui),
                short=name,
                shortest=number,
                count=count,
                height=round(100 * count / most, 1),
                selected=_overlap(ranges, first.first.toordinal(), first.last.toordinal()) if ranges else None,
                chosen=bool(bucket and bucket.selected),
                href=links.toggled(given, "date", value),
            )
        )
    return Row(unit, of, tuple(bars))


def _overlap(ranges: list[Range], first: int, last: int) -> bool:
    return any((r.first is None or r.first <= last) and (r.last is None or r.last >= first) for r in ranges)
