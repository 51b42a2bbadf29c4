"""What scripts get as JSON: searches, documents, the values of a facet."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, current_app, request

from search import query, settings
from search.facet_values import MOST, Wanted
from search.query import LANGUAGES, NARROWING, PARAMETERS, Limits, Parameter
from search.types import ENTITY_TYPES, Query
from web import access, answers, links, payloads
from web.endpoints import answers as endpoint
from web.endpoints import given
from web.payloads import json
from web.reading import archive

blueprint = Blueprint("api", __name__)

UI = Parameter("ui", "the language of labels", LANGUAGES, "en")
SEARCH = Parameter("search", "only values with a name that begins so, in any script", longest=200)
TYPE = Parameter("type", "only entities of this type", ENTITY_TYPES)
OFFSET = Parameter("offset", "values to pass over", default="0", numbers=(0, MOST - 1))
SIZE = Parameter("size", "values a page", default="20", numbers=(1, 100))
OF_FACET = (SEARCH, TYPE, OFFSET, SIZE)


def asked(*own: Parameter, **assumed: str) -> Query:
    """The query of this request, with parameters assumed over it, those that are the endpoint's `own` left out.

    Raises BadParameter, BadQuery.
    """
    return query.parse({**sent(*own), **{name: [value] for name, value in assumed.items()}}, limits())


def sent(*own: Parameter) -> dict[str, list[str]]:
    """The parameters of this request, but for those that are the endpoint's `own`."""
    mine = {parameter.name for parameter in own}
    return {name: values for name, values in request.args.to_dict(flat=False).items() if name not in mine}


def limits() -> Limits:
    """How large a query may be here."""
    of = partial(settings.number, current_app.config)
    return Limits(of("QUERY_LENGTH"), of("QUERY_CLAUSES"), of("QUERY_DEPTH"))


@blueprint.get("/api/search")
@endpoint(answers.Search, *PARAMETERS)
def search() -> Response:
    """One page of hits with exact totals and facets."""
    return json(payloads.search(archive().search(asked())))


@blueprint.get("/api/documents/<path:identifier>")
@endpoint(answers.Document, UI)
def document(identifier: str) -> Response:
    """One document, whole: its text, what it mentions, and what its date and language rest on."""
    found = archive().document(identifier)
    return json(payloads.document(found, archive().names(found, given(UI))))


@blueprint.get("/api/facets/<name>")
@endpoint(answers.Values, *NARROWING, *OF_FACET)
def facet(name: str) -> Response:
    """All values of a facet under a query, page by page: language, date, entity, source or mentioned."""
    query = asked(*OF_FACET)
    start, size = int(given(OFFSET)), int(given(SIZE))
    wanted = Wanted(name, given(SEARCH).strip(), given(TYPE))
    found = archive().facet(query, wanted, start, size)
    undated = payloads.undated_label(query.ui)
    options: links.Options = {key: tuple(values) for key, values in request.args.lists()}
    more = start + size < found.total
    following = links.path(request.path, {**options, "offset": str(start + size)}) if more else None
    answer: answers.Values = {
        "facet": name,
        "total": found.total,
        "values": [payloads.bucket(each, undated) for each in found.buckets],
        "next": following,
    }
    return json(answer)


@blueprint.get("/healthz")
@endpoint(answers.Health, tagged=False)
@access.open_to_all
def health() -> Response:
    """Whether the archive can be searched; how much it holds is for those who may read it."""
    info = archive().info()
    if not access.may_read():
        return json({"status": "ok"})
    return json({"status": "ok", "documents": info.documents, "commit": info.commit})
