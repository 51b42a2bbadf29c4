"""What people get: the search page, a document's page, help, and what a browser needs to search from its own bar."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from search import highlight
from search.types import All
from web import (
    chart,
    chips,
    compose,
    folding,
    interface,
    links,
    numerals,
    originals,
    parts,
    runs,
    sections,
    words,
)
from web.api import asked
from web.reading import archive
from web.templating import parameters

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> str:
    """The search page: box, chart of dates, hits, facets, chips."""
    query = asked(ui=interface.language(), calendar=interface.calendar())
    results = archive().search(query)
    given = parameters()
    by_name = {facet.name: facet for facet in results.facets}
    languages = () if given.get("language") else by_name["language"].buckets
    return render_template(
        "search.html",
        results=results,
        spoken=sum(bucket.count > 0 for bucket in languages),
        cards=folding.cards(results.hits, archive().copied(hit.document for hit in results.hits)),
        sections=sections.sections(results.facets),
        chart=chart.rows(by_name["date"], query, given),
        undated=sum(bucket.count for bucket in by_name["date"].buckets if bucket.value == "none"),
        chips=chips.chips(results, given),
        notices=[words.notice(note, given) for note in results.notes],
    )


@blueprint.get("/documents/<path:identifier>")
def document(identifier: str) -> str:
    """One document, for reading, with the words of a search highlighted."""
    found = archive().document(identifier)
    query = archive().meant(asked(parts.PART, ui=interface.language(), calendar=interface.calendar()))
    body, title = highlight.Matcher(), highlight.Matcher()
    if query.tree != All():
        body, title = (highlight.Matcher.of(query.tree, title=where) for where in (False, True))
    names = archive().names(found, interface.language())
    part = parts.chosen(found, body, request.args.get("part") or None)
    spans, heading = highlight.spans(found, body, part.start, part.end), highlight.title_spans(found, title)
    return render_template(
        "document.html",
        document=found,
        title=runs.of_title(found, heading),
        blocks=runs.blocks(found, spans, names, first=len(heading) + 1, shown=(part.start, part.end)),
        part=part,
        names=names,
        written=runs.written(found, names),
        matches=len(spans) + len(heading),
        sought=bool(body or title),
        copies=archive().copies(found),
        alike=archive().alike(found),
        original=originals.offered(found.source),
    )


@blueprint.get("/help")
def help_page() -> str:
    """How to search, by example."""
    return render_template("help.html")


@blueprint.get("/compose")
def composed() -> Redirect:
    """The search that the form beside the box asks for."""
    kept = {name: tuple(request.args.getlist(name)) for name in compose.PARAMETERS}
    return redirect(links.search({"q": compose.query(request.args), **kept}), 303)


blueprint.add_url_rule("/digits/<code>", "digits", numerals.switch)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """What a browser reads to offer this archive in its search bar."""
    xml = render_template("opensearch.xml", root=request.url_root)
    return Response(xml, mimetype="application/opensearchdescription+xml")
