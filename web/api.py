"""What scripts get: searches and documents as JSON."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, current_app, request
from flask_babel import force_locale, gettext

from search import query
from search.query import Limits
from search.types import Bucket, Document, Hit, Note, PublicationDate, Query, Results
from web import links
from web.messages import message
from web.reading import archive

blueprint = Blueprint("api", __name__)


def json(value: object) -> Response:
    """A JSON answer."""
    return Response(orjson.dumps(value), content_type="application/json; charset=utf-8")


def asked(**assumed: str) -> Query:
    """The query of this request, with parameters assumed over it. Raises BadParameter, BadQuery."""
    config = current_app.config
    limits = Limits(int(config["QUERY_LENGTH"]), int(config["QUERY_CLAUSES"]), int(config["QUERY_DEPTH"]))
    return query.parse(
        {**request.args.to_dict(flat=False), **{name: [value] for name, value in assumed.items()}}, limits
    )


@blueprint.get("/api/search")
def search() -> Response:
    """One page of hits with exact totals and facets."""
    return json(payload(archive().search(asked())))


@blueprint.get("/api/documents/<path:identifier>")
def document(identifier: str) -> Response:
    """One document, whole."""
    return json(document_payload(archive().document(identifier)))


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the archive can be searched."""
    info = archive().info()
    return json({"status": "ok", "documents": info.documents, "commit": info.commit})


def payload(results: Results) -> dict[str, object]:
    """A page of results in the shape that is promised to scripts."""
    options = results.query.options
    filters = {name: list(links.many(options, name)) for name in ("language", "entity", "source", "date")}
    filters |= {name: [str(options[name])] for name in ("from", "to", "undated") if name in options}
    return {
        "query": {
            "q": options.get("q", ""),
            "filters": {name: values for name, values in filters.items() if values},
            "sort": results.query.sort,
        },
        "total": results.total,
        "took_ms": results.took_ms,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": facets_payload(results),
        "notes": [note_payload(note) for note in results.notes],
        "next": links.search(options, script=True, cursor=results.next) if results.next else None,
    }


def _hit(hit: Hit) -> dict[str, object]:
    found = hit.document
    return {
        "id": found.id,
        "title": found.title,
        "language": found.language,
        "variety": found.variety,
        "date": _date(found.date),
        "source": found.source,
        "url": found.url,
        "score": hit.score,
        "snippets": [{"field": s.field, "text": s.text, "highlights": s.highlights} for s in hit.snippets],
        "entities": [{"id": e.id, "type": e.type, "label": e.label} for e in hit.entities],
    }


def facets_payload(results: Results) -> dict[str, object]:
    """The facets in the shape that is promised to scripts, labels in the language that the parameter `ui` asks for."""
    ui = str(results.query.options.get("ui", "en"))
    with force_locale(ui.replace("-", "_")):
        undated = str(gettext("undated"))
    return {facet.name: [_bucket(bucket, undated) for bucket in facet.buckets] for facet in results.facets}


def _bucket(bucket: Bucket, undated: str) -> dict[str, object]:
    shown: dict[str, object] = {
        "value": bucket.value,
        "label": undated if bucket.value == "none" else bucket.label,
        "count": bucket.count,
        "selected": bucket.selected,
    }
    if bucket.kind:
        shown["type"] = bucket.kind
    if bucket.children:
        shown["children"] = [_bucket(child, undated) for child in bucket.children]
    return shown


def _date(published: PublicationDate | None) -> dict[str, object] | None:
    if published is None:
        return None
    return {
        "value": published.value,
        "precision": published.precision,
        "confidence": published.confidence,
        "calendar": published.calendar,
        "evidence": published.evidence,
    }


def note_payload(note: Note) -> dict[str, object]:
    """A note: its code, its values, its words."""
    return {"code": note.code, "values": dict(note.values), "message": message(note)}


def document_payload(found: Document) -> dict[str, object]:
    """A document in the shape that is promised to scripts; places are code points of `text`."""
    return {
        "id": found.id,
        "title": found.title,
        "text": found.body,
        "language": found.language,
        "variety": found.variety,
        "date": _date(found.date),
        "source": found.source,
        "url": found.url,
        "cuts": [{"start": cut.start, "end": cut.end, "reason": cut.reason} for cut in found.cuts],
        "mentions": [
            {"field": m.field, "start": m.start, "end": m.end, "type": m.type, "name": m.name, "entity": m.entity}
            for m in found.mentions
        ],
        "evidence": dict(found.evidence),
    }
