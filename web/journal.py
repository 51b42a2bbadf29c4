"""What the server notes of each request: one line of JSON on standard error, without the words that were searched.

A failure inside is noted with its traceback, in the same form; its message may hold a piece of what was asked.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime

import orjson
from flask import Flask, Response, g, request
from flask.logging import default_handler

from search.errors import BadParameter
from web import access

#: off; path: without the query; query: with it; auto: path where others than this machine are answered, else off.
KINDS = ("auto", "off", "path", "query")


class _Lines(logging.Formatter):
    """A failure as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        told = {"level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return _line(told)


def keep(app: Flask) -> None:
    """Notes every request from here on. Raises BadParameter for a setting that is no choice."""
    kind = app.config["LOG"]
    if kind not in KINDS:
        raise BadParameter(name="DIWAN_LOG", value=kind, rule="no such value", hint=f"One of: {', '.join(KINDS)}.")
    default_handler.setFormatter(_Lines())
    app.logger.propagate = False
    if default_handler not in app.logger.handlers:
        app.logger.addHandler(default_handler)

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        if kind == "off" or (kind == "auto" and not (access.public() or access.users().exist())):
            return response
        begun = g.pop("begun", None) or time.perf_counter()
        told: dict[str, object] = {"method": request.method, "path": request.path, "status": response.status_code}
        told["client"] = request.remote_addr
        if kind == "query":
            told["query"] = request.query_string.decode("utf-8", "replace")

        # At the end of a stream, not at its beginning.
        @response.call_on_close
        def end() -> None:
            sys.stderr.write(_line({**told, "ms": round((time.perf_counter() - begun) * 1000, 1)}) + "\n")

        return response


def _line(told: Mapping[str, object]) -> str:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return orjson.dumps({"time": now, **told}, default=str).decode()
