"""The parameters of the page and of the JSON endpoint: one table of them, their rules, and the Query they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from search.calendars import CALENDARS, parse_typed
from search.errors import BadParameter
from search.query.checking import Parameter, check
from search.query.syntax import Limits, Parser
from search.query.words import Style
from search.types import Calendar, DateFilter, Filter, Keyword, KeywordFilter, Node, Not, Query, Range, Sort

LANGUAGES = ("en", "fa", "fa-AF", "prs", "ar", "hi", "ur", "ps", "ru")

#: Codes under which a facet value is also asked for.
SAME_LANGUAGE = {
    "fa-AF": "prs",
    "fas": "fa",
    "per": "fa",
    "ara": "ar",
    "eng": "en",
    "hin": "hi",
    "urd": "ur",
    "pus": "ps",
}


#: Hits a page.
MOST_SIZE = 100
PARAMETERS = (
    Parameter("q", "words, or Lucene query syntax"),
    Parameter("language", "a language code; fa includes Dari, prs is Dari alone; -fa excludes", repeats=True),
    Parameter("entity", "the id of a person, organisation or place; a leading - excludes", repeats=True),
    Parameter("source", "where a document comes from; a leading - excludes", repeats=True),
    Parameter("date", "2024, 2024-11, 2024-11-26, or none (undated)", repeats=True, format="date-or-none"),
    Parameter("from", "the first day, month or year", format="date-or-part"),
    Parameter("to", "the last day, month or year, inclusive", format="date-or-part"),
    Parameter("calendar", "the calendar of date, from and to", CALENDARS, "gregory"),
    Parameter("undated", "undated documents beside a date filter, left out, or alone", ("include", "exclude", "only")),
    Parameter("dates", "documents whose date is an estimate too, or only certain dates", ("all", "certain"), "all"),
    Parameter(
        "mentioned",
        "a year or month that a text mentions, as 2024-11; a leading - excludes",
        repeats=True,
        format="year-or-month",
    ),
    Parameter("facets", "a facet that is counted only when asked for", ("mentioned",)),
    Parameter("entity_match", "all of the entities, or any", ("all", "any"), "all"),
    Parameter("match", "all of the words, or any", ("all", "any"), "all"),
    Parameter("exact", "words as they are spelled", ("on", "off"), "off"),
    Parameter("stem", "words in all their forms", ("on", "off"), "on"),
    Parameter("names", "names in other scripts too; with exact words only where asked for", ("on", "off")),
    Parameter("as_typed", "the id of an entity whose name is searched only as typed", repeats=True),
    Parameter("sort", "the order of the hits", ("relevance", "newest", "oldest")),
    Parameter("size", "hits a page", default="10", numbers=(1, MOST_SIZE)),
    Parameter("cursor", "where the page before ended", format="cursor"),
    Parameter("ui", "the language of labels and messages", LANGUAGES, "en"),
)
#: What decides which documents a search finds: all but what is about one page of hits.
NARROWING = tuple(parameter for parameter in PARAMETERS if parameter.name not in ("sort", "size", "cursor", "facets"))
#: The same, in an order.
ORDERED = (*NARROWING, *(parameter for parameter in PARAMETERS if parameter.name == "sort"))
_BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}


def parse(given: Mapping[str, Iterable[str]], limits: Limits | None = None) -> Query:
    """The query that parameters (name -> values) ask for.

    Raises BadParameter for an unknown name or a value outside its rule, BadQuery beyond a limit.
    """
    options = _checked(given)
    calendar = cast(Calendar, options.one("calendar"))
    exact = options.one("exact") == "on" or options.one("stem") == "off"
    reader = _field_reader(calendar)
    parser = Parser(reader, limits or Limits(), Style(exact=exact), options.one("match") == "any")
    tree, notes = parser.parse(options.one("q"))
    empty = not options.one("q").strip()
    sort = options.one("sort") or ("newest" if empty else "relevance")
    return Query(
        tree=tree,
        filters=tuple(_filters(options, calendar)),
        sort=cast(Sort, sort),
        cursor=options.one("cursor") or None,
        size=int(options.one("size")),
        options=options.given,
        notes=notes,
    )


@dataclass(frozen=True, slots=True)
class _Options:
    given: Mapping[str, str | tuple[str, ...]]

    def one(self, name: str) -> str:
        value = self.given.get(name, _BY_NAME[name].default)
        assert isinstance(value, str)
        return value

    def many(self, name: str) -> tuple[str, ...]:
        value = self.given.get(name, ())
        assert isinstance(value, tuple)
        return value


def _checked(given: Mapping[str, Iterable[str]]) -> _Options:
    options = check(given, PARAMETERS)
    # Dari goes by two codes; CLDR has it under one.
    if options.get("ui") == "prs":
        options["ui"] = "fa-AF"
    return _Options(options)


def _filters(options: _Options, calendar: Calendar) -> Iterable[Filter]:
    if options.one("dates") == "certain":
        yield KeywordFilter("dating", excluded=("estimate",))
    for facet in ("language", "entity", "source", "mentioned"):
        values = [SAME_LANGUAGE.get(v.removeprefix("-"), v.removeprefix("-")) for v in options.many(facet)]
        if not values:
            continue
        if facet == "mentioned":
            _check_mentioned(values)
        marked = list(zip(options.many(facet), values, strict=True))
        yield KeywordFilter(
            facet,
            tuple(dict.fromkeys(value for raw, value in marked if not raw.startswith("-"))),
            tuple(dict.fromkeys(value for raw, value in marked if raw.startswith("-"))),
            every=facet == "entity" and options.one("entity_match") == "all",
        )
    yield from _date_filters(options, calendar)


def _check_mentioned(values: Iterable[str]) -> None:
    """Raises BadParameter for what is no year or month as they are indexed."""
    for value in values:
        if not re.fullmatch(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?", value):
            hint = "A year or month of the Gregorian calendar: 2024, 2024-11."
            raise BadParameter(name="mentioned", value=value, rule="this is not a date that is understood", hint=hint)


def _date_filters(options: _Options, calendar: Calendar) -> Iterable[DateFilter]:
    undated = options.one("undated")
    chosen = options.many("date")
    if undated == "only":
        yield DateFilter((), undated=True)
    if chosen:
        ranges = tuple(_range("date", value, calendar) for value in chosen if value != "none")
        yield DateFilter(ranges, undated="none" in chosen or undated == "include")
    if options.one("from") or options.one("to"):
        first = _range("from", options.one("from"), calendar).first if options.one("from") else None
        last = _range("to", options.one("to"), calendar).last if options.one("to") else None
        if first is not None and last is not None and first > last:
            hint = "Swap from and to."
            raise BadParameter(
                name="from", value=options.one("from"), rule=f"is after to={options.one('to')}", hint=hint
            )
        yield DateFilter((Range(first, last),), undated=undated == "include")
    if undated == "exclude":
        yield DateFilter((Range(None, None),))


def _range(name: str, value: str, calendar: Calendar) -> Range:
    typed = parse_typed(value, calendar, name=name)
    return Range(typed.first.toordinal(), typed.last.toordinal())


def _field_reader(calendar: Calendar) -> Callable[[str, str], Node]:
    """How `language:`, `source:` and `date:` of the query language become nodes."""

    def read(name: str, value: str) -> Node:
        if name != "date":
            return Keyword(name, SAME_LANGUAGE.get(value, value) if name == "language" else value)
        if value == "none":
            return Not(Range(None, None))
        if value.startswith("["):
            first, _, last = value.strip("[]").partition(" TO ")
            ends = [None if end.strip() == "*" else _range("date", end.strip(), calendar) for end in (first, last)]
            return Range(ends[0].first if ends[0] else None, ends[1].last if ends[1] else None)
        for sign in (">=", "<=", ">", "<"):
            if value.startswith(sign):
                return _open_range(sign, _range("date", value.removeprefix(sign), calendar))
        return _range("date", value, calendar)

    return read


def _open_range(sign: str, day: Range) -> Range:
    assert day.first is not None and day.last is not None
    ends = {">=": (day.first, None), ">": (day.last + 1, None), "<=": (None, day.last), "<": (None, day.first - 1)}
    return Range(*ends[sign])
