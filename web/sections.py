"""The facets as the column of a page shows them: a list for languages, for each type of entity, for sources."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from search.types import Bucket, Facet

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
    return [section for section in made if section.buckets]
