"""The facets: language with its varieties, date, entity, source: what is counted, and how it is labelled.

Dates are years, each with its months as children; where what is asked for (`date`, `from` and `to`, or else the
whole archive) lies within one month of the chosen calendar, that month has its days as children: all that hold a
document, also those not chosen. A value is what `date` takes in that calendar: "2024", "2024-11", "2024-11-26".
A document of a whole month counts in each of its days, as one of a whole year does in each of its months.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import cast

from babel import Locale

from search.calendars import format_day, from_gregorian, months_between, to_gregorian, years_between
from search.types import (
    Bucket,
    Buckets,
    Calendar,
    DateFilter,
    DayBuckets,
    Document,
    Facet,
    Named,
    Precision,
    Query,
    TermBuckets,
)

#: Documents without a date, and no other.
UNDATED = DateFilter((), undated=True)
#: Varieties and the language each belongs to.
VARIETIES = {"prs": "fa", "pes": "fa"}
#: Values of one facet that are counted; the page shows fewer and says so.
SIZES = {"language": 50, "entity": 200, "source": 50, "mentioned": 200}
#: Months are counted while the archive's dates span no more years than this; beyond, once a year is chosen.
YEARS_WITH_MONTHS = 40


def keywords(document: Document) -> dict[str, tuple[str, ...]]:
    """The values a document has in each facet that is counted by value (dates are counted by day)."""
    entities = dict.fromkeys(mention.entity for mention in document.mentions if mention.entity)
    language = (document.language, document.variety) if document.variety else (document.language,)
    place = document.site or re.split("[/#]", document.source, maxsplit=1)[0]
    dating = () if document.date is None else ("estimate" if document.date.estimated else "certain",)
    copied = (document.copy_of,) if document.copy_of else ()
    return {"language": language, "entity": tuple(entities), "source": (place,), "dating": dating, "copy": copied}


def buckets(query: Query, first_day: int | None, last_day: int | None) -> tuple[Buckets, ...]:
    """What an engine is to count for a query, in an archive whose dates run from `first_day` to `last_day`."""
    chosen = {name: tuple(v.removeprefix("-") for v in query.options.get(name, ())) for name in SIZES}
    every = query.options.get("entity_match", "all") == "all"
    counted: list[Buckets] = [
        TermBuckets(name, size, chosen[name], own_filter=name == "entity" and every)
        for name, size in SIZES.items()
        if name != "mentioned" or chosen[name] or query.options.get("facets") == "mentioned"
    ]
    calendar = _calendar(query)
    # Days before a calendar's first year lie in none of its years.
    first_day = max(first_day or 0, to_gregorian(calendar, 1, 1, 1).toordinal())
    if not last_day or last_day < first_day:
        return (*counted, DayBuckets("year", ()))
    archive = (first_day, last_day)
    near = _asked(query, archive)
    counted.append(DayBuckets("year", years_between(*archive, calendar)))
    if len(years_between(*archive, calendar)) <= YEARS_WITH_MONTHS:
        counted.append(DayBuckets("month", months_between(*archive, calendar)))
    elif near and len(years_between(*near, calendar)) <= YEARS_WITH_MONTHS:
        counted.append(DayBuckets("month", months_between(*near, calendar)))
    if near and len(months := months_between(*near, calendar)) == 2:
        first, after = max(months[0], first_day), min(months[1], last_day + 1)
        counted.append(DayBuckets("day", tuple(range(first, after + 1))))
    return tuple(counted)


def _asked(query: Query, archive: tuple[int, int]) -> tuple[int, int] | None:
    """First and last day of what is asked for, within the archive's days; None where none of them is asked for."""
    first, last = archive
    for ranges in (f.ranges for f in query.filters if isinstance(f, DateFilter) and f.ranges):
        first = max(first, min(r.first or 1 for r in ranges))
        last = min(last, max(r.last or last for r in ranges))
    return (first, last) if first <= last else None


def shown(
    counts: Mapping[str, tuple[tuple[str, int], ...]], query: Query, names: Mapping[str, Named], ui: str
) -> tuple[Facet, ...]:
    """The facets of an answer, labelled for a reader of the language `ui`; `names` are the entities counted."""
    source = _maker("source", query)
    facets = (
        Facet("language", _languages(counts.get("language", ()), query, ui)),
        Facet("date", _dates(counts, query, ui)),
        Facet("entity", _entities(counts.get("entity", ()), query, names)),
        Facet("source", tuple(source(value, value, "und", count) for value, count in counts.get("source", ()))),
    )
    asked = "mentioned" in counts
    return (*facets, Facet("mentioned", _mentioned(counts["mentioned"], query, ui))) if asked else facets


