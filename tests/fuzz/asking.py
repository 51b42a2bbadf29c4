"""Random requests to the application: any method, path, parameters, headers and body, as bytes that need be no text."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from random import Random
from urllib.parse import quote_from_bytes

from flask import Flask
from werkzeug.test import run_wsgi_app

from search.query import PARAMETERS
from tests.fuzz.words import text

METHODS = ("GET",) * 12 + ("HEAD", "OPTIONS", "POST", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "X")
NAMES = tuple(parameter.name for parameter in PARAMETERS)
OTHERS = (
    "ui",
    "back",
    "text",
    "search",
    "offset",
    "type",
    "id",
    "queries",
    "format",
    "all",
    "phrase",
    "csrf_token",
    "x",
)
TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/json",
    "text/csv; charset=utf-16", "text/plain; charset=none", "", "x", "\xff/\xff",
)  # fmt: skip
HEADERS = (
    "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE",
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR", "HTTP_HOST", "HTTP_ORIGIN",
    "HTTP_USER_AGENT", "HTTP_CONTENT_ENCODING", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT", "HTTP_X_CSRFTOKEN",
)  # fmt: skip
VALUES = (
    "", "*/*", "text/html", "fa-AF;q=2", "gzip;q=x", "diwan=x; ui=fa", "ui=\xff", "Bearer x", "Basic \xff",
    "bytes=9-1", "chunked",
    'W/"x", *', "Sat, 99 Nov 2026", "x" * 9000, "\x00", "a=b;" * 500, "localhost:99999", "[::1", "100-continue",
)  # fmt: skip


class Asker:
    """Draws requests to the routes of an application and asks them."""

    def __init__(self, app: Flask, identifiers: Sequence[str]) -> None:
        self.app = app
        self.rules = sorted({rule.rule for rule in app.url_map.iter_rules()})
        self.identifiers = identifiers

    def ask(self, chance: Random) -> tuple[str, str]:
        """One request in words, and what is wrong with its answer: "" where nothing is."""
        method, path, query = chance.choice(METHODS), self._path(chance), self._query(chance)
        body = _body(chance) if method not in ("GET", "HEAD", "OPTIONS") or chance.random() < 0.05 else b""
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path.decode("latin-1"),
            "QUERY_STRING": query.decode("latin-1"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "CONTENT_TYPE": chance.choice(TYPES),
            "CONTENT_LENGTH": chance.choice((str(len(body)), str(len(body)), "", "-1", "x", "99")) if body else "",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for _ in range(chance.choice((0, 0, 1, 2, 100))):
            environ[chance.choice((*HEADERS, f"HTTP_X_{chance.randrange(200)}"))] = chance.choice(VALUES)
        told = f"{method} {path!r}?{query[:300]!r} {body[:100]!r} " + str(
            {name: str(value)[:60] for name, value in environ.items() if name.startswith(("HTTP_", "CONTENT_"))}
        )
        parts, status, headers = run_wsgi_app(self.app.wsgi_app, environ, buffered=True)
        return told, _wrong(method, path, status, headers.get("Content-Type", ""), b"".join(parts))

    def _path(self, chance: Random) -> bytes:
        if chance.random() < 0.05:
            return b"/" + text(chance, 4).encode("utf-8", "surrogatepass")
        rule, filled = chance.choice(self.rules), b""
        for piece in rule.split("<"):
            _, sign, rest = piece.partition(">")
            filled += (self._identifier(chance) + rest.encode()) if sign else piece.encode()
        return filled

    def _identifier(self, chance: Random) -> bytes:
        kind = chance.randrange(6)
        if kind < 3:
            return chance.choice(self.identifiers).encode()
        if kind == 3:
            return chance.randbytes(chance.randrange(20))
        return (b"../" * 5 + b"etc/passwd") if kind == 4 else text(chance, 3).encode("utf-8", "surrogatepass")

    def _query(self, chance: Random) -> bytes:
        pairs = []
        for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
            name = chance.choice((*NAMES, *NAMES, *OTHERS))
            value = _value(chance, name, self.identifiers)
            pairs += [f"{name}={quote_from_bytes(value)}".encode()] * chance.choice(
                (1,) * 40 + (2, 1000 if len(value) < 1000 else 10)
            )
        made = b"&".join(pairs)
        if chance.random() < 0.05:
            made += chance.choice((b"%", b"&&&=", b"%zz=%", b"q", b"\xff\xfe=\x00", b"q=" + b"%" * 50, b";", b"q[]=1"))
        return (made * 50)[:2_000_000] if chance.random() < 0.005 else made


def _value(chance: Random, name: str, identifiers: Sequence[str]) -> bytes:
    kind = chance.randrange(9)
    if kind < 3:
        return text(chance, 6).encode("utf-8", "surrogatepass")
    if kind == 3:
        return chance.randbytes(chance.randrange(30))
    if kind == 4:
        return b"x" * chance.choice((100, 3000, 70_000))
    if kind == 5:
        return chance.choice(("kabul", "طالبان", "police AND NOT x", "अफगा*", "Kabulov~1", '"taliban moscow"')).encode()
    good = {
        "size": ("0", "10", "100", "101", "-1", "1e2", "١٠"),
        "sort": ("relevance", "newest", "oldest", "best"),
        "language": ("fa", "prs", "-fa", "en", "xx"),
        "calendar": ("gregory", "persian", "islamic-umalqura"),
        "cursor": ("x", "AAAA", "eyJhIjoxfQ", "0" * 500, "%3D"),
        "ui": ("fa", "fa-AF", "ar", "hi", "ur", "ps", "xx", "fa_AF.UTF-8"),
        "entity": tuple(identifiers),
        "mentioned": ("2021", "1403", "none", "9999-99"),
    }
    dates = ("2024", "2024-11", "1403-09-05", "none", "0", "9999", "10000", "2024-02-30", "-2024", "۱۴۰۳")
    return chance.choice((*good.get(name, dates), "on", "off", "all", "any", "")).encode()


def _body(chance: Random) -> bytes:
    return chance.choice((
        chance.randbytes(chance.randrange(200)),
        b"q=" + text(chance, 6).encode("utf-8", "surrogatepass"),
        b"q=%ff&x=" + b"y" * 600_000,
        b"&".join(b"a%d=1" % number for number in range(2000)),
        b'--x\r\nContent-Disposition: form-data; name="queries"; filename="a.csv"\r\n\r\nkabul\n\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="q\r\n\r\n',
        b"name,query\nkabul,\xff\xfe\n",
        "name\nکابل\n".encode("utf-16"),
        b'{"q": [[[[[[' + b"[" * 5000,
        b"",
    ))  # fmt: skip


def _wrong(method: str, path: bytes, status: str, kind: str, body: bytes) -> str:
    """Which promise an answer breaks."""
    code = int(status.split(" ")[0])
    if code >= 500:
        return status
    if b"Traceback (most recent" in body or b"site-packages" in body:
        return "tells of the inside"
    if code >= 400 and method != "HEAD" and path.startswith(b"/api/"):
        error = json.loads(body)["error"]
        if error.keys() != {"status", "code", "message", "hint"} or error["status"] != code:
            return f"another shape: {body[:200]!r}"
    return ""
