"""Signing in and out, by a cookie that holds who and a mark of the password, signed."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response as Redirect

from search.errors import NotEncrypted
from web import access, links

blueprint = Blueprint("sign_in", __name__)

#: From a sign-in until the next: a working day.
LASTS = timedelta(hours=12)


class _Sessions(SecureCookieSessionInterface):
    """Sessions whose cookie is sent over HTTPS only, except between programs of this machine."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return not access.from_this_machine() or request.is_secure


def keep(app: Flask) -> None:
    """Lets the application keep sessions."""
    app.config.update(
        SESSION_COOKIE_NAME="diwan",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LASTS,
    )
    app.session_interface = _Sessions()
    app.register_blueprint(blueprint)
    app.after_request(_private)


def page(back: str) -> Redirect:
    """Where an outsider's browser is sent instead of a page."""
    return redirect(url_for("sign_in.form", back=back), 303)


@blueprint.get("/sign-in")
@access.open_to_all
def form() -> str:
    """The page to sign in."""
    _there_are_users()
    return _form()


@blueprint.post("/sign-in")
@access.open_to_all
def begin() -> Redirect | tuple[str, int]:
    """Begins a session for whoever knows a name and its password."""
    _there_are_users()
    if not (request.is_secure or access.from_this_machine()):
        raise NotEncrypted
    name = request.form.get("name", "")
    person = access.users().known(name, request.form.get("password", ""))
    if person is None:
        return _form(name), 401
    session.clear()
    session.permanent = True
    session["user"], session["mark"] = person
    return redirect(links.inside(request.form.get("back", "")), 303)


@blueprint.post("/sign-out")
@access.open_to_all
def end() -> Redirect:
    """Ends the session."""
    session.clear()
    return redirect("/", 303)


def _form(wrong: str | None = None) -> str:
    back = links.inside(request.values.get("back", ""))
    return render_template("sign_in.html", wrong=wrong, target=back, back=request.full_path)


def _there_are_users() -> None:
    if not access.users().exist():
        abort(404)


def _private(response: Response) -> Response:
    """Tells caches that what users see is for nobody else."""
    if access.users().exist() and request.endpoint != "static":
        response.cache_control.public = False
        response.cache_control.private = True
        response.vary.update(("Cookie", "Authorization"))
    return response
