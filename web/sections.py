"""The facets as the column of a page shows them: a list for languages, for each type of entity, for sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress

from flask_babel import gettext as _
from markupsafe import Markup, escape

from search.types import Bucket, Facet
from web import interface, links, numerals, ordering
from web.direction import own
from web.links import Options

#: Classes of a value that is chosen, of one left out, of one below another.
_STATES = ("on", "off", "sub")


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the facet column: its name in the markup, the facet it filters, its heading, its buckets."""

    name: str
    facet: str
    heading: str
    buckets: tuple[Bucket, ...]

    @property
    def chosen(self) -> int:
        """How many of its values are chosen or excluded."""
        several = [*self.buckets, *(child for bucket in self.buckets for child in bucket.children)]
        return sum(bucket.selected or bucket.excluded for bucket in several)


def sections(facets: tuple[Facet, ...]) -> list[Section]:
    """The lists that have something in them; dates are a chart instead."""
    by_name = {facet.name: facet.buckets for facet in facets}
    headings = {"person": _("People"), "organization": _("Organisations"), "place": _("Places")}
    made = [Section("language", "language", _("Language"), by_name.get("language", ()))]
    for kind, heading in headings.items():
        of_kind = tuple(bucket for bucket in by_name.get("entity", ()) if bucket.kind == kind)
        made.append(Section(kind, "entity", heading, of_kind))
    made.append(Section("source", "source", _("Source"), by_name.get("source", ())))
    return [replace(section, buckets=_ordered(section.buckets)) for section in made if section.buckets]


def _ordered(buckets: tuple[Bucket, ...]) -> tuple[Bucket, ...]:
    """The most frequent first, those alike by the reader's alphabet."""
    ui = interface.language()
    return tuple(sorted(buckets, key=lambda bucket: (-bucket.count, ordering.key(bucket.label, ui), bucket.value)))


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a list: its label, its count in the reader's digits, and where choosing and leaving out lead.

    `state`: its classes in the markup, of chosen, left out, and below another value.
    """

    value: str
    selected: bool
    excluded: bool
    state: str
    label: Markup
    count: str
    choose: str
    drop: str
    dropping: Markup


def lines(section: Section, given: Options) -> list[Line]:
    """The lines of a section, each value before the values below it."""
    # A page has hundreds of lines: what they share is looked up once.
    choices, counted = links.choices(given, section.facet), numerals.writer()
    words = Markup(escape(_("leave out %(name)s", name="{}")))
    return [_line(bucket, child, choices(bucket.value), counted, words) for bucket, child in _each(section.buckets)]


def _each(buckets: tuple[Bucket, ...], *, child: bool = False) -> Iterator[tuple[Bucket, bool]]:
    for bucket in buckets:
        yield bucket, child
        yield from _each(bucket.children, child=True)


def _line(bucket: Bucket, child: bool, choices: tuple[str, str], counted: Callable[[int], str], words: Markup) -> Line:
    label = own(bucket.label, bucket.language)
    choose, drop = choices
    return Line(
        value=bucket.value,
        selected=bucket.selected,
        excluded=bucket.excluded,
        state=" ".join(compress(_STATES, (bucket.selected, bucket.excluded, child))),
        label=label,
        count=counted(bucket.count),
        choose=choose,
        drop=drop,
        dropping=_leaving_out(words, label),
    )


@lru_cache(maxsize=1 << 13)
def _leaving_out(words: Markup, label: Markup) -> Markup:
    return words.format(label)
