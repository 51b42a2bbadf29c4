"""The facet of dates as a chart: years; below them the months of the one year asked for, the days of one month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.calendars import format_day, months, parse_typed
from search.types import Bucket, Calendar, DateFilter, Facet, Query, Range
from web import interface, links, numerals
from web.links import Options

#: Where dates span more years than this, years without an article are left out of the row.
MOST_BARS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One year, month or day: its value in a URL, its whole label, a short one and the shortest, how many articles.

    `height` is 0..100 of the row's largest. `selected` None: no time is chosen at all.
    """

    value: str
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
    """Bars side by side, each a `unit`: all years, or the parts of the time `of`, which `whole` chooses."""

    unit: str
    bars: tuple[Bar, ...]
    of: str = ""
    whole: str = ""


def rows(facet: Facet, query: Query, given: Options) -> list[Row]:
    """The rows of the chart; none where no article has a date. A single year is shown by its months alone."""
    years = {bucket.value: bucket for bucket in facet.buckets if bucket.value.isdigit()}
    if not years:
        return []
    calendar = interface.calendar()
    ranges = [r for f in query.filters if isinstance(f, DateFilter) for r in f.ranges]
    span = [f"{year:04}" for year in range(int(min(years)), int(max(years)) + 1)]
    values = span if len(span) <= MOST_BARS else sorted(years)
    made = [_row("year", None, [(value, years.get(value)) for value in values], calendar, ranges, given)]
    if year := _only(years.items(), calendar, ranges or [Range(None, None)]):
        made = [] if len(years) == 1 else made
        parts = _children(year, [f"{year.value}-{month:02}" for month in range(1, 13)])
        made.append(_row("month", year, parts, calendar, ranges, given))
        if month := _only(parts, calendar, ranges):
            typed = parse_typed(month.value, calendar)
            days = range(1, (typed.last - typed.first).days + 2)
            parts = _children(month, [f"{month.value}-{day:02}" for day in days])
            made.append(_row("day", month, parts, calendar, ranges, given))
    return made


def _only(times: Iterable[tuple[str, Bucket | None]], calendar: Calendar, ranges: list[Range]) -> Bucket | None:
    """The one time that is asked for, where it has shorter ones to show."""
    asked = []
    for value, bucket in times:
        typed = parse_typed(value, calendar)
        if _overlap(ranges, typed.first.toordinal(), typed.last.toordinal()):
            asked.append(bucket)
    return asked[0] if len(asked) == 1 and asked[0] and asked[0].children else None


def _children(bucket: Bucket, values: list[str]) -> list[tuple[str, Bucket | None]]:
    """Every shorter time of a bucket, also those without an article."""
    children = {child.value: child for child in bucket.children}
    return [(value, children.get(value)) for value in values]


def _row(
    unit: str,
    of: Bucket | None,
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
        number = numerals.shown(value if unit == "year" else value[-2:].lstrip("0"))
        name = months(calendar, ui, alone=True)[int(value[-2:]) - 1] if unit == "month" else number
        bars.append(
            Bar(
                value=value,
                label=numerals.shown(format_day(first.first, first.precision, calendar, ui)),
                short=name,
                shortest=number,
                count=count,
                height=round(100 * count / most, 1),
                selected=_overlap(ranges, first.first.toordinal(), first.last.toordinal()) if ranges else None,
                chosen=bool(bucket and bucket.selected),
                href=links.toggled(given, "date", value),
            )
        )
    return Row(
        unit, tuple(bars), numerals.shown(of.label) if of else "", links.toggled(given, "date", of.value) if of else ""
    )


def _overlap(ranges: list[Range], first: int, last: int) -> bool:
    return any((r.first is None or r.first <= last) and (r.last is None or r.last >= first) for r in ranges)
