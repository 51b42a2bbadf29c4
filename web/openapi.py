"""The description of the endpoints for scripts, made from their code: OpenAPI 3.1 for programs, a page for people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec
from apispec import APISpec
from flask import Blueprint, Flask, Response, current_app, render_template, request
from werkzeug.routing import Rule

from search.query import Parameter
from web import access, answers
from web.endpoints import ENDPOINTS, JSON, VERSION, Endpoint
from web.payloads import json

blueprint = Blueprint("openapi", __name__)

ABOUT = (
    "A searchable multilingual archive. Paths, parameters and the keys of answers stay as they are within a version;"
    " keys may be added. An unknown parameter is an error. Every error has the shape Error; a file that breaks off"
    " half way ends in a line that says so: ERROR, or of JSON Lines the shape Error."
)
#: How addresses for scripts begin; a page may be answered by the same function.
FOR_SCRIPTS = ("/api/", "/healthz")
_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Described:
    """An endpoint for scripts: its path as OpenAPI writes it, how it is asked, what it is for, what it takes."""

    path: str
    method: str
    summary: str
    endpoint: Endpoint
    variables: tuple[str, ...]
    name: str


@blueprint.get("/openapi.json")
def document() -> Response:
    """The description for programs."""
    return json(specification(current_app))


@blueprint.get("/api")
def page() -> str:
    """The description for people."""
    given = {"root": request.url_root, "token": access.users().exist() and not access.public()}
    examples = {name: render_template(f"examples/{name}.txt", **given) for name in ("curl", "python")}
    return render_template("api.html", endpoints=described(current_app), **examples)


def described(app: Flask) -> list[Described]:
    """The endpoints of an application, in the order of their paths."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if app.view_functions[rule.endpoint] in ENDPOINTS and rule.rule.startswith(FOR_SCRIPTS)
    ]
    return [_described(app, rule) for rule in sorted(rules, key=lambda rule: (rule.rule, rule.endpoint))]


def _described(app: Flask, rule: Rule) -> Described:
    view = app.view_functions[rule.endpoint]
    method = "post" if "POST" in (rule.methods or ()) else "get"
    summary = (view.__doc__ or "").strip().partition("\n")[0]
    path = _VARIABLE.sub(r"{\1}", rule.rule)
    name = rule.endpoint.replace(".", "_")
    return Described(path, method, summary, ENDPOINTS[view], tuple(_VARIABLE.findall(rule.rule)), name)


def specification(app: Flask) -> dict[str, Any]:
    """The description of an application's endpoints as OpenAPI 3.1."""
    endpoints = described(app)
    types = [answers.Error, *(each.endpoint.answer for each in endpoints if each.endpoint.answer)]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    by_type = dict(zip(map(id, types), schemas, strict=True))
    spec = APISpec("Diwan", VERSION, "3.1.0", info={"description": ABOUT}, servers=[{"url": "/"}])
    for name, schema in components.items():
        spec.components.schema(name, schema)
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for each in endpoints:
        spec.path(path=each.path, operations={each.method: _operation(each, by_type)})
    return spec.to_dict()


def _operation(each: Described, by_type: dict[int, Any]) -> dict[str, Any]:
    responses = {
        "200": {"description": "The answer.", "content": _content(each.endpoint, by_type)},
        "default": {"description": "What is wrong.", "content": {JSON: {"schema": by_type[id(answers.Error)]}}},
    }
    if each.endpoint.tagged:
        responses["304"] = {"description": "The answer is as it was (If-None-Match)."}
    operation = {
        "operationId": each.name,
        "summary": each.summary,
        "parameters": [*map(_variable, each.variables), *map(_query, each.endpoint.parameters)],
        "responses": responses,
        "security": [{}, {"token": []}],
    }
    if each.endpoint.body:
        sent = {media: {"schema": schema} for media, schema in each.endpoint.body.items()}
        operation["requestBody"] = {"required": True, "content": sent}
    return operation


def _content(endpoint: Endpoint, by_type: dict[int, Any]) -> dict[str, Any]:
    """Of several media the first is described by its type: that of one line, where it is lines."""
    text = {"schema": {"type": "string"}}
    typed = {"schema": by_type[id(endpoint.answer)]} if endpoint.answer else text
    return {media: typed if number == 0 else text for number, media in enumerate(endpoint.media)}


def _variable(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _query(parameter: Parameter) -> dict[str, Any]:
    schema = parameter.schema()
    if parameter.repeats:
        schema = {"type": "array", "items": schema}
    return {"name": parameter.name, "in": "query", "description": parameter.help, "schema": schema}
