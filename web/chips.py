"""What narrows a search, each as a chip that takes it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from search.calendars import format_day, format_span, parse_typed
from search.errors import BadParameter
from search.facets import language_label
from search.types import Bucket, Calendar, Results
from web import interface, links, numerals
from web.links import Options

#: Parameters that narrow or change what is found, beside the query and the facets.
SINGLE = ("from", "to", "undated", "match", "exact", "stem", "names")


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows: its words in `language` ("" the interface's), if it excludes, the URL without it."""

    label: str
    language: str
    excluded: bool
    without: str


def chips(results: Results, given: Options) -> list[Chip]:
    """The chips of a page of results; `given` are the parameters of its URL."""
    named = {bucket.value: bucket for facet in results.facets if facet.name == "entity" for bucket in facet.buckets}
    return [*_chosen(given, named), *_single(given)]


def _chosen(given: Options, entities: Mapping[str, Bucket]) -> Iterator[Chip]:
    for facet in ("language", "entity", "source", "date"):
        for value in links.many(given, facet):
            bare = value if facet == "date" else value.removeprefix("-")
            label, language = _label(facet, bare, entities)
            yield Chip(label, language, bare != value, links.without(given, facet, bare))


def _label(facet: str, value: str, entities: Mapping[str, Bucket]) -> tuple[str, str]:
    if facet == "language":
        return language_label(value, interface.language()), ""
    if facet == "entity" and value in entities:
        return entities[value].label, entities[value].language
    if facet == "date":
        return (_("undated"), "") if value == "none" else (time(value, interface.calendar()), "")
    return value, "und"


def time(value: str, calendar: Calendar) -> str:
    """A typed year, month or day in words of the interface language; as typed where it is none."""
    try:
        typed = parse_typed(value, calendar)
    except BadParameter:
        return value
    return numerals.shown(format_span(typed.first, typed.last, typed.precision, calendar, interface.language()))


def _bound(value: str, calendar: Calendar, *, end: bool) -> str:
    """The same of a time's beginning or end: a month or year of another calendar has no name in this one, a day has."""
    words = time(value, calendar)
    try:
        typed = parse_typed(value, calendar)
    except BadParameter:
        return words
    named = numerals.shown(format_day(typed.first, typed.precision, calendar, interface.language()))
    day = format_day(typed.last if end else typed.first, "day", calendar, interface.language())
    return words if words == named else numerals.shown(day)


def _single(given: Options) -> Iterator[Chip]:
    for name in SINGLE:
        value = given.get(name, "")
        if isinstance(value, str) and (words := _words(name, value)):
            yield Chip(words, "", False, links.without_parameter(given, name))


def _words(name: str, value: str) -> str:
    """What a parameter that narrows says to a reader; "" where it narrows nothing."""
    fixed = {
        ("undated", "include"): _("and the undated"),
        ("undated", "exclude"): _("dated only"),
        ("undated", "only"): _("undated only"),
        ("match", "any"): _("any of the words"),
        ("exact", "on"): _("exactly as spelled"),
        ("stem", "off"): _("exactly as spelled"),
        ("names", "off"): _("no other spellings of names"),
    }
    if value and name == "from":
        return str(_("from %(date)s", date=_bound(value, interface.calendar(), end=False)))
    if value and name == "to":
        return str(_("until %(date)s", date=_bound(value, interface.calendar(), end=True)))
    return str(fixed.get((name, value), ""))
