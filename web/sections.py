"""The facets as the column of a page shows them: a list for languages, for each type of entity, for sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup, escape

from search.types import Bucket, Facet
from web import interface, links, numerals, ordering
from web.direction import own
from web.links import Options

#: Types of entities in the order they are shown.
KINDS = ("person", "organization", "place")


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
    for kind in KINDS:
        of_kind = tuple(bucket for bucket in by_name.get("entity", ()) if bucket.kind == kind)
        made.append(Section(kind, "entity", headings[kind], of_kind))
    made.append(Section("source", "source", _("Source"), by_name.get("source", ())))
    return [replace(section, buckets=_ordered(section.buckets)) for section in made if section.buckets]


def _ordered(buckets: tuple[Bucket, ...]) -> tuple[Bucket, ...]:
    """The most frequent first, those alike by the reader's alphabet."""
    ui = interface.language()
    return tuple(sorted(buckets, key=lambda bucket: (-bucket.count, ordering.key(bucket.label, ui), bucket.value)))


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a list: its label, its count in the reader's digits, and where choosing and leaving out lead."""

    bucket: Bucket
    child: bool
    label: Markup
    count: str
    choose: str
    drop: str
    dropping: Markup


def lines(section: Section, given: Options) -> list[Line]:
    """The lines of a section, each value before the values below it."""
    # A page has hundreds of lines: the words they share are looked up once.
    before, _name, behind = str(escape(_("leave out %(name)s", name="{}"))).partition("{}")
    dropping = Markup(before), Markup(behind)
    return list(_lines(section.buckets, links.choices(given, section.facet), dropping, child=False))


def _lines(
    buckets: tuple[Bucket, ...],
    choices: Callable[[str], tuple[str, str]],
    dropping: tuple[Markup, Markup],
    *,
    child: bool,
) -> Iterator[Line]:
    for bucket in buckets:
        label = own(bucket.label, bucket.language)
        choose, drop = choices(bucket.value)
        yield Line(
            bucket=bucket,
            child=child,
            label=label,
            count=numerals.number(bucket.count),
            choose=choose,
            drop=drop,
            dropping=dropping[0] + label + dropping[1],
        )
        yield from _lines(bucket.children, choices, dropping, child=True)
