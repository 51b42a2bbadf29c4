"""Answers of the archive in the shapes that are promised to scripts (`web/answers.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import orjson
from flask import Response
from flask_babel import force_locale, gettext

from search.export import jsonlines
from search.types import Bucket, Document, Hit, Mention, Named, Note, Results
from web import answers, interface, links
from web.messages import message


def json(value: object) -> Response:
    """A JSON answer."""
    return Response(orjson.dumps(value), content_type="application/json; charset=utf-8")


def search(results: Results) -> answers.Search:
    """A page of results."""
    options = results.query.options
    filters = {name: list(links.many(options, name)) for name in ("language", "entity", "source", "date", "mentioned")}
    filters |= {name: [str(options[name])] for name in ("from", "to", "undated") if name in options}
    return {
        "query": {
            "q": str(options.get("q", "")),
            "filters": {name: values for name, values in filters.items() if values},
            "sort": results.query.sort,
        },
        "total": results.total,
        "took_ms": results.took_ms,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": facets(results),
        "notes": [note(each) for each in results.notes],
        "next": links.search(options, script=True, cursor=results.next) if results.next else None,
    }


def _hit(hit: Hit) -> answers.Hit:
    found = hit.document
    return {
        "id": found.id,
        "title": found.title,
        "language": found.language,
        "variety": found.variety,
        "date": jsonlines.date(found.date),
        "source": found.source,
        "url": found.url,
        "score": hit.score,
        "snippets": [
            {"field": s.field, "text": s.text, "highlights": [list(span) for span in s.highlights]}
            for s in hit.snippets
        ],
        "entities": [jsonlines.entity(each) for each in hit.entities],
    }


def facets(results: Results) -> dict[str, list[answers.Bucket]]:
    """The facets of a page, labels in the language that the parameter `ui` asks for."""
    undated = undated_label(results.query.ui)
    return {facet.name: [bucket(each, undated) for each in facet.buckets] for facet in results.facets}


@lru_cache(maxsize=16)  # a language is asked for again and again, and `force_locale` makes all of its catalog anew
def undated_label(ui: str) -> str:
    """What documents without a date are called in the language `ui`."""
    with force_locale(interface.locale(ui)):
        return str(gettext("undated"))


def bucket(each: Bucket, undated: str) -> answers.Bucket:
    """One value of a facet."""
    shown: answers.Bucket = {
        "value": each.value,
        "label": undated if each.value == "none" else each.label,
        "count": each.count,
        "selected": each.selected,
    }
    if each.kind:
        shown["type"] = each.kind
    if each.children:
        shown["children"] = [bucket(child, undated) for child in each.children]
    return shown


def note(each: Note) -> answers.Note:
    """A note: its code, its values, its words."""
    return {"code": each.code, "values": dict(each.values), "message": message(each)}


def document(found: Document, names: Mapping[str, Named]) -> answers.Document:
    """A document whole; `names` are the entities it mentions, as they are called."""
    return {
        "id": found.id,
        "title": found.title,
        "text": found.body,
        "language": found.language,
        "variety": found.variety,
        "date": jsonlines.date(found.date),
        "source": found.source,
        "url": found.url,
        "cuts": [{"start": cut.start, "end": cut.end, "reason": cut.reason} for cut in found.cuts],
        "mentions": [_mention(each, names) for each in found.mentions],
        "evidence": dict(found.evidence),
    }


def _mention(each: Mention, names: Mapping[str, Named]) -> answers.Mention:
    named = names.get(each.entity or "")
    return {
        "field": each.field,
        "start": each.start,
        "end": each.end,
        "type": each.type,
        "text": each.text,
        "name": each.name,
        "entity": each.entity,
        "label": named.label if named else None,
    }
