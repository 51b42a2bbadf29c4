"""How much one client may ask, of what size, and who counts as one behind proxies."""

from __future__ import annotations

import ipaddress
import math
import string
from collections.abc import Callable, Iterable
from time import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import parse_many
from werkzeug.exceptions import RequestURITooLarge, TooManyRequests
from werkzeug.middleware.proxy_fix import ProxyFix

from search import settings
from search.errors import BadParameter
from web import access

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Attempts to sign in from one address. With passwords of twelve characters, guessing at this rate is hopeless.
SIGN_INS = "10 per minute; 100 per day"
SIGN_IN = "sign_in.begin"
#: Bytes of an address before and behind its question mark: a query of 2,000 characters takes 9 a letter in Hindi.
LONGEST = 32_768
TOO_LONG = "diwan.too_long"


def keep(app: Flask) -> None:
    """Sets the limits of an application, before its other rules look at a request.

    Raises BadParameter for a setting that is no number, or no rate.
    """
    app.wsgi_app = _Readable(app.wsgi_app)  # type: ignore[method-assign]
    proxies = settings.number(app.config, "PROXIES")
    if proxies:
        # However many there are: proxies add to the other two, and set this one.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=1, x_host=proxies)  # type: ignore[method-assign]
    app.before_request(_short_address)
    app.config["MAX_CONTENT_LENGTH"] = settings.number(app.config, "BODY_LENGTH")
    rate = app.config["RATE"]
    limiter = Limiter(
        client,
        app=app,
        application_limits=[] if rate == "off" else [_rate(rate)],
        # What is nowhere counts too.
        request_identifier=lambda: request.endpoint or "nowhere",
        headers_enabled=True,
        storage_uri="memory://",
    )
    limiter.request_filter(_is_free)
    begin: Callable[..., Any] = app.view_functions[SIGN_IN]
    app.view_functions[SIGN_IN] = limiter.limit(SIGN_INS, key_func=network)(begin)


class _Readable:
    """Makes addresses such as can be read, before anything does: short, and bytes quoted that are no ASCII.

    Of a longer one nothing is read, not even for the page that says so. Bytes that should have been quoted would fail
    where werkzeug decodes them.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = environ.get("QUERY_STRING", "")
        if len(asked) > LONGEST or len(environ.get("PATH_INFO", "")) > LONGEST:
            environ.update({"QUERY_STRING": "", "PATH_INFO": environ["PATH_INFO"][:80], TOO_LONG: True})
        elif not asked.isascii():
            environ["QUERY_STRING"] = quote(asked.encode("latin-1"), safe=string.printable)
        return self._app(environ, start_response)


def count(queries: int) -> None:
    """Counts the queries of a list, apart from requests, by the same rate: it is answered, the next list has to wait.

    Raises TooManyRequests where that is this one.
    """
    for limiter in current_app.extensions["limiter"]:
        for one in limiter.current_limits:
            rate, lists = limiter.limiter, (*one.request_args, "lists")
            if not rate.hit(one.limit, *lists):
                seconds = math.ceil(rate.get_window_stats(one.limit, *lists).reset_time - time())
                raise TooManyRequests(f"Queries of lists: {one.limit}", retry_after=max(1, seconds))
            rate.hit(one.limit, *lists, cost=queries - 1)


def _is_free() -> bool:
    """Whether nothing is counted: who asks from this machine may ask all but for signing in."""
    return request.endpoint != SIGN_IN and access.from_this_machine()


def _short_address() -> None:
    if TOO_LONG in request.environ:
        raise RequestURITooLarge


def client() -> str:
    """Who is counted: a user, however many share an address; else an address."""
    user = access.signed_in()
    return f"user {user}" if user else network()


def network() -> str:
    """The address that asks; of IPv6 the /64, which is the least that one customer is given (RFC 6177)."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((address, 64), strict=False) if address.version == 6 else address)


def _rate(value: str) -> str:
    try:
        parse_many(value)
    except ValueError as error:
        hint = "For example 600 per minute; several are joined by ;"
        raise BadParameter(name="DIWAN_RATE", value=value, rule="no rate", hint=hint) from error
    return value
