"""What every endpoint for scripts has in common: only its own parameters, an ETag, 304 without searching.

`@answers(…)` under a route is all that says what an endpoint takes and gives: requests are checked by it, and
`web/openapi.py` describes the endpoint from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec

from flask import Flask, Response, current_app, g, request

from search.engines import is_remote
from search.query import Parameter, check
from search.remembered import Remembered
from web.reading import archive

#: Counts up when the shape of an answer changes, so that nobody is told that an answer he keeps is still good.
VERSION = "1"
JSON = "application/json"

#: Answers that a process keeps, each of fewer bytes than this.
MOST, LARGEST = 64, 1 << 18

View = ParamSpec("View")
#: JSON by its ETag and by the address it was asked at, which its links may begin with.
Answers = Remembered[tuple[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an endpoint takes and gives: parameters of its query, the type of its JSON, or the media it may be of.

    `body`: what may be sent to it, as JSON Schema by media type.
    """

    parameters: tuple[Parameter, ...]
    answer: object = None
    media: tuple[str, ...] = (JSON,)
    body: Mapping[str, object] = field(default_factory=dict)
    tagged: bool = True


#: What is known of each endpoint, by the function that answers it.
ENDPOINTS: dict[object, Endpoint] = {}


def answers(
    answer: object = None,
    *parameters: Parameter,
    media: tuple[str, ...] = (JSON,),
    body: Mapping[str, object] | None = None,
    tagged: bool = True,
) -> Callable[[Callable[View, Response]], Callable[View, Response]]:
    """Describes an endpoint; its function is called with parameters checked, unless the asker has the answer already.

    `tagged` False: the answer does not follow from the archive. Raises BadParameter for any other parameter.
    """

    def decorate(view: Callable[View, Response]) -> Callable[View, Response]:
        @wraps(view)
        def asked(*args: View.args, **kwargs: View.kwargs) -> Response:
            g.asked = check(request.args.to_dict(flat=False), parameters)
            if not tagged or request.method not in ("GET", "HEAD"):
                return view(*args, **kwargs)
            tag = _tag()
            if tag in request.if_none_match.as_set(include_weak=True):
                return _marked(Response(status=304), tag)
            kept, place = _kept(), (tag, request.url_root)
            if kept is None:
                return _marked(view(*args, **kwargs), tag)
            if found := kept.find(place):
                return _marked(Response(found, content_type=f"{JSON}; charset=utf-8"), tag)
            response = view(*args, **kwargs)
            if _worth_keeping(response):
                kept.put(place, response.get_data())
            return _marked(response, tag)

        ENDPOINTS[asked] = Endpoint(parameters, answer, media, body or {}, tagged)
        return asked

    return decorate


def keep(app: Flask) -> None:
    """Has an application keep its last answers: an ETag names what they follow from, so none is ever out of date."""
    app.extensions["answers"] = Answers(MOST)


def given(parameter: Parameter) -> str:
    """The value of a parameter of this request's endpoint, or its default."""
    return str(g.asked.get(parameter.name, parameter.default))


def _tag() -> str:
    """The name of what this URL answers in the archive's present state."""
    asked = f"{VERSION} {archive().state()} {request.full_path}"
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _kept() -> Answers | None:
    """The answers that are kept; none where the index is on other machines, which may have told only a part."""
    if is_remote(archive().store.manifest.engine):
        return None
    kept: Answers = current_app.extensions["answers"]
    return kept


def _worth_keeping(response: Response) -> bool:
    if response.status_code != 200 or response.mimetype != JSON or response.is_streamed:
        return False
    return (response.content_length or LARGEST) < LARGEST


def _marked(response: Response, tag: str) -> Response:
    # Weak: the same answer may be compressed, and says how long it took.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