def _languages(counts: tuple[tuple[str, int], ...], query: Query, ui: str) -> tuple[Bucket, ...]:
    made = _maker("language", query)
    children: dict[str, list[Bucket]] = {}
    for value, count in counts:
        if value in VARIETIES:
            bucket = made(value, language_label(value, ui), ui, count)
            children.setdefault(VARIETIES[value], []).append(bucket)
    return tuple(
        made(value, language_label(value, ui), ui, count, tuple(children.get(value, ())))
        for value, count in counts
        if value not in VARIETIES
    )


def _dates(counts: Mapping[str, tuple[tuple[str, int], ...]], query: Query, ui: str) -> tuple[Bucket, ...]:
    """Years with their months with their days, newest first, then the undated; a time without documents is left out."""
    calendar = _calendar(query)
    made = _maker("date", query)
    children: dict[str, list[Bucket]] = {}
    for precision in ("day", "month", "year"):
        longer: dict[str, list[Bucket]] = {}
        for day, count in counts.get(precision, ()):
            if count and day != "none":
                value, label, parent = _named_day(day, precision, calendar, ui)
                shorter = tuple(reversed(children[value])) if value in children else ()
                longer.setdefault(parent, []).append(made(value, label, ui, count, shorter))
        children = longer
    undated = [made("none", "none", "und", n) for v, n in counts.get("year", ()) if v == "none" and n]
    return (*reversed(children.get("", ())), *undated)


@lru_cache(maxsize=20_000)
def _named_day(day: str, precision: Precision, calendar: Calendar, ui: str) -> tuple[str, str, str]:
    """A year, month or day as `date` takes it, as a reader calls it, and what it is part of; `day`: its first."""
    first = date.fromordinal(int(day))
    value = _value(first, precision, calendar)
    return value, format_day(first, precision, calendar, ui), value.rpartition("-")[0]


def _mentioned(counts: tuple[tuple[str, int], ...], query: Query, ui: str) -> tuple[Bucket, ...]:
    """The years that texts mention, each with its months, newest first."""
    made = _maker("mentioned", query)
    children: dict[str, list[Bucket]] = {}
    years: list[Bucket] = []
    for value, count in sorted(counts, reverse=True):
        precision: Precision = "month" if len(value) > 4 else "year"
        first = date.fromisoformat((value + "-01-01")[:10])
        bucket = made(value, format_day(first, precision, "gregory", ui), ui, count)
        (children.setdefault(value[:4], []) if precision == "month" else years).append(bucket)
    return tuple(year._replace(children=tuple(children.get(year.value, ()))) for year in years)


def _value(day: date, precision: Precision, calendar: Calendar) -> str:
    """A year, month or day of a calendar as the parameter `date` takes it."""
    year, month, number = from_gregorian(calendar, day)
    return f"{year:04}-{month:02}-{number:02}"[: {"year": 4, "month": 7, "day": 10}[precision]]


def _entities(counts: tuple[tuple[str, int], ...], query: Query, names: Mapping[str, Named]) -> tuple[Bucket, ...]:
    made = _maker("entity", query)
    return tuple(
        [
            made(named.id, named.label, named.language, count, (), named.type)
            for value, count in counts
            if (named := names.get(value))  # one that is hidden has no name
        ]
    )


def _maker(facet: str, query: Query) -> Callable[..., Bucket]:
    """What makes the buckets of a facet, each marked where it is chosen or excluded."""
    chosen = query.options.get(facet, ())

    def made(
        value: str, label: str, language: str, count: int, children: tuple[Bucket, ...] = (), kind: str = ""
    ) -> Bucket:
        return Bucket(value, label, language, count, value in chosen, f"-{value}" in chosen, children, kind)

    return made if chosen else _unmarked


def _unmarked(
    value: str, label: str, language: str, count: int, children: tuple[Bucket, ...] = (), kind: str = ""
) -> Bucket:
    # Made hundreds of times an answer: past the arguments of the class, which take longer than the tuple.
    return tuple.__new__(Bucket, (value, label, language, count, False, False, children, kind))


def _calendar(query: Query) -> Calendar:
    return cast(Calendar, query.options.get("calendar", "gregory"))


@cache
def language_label(code: str, ui: str) -> str:
    """The name of a language or variety in the language `ui` (Unicode CLDR); the code where it has none."""
    locale = Locale.parse(ui.replace("-", "_"))
    if code == "pes":
        return str(Locale("fa", territory="IR").get_display_name(locale))
    own = {"prs": "fa_AF"}.get(code, code)
    return str(locale.languages.get(own) or locale.languages.get(code) or Locale("en").languages.get(own) or code)
