"""The language the interface speaks: the parameter `ui`, else a cookie, else what the browser accepts."""

from __future__ import annotations

from pathlib import Path

from babel.lists import format_list
from flask import Flask, Response, g, redirect, request
from flask_babel import Babel
from werkzeug.wrappers import Response as Redirect

from search import calendars
from search.types import Calendar
from web import access, links

#: The languages that have a catalog in translations/, each by its own name.
LANGUAGES = {
    "en": "English",
    "fa": "فارسی",
    "fa-AF": "دری",
    "ar": "العربية",
    "hi": "हिन्दी",
    "ur": "اردو",
    "ps": "پښتو",
}
COOKIE = "ui"
YEAR = 365 * 24 * 3600
#: The calendar in everyday use where a language is read (CLDR's calendarPreferenceData, IR and AF); else Gregorian.
PREFERRED: dict[str, Calendar] = {"fa": "persian", "fa-AF": "persian", "ps": "persian"}
TRANSLATIONS = Path(__file__).parent.parent / "translations"


def language() -> str:
    """The interface language of this request."""
    if "language" not in g:
        g.language = _language()
    return str(g.language)


def _language() -> str:
    for code in (request.args.get("ui"), request.cookies.get(COOKIE)):
        if found := known(code or ""):
            return found
    return next((found for code in request.accept_languages.values() if (found := known(code))), "en")


def known(code: str) -> str | None:
    """The interface language that a BCP 47 code asks for, or None: prs and fa-AF are Dari, fa-IR is Persian."""
    parts = code.replace("_", "-").lower().split("-")
    if parts[0] == "prs" or (parts[0] == "fa" and "af" in parts[1:]):
        return "fa-AF"
    return parts[0] if parts[0] in LANGUAGES else None


def calendar() -> Calendar:
    """The calendar in which dates are shown: as asked for, else the one of the interface language."""
    asked = request.args.get("calendar")
    return next((one for one in calendars.CALENDARS if one == asked), PREFERRED.get(language(), "gregory"))


def locale(code: str | None = None) -> str:
    """The name of a language's locale, as Babel writes it."""
    return (code or language()).replace("-", "_")


def listed(items: list[str]) -> str:
    """Items joined as the interface language joins them: "a, b and c"."""
    return str(format_list(items, locale=locale())) if items else ""


@access.open_to_all
def switch(code: str) -> Redirect:
    """Remembers an interface language and goes back to the page the reader came from."""
    return remembered(COOKIE, known(code) or "")


def remembered(cookie: str, value: str) -> Redirect:
    """Back to the page the reader came from, with a choice kept in a cookie; "" keeps what was chosen before."""
    answer = redirect(links.inside(request.args.get("back", "")), 303)
    if value:
        answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True)
    return answer


def speak(app: Flask) -> None:
    """Lets the application speak the reader's language, and tells caches that pages differ by it."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS))
    Babel(app, locale_selector=locale)
    app.add_url_rule("/language/<code>", "language", switch)

    @app.after_request
    def vary(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.vary.update(("Cookie", "Accept-Language"))
            response.headers["Content-Language"] = language()
        return response
