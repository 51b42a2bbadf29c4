"""What people get: the search page and a document's page."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template, request

from search import highlight
from search.calendars import format_span
from search.facets import language_label
from search.types import All, Bucket, Facet, PublicationDate
from web import direction, links, runs
from web.api import asked
from web.messages import message
from web.reading import archive

blueprint = Blueprint("pages", __name__)

TITLES = {"language": "Language", "date": "Date", "source": "Source"}
ENTITY_TITLES = {"person": "People", "organization": "Organisations", "place": "Places"}
#: Values of a facet that are shown before "more".
SHOWN = 8


@blueprint.get("/")
def search() -> str:
    """The search page: box, hits, facets, chips."""
    query = asked()
    results = archive().search(query)
    return render_template(
        "search.html", results=results, sections=_sections(results.facets), options=query.options, **_reader()
    )


@blueprint.get("/documents/<path:identifier>")
def document(identifier: str) -> str:
    """One document, for reading, with the words of a search highlighted."""
    found = archive().document(identifier)
    query = asked()
    body, title = highlight.Matcher(), highlight.Matcher()
    if query.tree != All():
        body, title = (highlight.Matcher.of(query.tree, title=where) for where in (False, True))
    names = archive().names(found, _reader()["ui"])
    return render_template(
        "document.html",
        document=found,
        title=runs.of_title(found, title.spans(found.title, found.language)),
        paragraphs=runs.paragraphs(found, highlight.spans(found, body), names),
        names=names,
        options=query.options,
        **_reader(),
    )


@blueprint.app_context_processor
def helpers() -> dict[str, object]:
    """What templates call."""
    return {
        "direction": direction.direction,
        "html_language": direction.html_language,
        "language_label": language_label,
        "links": links,
        "message": message,
        "runs": runs,
        "written_date": _written_date,
        "SHOWN": SHOWN,
    }


def _reader() -> dict[str, str]:
    """What the reader typed, and in which language the reader wants labels."""
    return {"q": request.args.get("q", ""), "ui": request.args.get("ui") or "en"}


def _sections(facets: tuple[Facet, ...]) -> list[tuple[str, str, list[Bucket]]]:
    """Each list of the facet column: the facet, its heading, its buckets; entities are one list a type."""
    sections = []
    for facet in facets:
        if facet.name != "entity":
            sections.append((facet.name, TITLES[facet.name], list(facet.buckets)))
            continue
        known = [bucket for bucket in facet.buckets if bucket.kind in ENTITY_TITLES]
        by_type = sorted(known, key=lambda bucket: list(ENTITY_TITLES).index(bucket.kind))
        for kind, buckets in groupby(by_type, key=lambda bucket: bucket.kind):
            sections.append(("entity", ENTITY_TITLES[kind], list(buckets)))
    return [section for section in sections if section[2]]


def _written_date(published: PublicationDate | None, ui: str) -> str:
    """A date as the reader reads it; ≈ before an estimate; "undated" where there is none."""
    if published is None:
        return "undated"
    text = format_span(published.first, published.last, published.precision, "gregory", ui)
    return f"≈ {text}" if published.evidence.startswith("estimate") else text
