"""What people get: the search page, a document's page, help, and what a browser needs to search from its own bar."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as Redirect

from search import highlight
from search.facets import language_label
from search.query import PARAMETERS
from search.types import All
from web import (
    chart,
    chips,
    compose,
    dates,
    direction,
    evidence,
    folding,
    interface,
    links,
    numerals,
    originals,
    parts,
    provenance,
    runs,
    sections,
    words,
)
from web.api import asked
from web.links import Options
from web.reading import archive

blueprint = Blueprint("pages", __name__)

#: Values of a facet that are shown before "more".
SHOWN = 6
#: The names of parameters that links keep.
KNOWN = frozenset(parameter.name for parameter in PARAMETERS)
#: Hits a page that can be chosen.
SIZES = (10, 25, 50)
#: Files that all hits can be had in: the name of each in `search.export`, and its own name.
FILES = {"csv": "CSV", "ris": "RIS", "jsonl": "JSON Lines"}


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


blueprint.add_app_template_filter(direction.dates_isolated)
blueprint.add_url_rule("/digits/<code>", "digits", numerals.switch)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """What a browser reads to offer this archive in its search bar."""
    xml = render_template("opensearch.xml", root=request.url_root)
    return Response(xml, mimetype="application/opensearchdescription+xml")


@blueprint.record_once
def tidy(state: BlueprintSetupState) -> None:
    """Leaves the lines out of pages that only hold template statements."""
    state.app.jinja_env.trim_blocks = state.app.jinja_env.lstrip_blocks = True


@blueprint.app_context_processor
def helpers() -> dict[str, object]:
    """What templates call."""
    ui = interface.language()
    return {
        "ui": ui,
        "q": request.args.get("q", "")[:5000],
        "given": parameters(),
        "languages": interface.LANGUAGES,
        "calendar": interface.calendar(),
        "attributes": direction.attributes,
        "direction": direction.direction,
        "ui_direction": direction.direction(ui),
        "html_language": direction.html_language,
        "language_label": lambda code: language_label(code, ui),
        "number": numerals.number,
        "numerals": numerals,
        "links": links,
        "lines": sections.lines,
        "own": direction.own,
        "mentioned": direction.mentioned,
        "runs": runs,
        "dates": dates,
        "evidence": evidence,
        "told": provenance.told,
        "reading": links.reading(parameters()),
        "here": links.path(request.path, {**parameters(), "ui": ()}),
        "SHOWN": SHOWN,
        "SIZES": SIZES,
        "FILES": FILES,
    }


def parameters() -> Options:
    """The parameters of this page's URL as links keep them: what a reader chose, not what was assumed for him."""
    several = {"language", "entity", "source", "date"}
    return {
        name: tuple(values) if name in several else values[0]
        for name, values in request.args.lists()
        if name in KNOWN and any(value.strip() for value in values)
    }
