"""People, places and organisations: found by any name in any script, and a page of their own."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from search import query as queries
from search.errors import BadParameter
from search.profiles import Profile
from search.types import Named, Query
from web import chart, interface, links, sections
from web.api import facets_payload, json
from web.links import Options
from web.reading import archive

blueprint = Blueprint("entities", __name__)

#: Characters of a name that are looked up.
LONGEST = 200


@blueprint.get("/api/entities")
def find() -> Response:
    """Entities by the beginning of any of their names."""
    _only("q", "ui")
    text = request.args.get("q", "")
    if len(text) > LONGEST:
        raise BadParameter(
            name="q", value=text[:40] + "…", rule=f"at most {LONGEST} characters", hint="Shorten the name."
        )
    return json(
        {"q": text, "entities": [_named(one) for one in archive().entities(text, request.args.get("ui", "en"))]}
    )


@blueprint.get("/api/entities/<path:identifier>")
def script(identifier: str) -> Response:
    """What is known of an entity."""
    _only("ui")
    language = request.args.get("ui", "en")
    known = archive().entity(identifier, language)
    results = archive().search(_search(known, {"ui": language}))
    return json(
        {
            **_named(known.named),
            "documents": known.documents,
            "names": [
                {"name": one.name, "language": one.language, "short": one.short, "documents": one.documents}
                for one in known.names
            ],
            "part_of": _named(known.part_of) if known.part_of else None,
            "parts": [_named(part) for part in known.parts],
            "suggestions": [{**_named(other), "score": score} for other, score in known.suggestions],
            "facets": facets_payload(results),
        }
    )


@blueprint.get("/entity/<path:identifier>")
def page(identifier: str) -> str | Redirect:
    """The page of an entity; an id that was merged away leads to the one it is now."""
    known = archive().entity(identifier, interface.language())
    if known.named.id != identifier:
        return redirect(links.entity(known.named.id), 301)
    given: Options = {"entity": (identifier,)}
    asked = _search(known, {"ui": interface.language(), "calendar": interface.calendar()})
    results = archive().search(asked)
    by_name = {facet.name: facet for facet in results.facets}
    company = [bucket for bucket in by_name["entity"].buckets if bucket.value != identifier]
    return render_template(
        "entity.html",
        known=known,
        results=results,
        sections=[section for section in sections.sections(results.facets) if section.facet in ("language", "source")],
        company=company,
        chart=chart.rows(by_name["date"], asked, given),
        given=given,
    )


def _search(known: Profile, options: dict[str, str]) -> Query:
    named = {name: [value] for name, value in options.items()}
    return queries.parse({**named, "entity": [known.named.id], "size": ["5"]})


def _named(one: Named) -> dict[str, object]:
    return {"id": one.id, "type": one.type, "label": one.label}


def _only(*names: str) -> None:
    for name in request.args:
        if name not in names:
            hint = f"Parameters: {', '.join(names)}."
            raise BadParameter(name=name, value=request.args[name], rule="no such parameter", hint=hint)
