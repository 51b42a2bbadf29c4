"""Who may ask what: decided here, before any view, and closed unless a route says that it is open.

Without users the archive is its owner's: only this machine is answered, called by a name of this machine, so that
neither another computer nor a web page elsewhere (DNS rebinding) gets in; and nobody, where proxies stand in front.
With users, only they are answered.
`DIWAN_ACCESS=public`: anybody may read, and only users may change.

For whoever writes a page that changes something:
- The route takes POST. A request that may change (any method but GET, HEAD, OPTIONS) is refused here unless
  `may_change()` and it carries the token of its form, so the view itself need not ask.
- Its form holds `<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">`; a script of the page sends it as
  the header X-CSRFToken. (A request by a user's own token, Authorization: Bearer, needs none.)
- Buttons are shown only `{% if may_change() %}`.
A POST that changes nothing, as one that carries a long list to search, is marked `@reads`: anybody who may read may
send it, without that token. A route for outsiders is marked `@open_to_all`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import MethodNotAllowed, SecurityError

from search.errors import BadParameter, DiwanError, FormStale, MayNotChange, NotThisMachine, SignInNeeded
from search.users import Users

View = TypeVar("View", bound=Callable[..., Any])

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
#: What this machine is called by its own browser.
OWN_NAMES = ("localhost", "127.0.0.1", "::1")
#: Headers by which a proxy tells whom it asks for: then it is not this machine that asks.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")

_csrf = CSRFProtect()


def open_to_all(view: View) -> View:
    """Marks a view that outsiders may ask."""
    view.__dict__["open_to_all"] = True
    return view


def reads(view: View) -> View:
    """Marks a view that takes POST and changes nothing."""
    view.__dict__["reads"] = True
    return view


def users() -> Users:
    """The users of the archive that this application serves."""
    if "users" not in g:
        g.users = Users(Path(current_app.config["ARCHIVE"]))
    return cast(Users, g.users)


def asker() -> str | None:
    """The user who asks: by a token, else by a session; None for an outsider. Raises SignInNeeded for a bad token."""
    if "asker" not in g:
        g.asker = _asker()
    return str(g.asker) if g.asker else None


def signed_in() -> str | None:
    """The user who asks, as far as can be told on a page that may be about just that failure."""
    try:
        return asker()
    except DiwanError:
        return None


def may_read() -> bool:
    """Whether whoever asks may see what is in the archive."""
    if users().exist():
        return public() or asker() is not None
    return public() or from_this_machine()


def may_change() -> bool:
    """Whether whoever asks may change what people decide: a user; without users, the owner at this machine."""
    return asker() is not None if users().exist() else not public() and from_this_machine()


def public() -> bool:
    """Whether anybody may read."""
    return bool(current_app.config["ACCESS"] == "public")


def from_this_machine() -> bool:
    """Whether a program of this machine asks, by a name of this machine, and for nobody else.

    Where proxies stand in front nobody does: one that does not tell whom it asks for looks like a program here.
    """
    if "from_this_machine" not in g:
        g.from_this_machine = _from_this_machine()
    return bool(g.from_this_machine)


def _from_this_machine() -> bool:
    if int(current_app.config["PROXIES"]):
        return False
    forwarded = any(name in request.headers for name in FORWARDED)
    try:
        name = urlsplit(f"//{request.host}").hostname
    except (SecurityError, ValueError):
        return False
    return loopback(request.remote_addr or "") and name in OWN_NAMES and not forwarded


def loopback(host: str) -> bool:
    """Whether an address or name is of this machine and reached from nowhere else."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guard(app: Flask) -> None:
    """Puts the decision before every view of the application.

    Raises BadParameter for a setting that is no choice, and for a users file that others can read.
    """
    if app.config["ACCESS"] not in ("", "public"):
        raise BadParameter(
            name="DIWAN_ACCESS", value=app.config["ACCESS"], rule="no such value", hint="public, or nothing."
        )
    for name in _hosts(app):
        if "/" in name or name.count(":") == 1:
            hint = "For example archive.example; without https:// and without a port."
            raise BadParameter(name="DIWAN_HOSTS", value=name, rule="is an address, not a name", hint=hint)
    if (known := Users(Path(app.config["ARCHIVE"]))).exist():
        known.check()
    # Asked for in `_admit`, and as long as the session lasts: a page may stay open for hours.
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    _csrf.init_app(app)
    open_to_all(app.view_functions["static"])
    app.before_request(_admit)
    app.add_template_global(may_change)
    app.add_template_global(signed_in)


def _hosts(app: Flask) -> list[str]:
    """The names by which the archive is reached, where they are set."""
    return str(app.config["HOSTS"]).lower().replace(",", " ").split()


def _admit() -> None:
    """Lets a request in, or raises why not."""
    names = _hosts(current_app)
    if names and urlsplit(f"//{request.host}").hostname not in (*names, *OWN_NAMES):
        raise SecurityError
    view = current_app.view_functions.get(request.endpoint or "")
    outsiders, changeless = (bool(getattr(view, mark, False)) for mark in ("open_to_all", "reads"))
    if request.method not in METHODS:
        raise MethodNotAllowed(sorted(METHODS))
    if not users().exist() and not may_read():
        raise NotThisMachine
    if not outsiders and not may_read():
        raise SignInNeeded
    # What no view answers changes nothing: it is told so, not asked for the token of a form.
    if request.method in SAFE or changeless or request.routing_exception:
        return
    if not outsiders and not may_change():
        raise MayNotChange
    if _bearer() is None:
        _ask_token()


def _ask_token() -> None:
    try:
        _csrf.protect()
    except CSRFError as error:
        raise FormStale from error


def _bearer() -> str | None:
    """The token that a script sends. Another scheme is meant for a proxy in front, and a browser sends it by itself."""
    # Read as it is: werkzeug's `authorization` fails on a damaged one.
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _asker() -> str | None:
    if (token := _bearer()) is not None:
        holder = users().holder(token) if users().exist() else None
        if holder is None:
            raise SignInNeeded
        return holder
    name, mark = session.get("user"), session.get("mark")
    return name if name and mark and users().exist() and users().mark(name) == mark else None
