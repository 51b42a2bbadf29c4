"""Headers of every answer, and errors as one shape: a page for people, JSON for scripts."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from search.errors import ArchiveDamaged, DiwanError, EngineDown, EngineRefuses, SignInNeeded
from web import access, sign_in, words
from web.payloads import json

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: All folders of a path.
FOLDERS = re.compile(r"""(?<![\w.])(?:[A-Za-z]:)?[/\\](?:[^\s'"/\\]+[/\\])*""")


def protect(app: Flask) -> None:
    """Adds the headers to every answer, and answers every error in the shape its asker reads."""

    @app.after_request
    def headers(response: Response) -> Response:
        own = {name.lower() for name, _ in response.headers}
        response.headers.extend([(name, value) for name, value in HEADERS.items() if name.lower() not in own])
        return response

    @app.errorhandler(DiwanError)
    def diwan_error(error: DiwanError) -> Answer:
        if isinstance(error, SignInNeeded) and _wants_a_page():
            return sign_in.page(request.full_path.removesuffix("?"))
        if error.status >= 500:
            app.logger.error("%s", error.message)
            error = _discreet(error)
        answer = _answer(error, error.status, error.code, error.message, error.hint)
        if error.status == 401:
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Answer:
        status = error.code or 500
        code = (error.name or "error").lower().replace(" ", "-")
        answer = _answer(error, status, code, error.description or error.name, "")
        # Which methods are allowed, when to try again.
        for name, value in error.get_headers():
            answer.headers.setdefault(name, value)
        return answer

    @app.errorhandler(sqlite3.DatabaseError)
    def damaged(error: sqlite3.DatabaseError) -> Answer:
        if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError | sqlite3.DataError):
            return unforeseen(error)
        return diwan_error(ArchiveDamaged(what="the register", reason=str(error)))

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Answer:
        app.logger.exception("unforeseen", exc_info=error)
        hint = "The server's log says what; try again."
        return _answer(None, 500, "internal", "Something went wrong inside Diwan.", hint)


def _discreet(error: DiwanError) -> DiwanError:
    """An error of the server as others may read it: without the folders that its values name.

    Where a cluster stands is for those who look after it: readers on other machines are told where to look.
    """
    if isinstance(error, EngineDown | EngineRefuses) and not access.from_this_machine():
        return type(error)(**{**error.values, "reason": "the server's log says why", "hint": ""})
    above = f"{Path(current_app.config['ARCHIVE']).absolute().parent}/"
    values = {
        name: FOLDERS.sub("", value.replace(above, "")) if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    return type(error)(**values)


def _wants_a_page() -> bool:
    return (
        request.method in ("GET", "HEAD", "POST") and not _script() and "text/html" in request.headers.get("Accept", "")
    )


def _script() -> bool:
    """Whether a script asks, which reads JSON."""
    return request.path.startswith("/api/") or request.path in ("/healthz", "/openapi.json")


def _answer(error: DiwanError | HTTPException | None, status: int, code: str, message: str, hint: str) -> Response:
    # A page needs a host that can be one, for its links.
    if _script() or request_ctx.url_adapter is None:
        answer = json({"error": {"status": status, "code": code, "message": message, "hint": hint}})
    else:
        answer = make_response(render_template("error.html", failure=words.failure(error)))
    answer.status_code = status
    return answer
