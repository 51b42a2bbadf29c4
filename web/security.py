"""Headers of every answer, and errors as one shape: a page for people, JSON for scripts."""

from __future__ import annotations

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from search.errors import DiwanError
from web import words
from web.payloads import json

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def protect(app: Flask) -> None:
    """Adds the headers to every answer, and answers every error in the shape its asker reads."""

    @app.after_request
    def headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @app.errorhandler(DiwanError)
    def diwan_error(error: DiwanError) -> tuple[Response | str, int]:
        return _answer(error, error.status, error.code, error.message, error.hint)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> tuple[Response | str, int]:
        status = error.code or 500
        code = (error.name or "error").lower().replace(" ", "-")
        return _answer(error, status, code, error.description or error.name, "")

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> tuple[Response | str, int]:
        app.logger.exception("unforeseen", exc_info=error)
        hint = "The server's log says what; try again."
        return _answer(None, 500, "internal", "Something went wrong inside Diwan.", hint)


def _answer(
    error: DiwanError | HTTPException | None, status: int, code: str, message: str, hint: str
) -> tuple[Response | str, int]:
    if request.path.startswith("/api/") or request.path == "/healthz":
        return json({"error": {"status": status, "code": code, "message": message, "hint": hint}}), status
    return render_template("error.html", failure=words.failure(error)), status
