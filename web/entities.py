"""People, places and organisations: found by any name in any script, and a page of their own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

from search import query as queries
from search.export import jsonlines
from search.facets import language_label
from search.profiles import Link, Profile
from search.query import Parameter
from search.register import decided
from search.register.decided import Decision
from search.types import Query
from web import answers, chart, interface, links, payloads, sections
from web.api import UI
from web.endpoints import answers as endpoint
from web.endpoints import given
from web.links import Options
from web.payloads import json
from web.reading import archive
from web.templating import parameters

blueprint = Blueprint("entities", __name__)

NAME = Parameter("q", "the beginning of a name, in any script", longest=200)


@blueprint.get("/api/entities")
@endpoint(answers.Entities, NAME, UI)
def find() -> Response:
    """Entities by the beginning of any of their names."""
    text = given(NAME)
    return json(
        {
            "q": text,
            "entities": [jsonlines.entity(one) for one in archive().entities(text, given(UI))],
        }
    )


@blueprint.get("/api/entities/<path:identifier>")
@endpoint(answers.EntityProfile, UI)
def script(identifier: str) -> Response:
    """What is known of an entity."""
    language = given(UI)
    known = archive().entity(identifier, language)
    results = archive().search(_search(known, {"ui": language}))
    return json(
        {
            **jsonlines.entity(known.named),
            "documents": known.documents,
            "names": [
                {
                    "name": one.name,
                    "language": one.language,
                    "short": one.short,
                    "documents": one.documents,
                    "link": _link(one.link) if one.link else None,
                }
                for one in known.names
            ],
            "part_of": jsonlines.entity(known.part_of) if known.part_of else None,
            "parts": [jsonlines.entity(part) for part in known.parts],
            "suggestions": [{**jsonlines.entity(other), "score": score} for other, score in known.suggestions],
            "namesakes": [
                {
                    "id": one.id,
                    "beside": [jsonlines.entity(other) for other in one.beside],
                    "documents": one.documents,
                    "sure": one.sure,
                }
                for one in known.namesakes
            ],
            "facets": payloads.facets(results),
        }
    )


@blueprint.get("/entity/<path:identifier>")
def page(identifier: str) -> str | Redirect:
    """The page of an entity; an id that was merged away leads to the one it is now."""
    known = archive().entity(identifier, interface.language())
    reader = links.kept(parameters())
    if known.named.id != identifier:
        # A browser keeps a 301 for good; a merge can be taken back.
        return redirect(links.entity(known.named.id, links.reading(reader)), 302)
    given: Options = {"entity": (identifier,), **reader}
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
        decided=_decided(identifier),
        chart=chart.rows(by_name["date"], asked, given),
        given=given,
    )


def _link(found: Link) -> answers.NameLink:
    words: list[answers.LinkedWord] = [
        {
            "left": word.left,
            "right": word.right,
            "different": word.different,
            "letters": [list(pair) for pair in word.letters],
        }
        for word in found.explained.words
    ]
    return {"name": found.name, "language": found.language, "score": found.score, "words": words}


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as its page lists it: in words, of whom or what, and the values by which a form names it."""

    words: str
    of: str
    action: str
    value: str


def _decided(identifier: str) -> list[Made]:
    """What people decided about an entity."""
    current = archive().leads_to
    rows, _ = decided.rows(archive().store.decisions)
    own = [row for row in rows if identifier in (row.entity, current(row.entity), current(row.other))]
    return [Made(_words(row), row.name or row.other, row.action, row.other or row.name) for row in own]


def _words(row: Decision) -> str:
    known = {
        "merge": gettext("The same"),
        "split": gettext("A name that is somebody else’s"),
        "rename": gettext(
            "Name for readers of %(language)s", language=language_label(row.language, interface.language())
        ),
        "hide": gettext("Hide everywhere"),
        "refuse": gettext("Different"),
        "divide": gettext("Another of this name"),
        "unite": gettext("The same"),
    }
    return str(known[row.action])


def _search(known: Profile, options: dict[str, str]) -> Query:
    named = {name: [value] for name, value in options.items()}
    return queries.parse({**named, "entity": [known.named.id], "size": ["5"]})
