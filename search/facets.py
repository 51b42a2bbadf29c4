"""The facets: language with its varieties, date, entity, source: what is counted, and how it is labelled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import cast

from babel import Locale

from search.calendars import format_day, from_gregorian, months_between, years_between
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
    PublicationDate,
    Query,
    TermBuckets,
)

NAMES = ("language", "date", "entity", "source")
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
    dating = () if document.date is None else ("estimate" if estimated(document.date) else "certain",)
    return {"language": language, "entity": tuple(entities), "source": (place,), "dating": dating}


def estimated(published: PublicationDate) -> bool:
    """Whether a date is an estimate, to be marked so wherever it is shown."""
    return published.evidence.startswith("estimate")


def buckets(query: Query, first_day: int | None, last_day: int | None) -> tuple[Buckets, ...]:
    """What an engine is to count for a query, in an archive whose dates run from `first_day` to `last_day`."""
    chosen = {name: tuple(v.removeprefix("-") for v in query.options.get(name, ())) for name in SIZES}
    every = query.options.get("entity_match", "all") == "all"
    counted: list[Buckets] = [
        TermBuckets(name, size, chosen[name], own_filter=name == "entity" and every)
        for name, size in SIZES.items()
        if name != "mentioned" or chosen[name] or query.options.get("facets") == "mentioned"
    ]
    years, months = _boundaries(query, (first_day, last_day)) if first_day and last_day else ((), ())
    return (*counted, DayBuckets("year", years), DayBuckets("month", months))


def _boundaries(query: Query, days: tuple[int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the years, and the months, begin that are to be counted."""
    calendar = _calendar(query)
    years = years_between(*days, calendar)
    if len(years) <= YEARS_WITH_MONTHS:
        return years, months_between(*days, calendar)
    ranges = [r for f in query.filters if isinstance(f, DateFilter) for r in f.ranges if r.first and r.last]
    if not ranges:
        return years, ()
    first = max(days[0], min(r.first or 0 for r in ranges))
    last = min(days[1], max(r.last or 0 for r in ranges))
    near = last >= first and len(years_between(first, last, calendar)) <= YEARS_WITH_MONTHS
    return years, months_between(first, last, calendar) if near else ()


def shown(
    counts: Mapping[str, tuple[tuple[str, int], ...]], query: Query, names: Mapping[str, Named], ui: str
) -> tuple[Facet, ...]:
    """The facets of an answer, labelled for a reader of the language `ui`; `names` are the entities counted."""
    facets = (
        Facet("language", _languages(counts.get("language", ()), query, ui)),
        Facet("date", _dates(counts, query, ui)),
        Facet("entity", _entities(counts.get("entity", ()), query, names)),
        Facet("source", tuple(_bucket("source", v, v, "und", n, query) for v, n in counts.get("source", ()))),
    )
    asked = "mentioned" in counts
    return (*facets, Facet("mentioned", _mentioned(counts["mentioned"], query, ui))) if asked else facets


def _languages(counts: tuple[tuple[str, int], ...], query: Query, ui: str) -> tuple[Bucket, ...]:
    children: dict[str, list[Bucket]] = {}
    for value, count in counts:
        if value in VARIETIES:
            made = _bucket("language", value, language_label(value, ui), ui, count, query)
            children.setdefault(VARIETIES[value], []).append(made)
    return tuple(
        _bucket("language", value, language_label(value, ui), ui, count, query, tuple(children.get(value, ())))
        for value, count in counts
        if value not in VARIETIES
    )


def _dates(counts: Mapping[str, tuple[tuple[str, int], ...]], query: Query, ui: str) -> tuple[Bucket, ...]:
    """Years with their months, newest first, then the undated; a time without documents is left out."""
    calendar = _calendar(query)
    children: dict[str, list[Bucket]] = {}
    for day, count in _counted(counts.get("month", ())):
        value = _value(day, "month", calendar)
        made = _bucket("date", value, format_day(day, "month", calendar, ui), ui, count, query)
        children.setdefault(value[:-3], []).append(made)
    years = []
    for day, count in _counted(counts.get("year", ())):
        value = _value(day, "year", calendar)
        label = format_day(day, "year", calendar, ui)
        years.append(_bucket("date", value, label, ui, count, query, tuple(reversed(children.get(value, ())))))
    undated = [_bucket("date", "none", "none", "und", n, query) for v, n in counts.get("year", ()) if v == "none" and n]
    return (*reversed(years), *undated)


def _mentioned(counts: tuple[tuple[str, int], ...], query: Query, ui: str) -> tuple[Bucket, ...]:
    """The years that texts mention, each with its months, newest first."""
    children: dict[str, list[Bucket]] = {}
    years: list[Bucket] = []
    for value, count in sorted(counts, reverse=True):
        precision: Precision = "month" if len(value) > 4 else "year"
        first = date.fromisoformat((value + "-01-01")[:10])
        made = _bucket("mentioned", value, format_day(first, precision, "gregory", ui), ui, count, query)
        (children.setdefault(value[:4], []) if precision == "month" else years).append(made)
    return tuple(replace(year, children=tuple(children.get(year.value, ()))) for year in years)


def _counted(counts: tuple[tuple[str, int], ...]) -> list[tuple[date, int]]:
    return [(date.fromordinal(int(value)), count) for value, count in counts if value != "none" and count]


def _value(day: date, precision: Precision, calendar: Calendar) -> str:
    """A year or month of a calendar as the parameter `date` takes it."""
    year, month, _ = from_gregorian(calendar, day)
    return f"{year:04}-{month:02}" if precision == "month" else f"{year:04}"


def _entities(counts: tuple[tuple[str, int], ...], query: Query, names: Mapping[str, Named]) -> tuple[Bucket, ...]:
    made = []
    for value, count in counts:
        # One that is hidden has no name.
        if named := names.get(value):
            made.append(_bucket("entity", value, named.label, named.language, count, query, kind=named.type))
    return tuple(made)


def _bucket(
    facet: str,
    value: str,
    label: str,
    language: str,
    count: int,
    query: Query,
    children: tuple[Bucket, ...] = (),
    kind: str = "",
) -> Bucket:
    chosen = query.options.get(facet, ())
    return Bucket(value, label, language, count, value in chosen, f"-{value}" in chosen, children, kind)


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
