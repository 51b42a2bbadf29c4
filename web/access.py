"""Who may ask what: decided here, before any view, and closed unless a route says that it is open.

Without users the archive is its owner's: only this machine is answered, called by a name of this machine, so that
neither another computer nor a web page elsewhere (DNS rebinding) gets in. `DIWAN_ACCESS=public`: anybody may read.

For whoever writes a page that changes something:
- The route takes POST. A request that may change (any method but GET, HEAD, OPTIONS) is refused here unless
  `may_change()` and it carries the token of its form, so the view itself need not ask.
- Its form holds `<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">`; a script of the page sends it as
  the header X-CSRFToken.
- Buttons are shown only `{% if may_change() %}`.
A POST that changes nothing, as one that carries a long list to search, is marked `@reads`: anybody who may read may
send it, without that token. A route for outsiders is marked `@open_to_all`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import MethodNotAllowed

from search.errors import BadParameter, FormStale, MayNotChange, NotThisMachine

View = TypeVar("View", bound=Callable[..., Any])

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
#: What this machine is called by its own browser.
OWN_NAMES = ("localhost", "127.0.0.1", "::1")
#: Headers by which a proxy tells whom it asks for: then it is not this machine that asks.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")

_csrf = CSRFProtect()


def open_to_all(view: View) -> View:
    """Marks a view that outsiders may ask."""
    view.__dict__["open_to_all"] = True
    return view


def reads(view: View) -> View:
    """Marks a view that takes POST and changes nothing."""
    view.__dict__["reads"] = True
    return view


def may_change() -> bool:
    """Whether whoever asks may change what people decide: the owner at this machine."""
    return not _public()


def guard(app: Flask) -> None:
    """Puts the decision before every view of the application. Raises BadParameter for a setting that is no choice."""
    if app.config["ACCESS"] not in ("", "public"):
        raise BadParameter(
            name="DIWAN_ACCESS", value=app.config["ACCESS"], rule="no such value", hint="public, or nothing."
        )
    # Asked for in `_admit`, and as long as the session lasts: a page may stay open for hours.
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    app.config.update(SESSION_COOKIE_NAME="diwan", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")
    _csrf.init_app(app)
    app.before_request(_admit)
    app.add_template_global(may_change)


def _admit() -> None:
    """Lets a request in, or raises why not."""
    view = current_app.view_functions.get(request.endpoint or "")
    if not _public():
        _only_this_machine()
    if request.method not in METHODS:
        raise MethodNotAllowed(sorted(METHODS))
    if request.method in SAFE or getattr(view, "reads", False):
        return
    if not may_change():
        raise MayNotChange
    try:
        _csrf.protect()
    except CSRFError as error:
        raise FormStale from error


def _public() -> bool:
    return bool(current_app.config["ACCESS"] == "public")


def _only_this_machine() -> None:
    forwarded = any(name in request.headers for name in FORWARDED)
    name = urlsplit(f"//{request.host}").hostname
    if forwarded or not loopback(request.remote_addr or "") or name not in OWN_NAMES:
        raise NotThisMachine


def loopback(host: str) -> bool:
    """Whether an address or name is of this machine and reached from nowhere else."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
