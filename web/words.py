"""Notes and errors in the interface language: templates translated, values isolated from the words around."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException

from search.errors import BadParameter, DiwanError, NotDecided
from search.types import Note
from web import interface, links, numerals, rules
from web.direction import direction
from web.links import Options
from web.messages import NOTES

#: What an HTTP error means to a person, by its status.
STATUS = {
    404: lazy_gettext("There is no such page."),
    405: lazy_gettext("This page cannot be asked in this way."),
    413: lazy_gettext("This is more than the archive takes at once."),
    414: lazy_gettext("This address is too long."),
    429: lazy_gettext("These were too many requests in a short time; wait a minute, then go on."),
    500: lazy_gettext("Something went wrong inside Diwan."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Somewhere a reader can go from a note: words for it and where it leads."""

    words: Markup
    href: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A note as a page shows it: its words and the ways on."""

    code: str
    words: Markup
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as a page shows it: status, what happened, what to do; `detail` is English, for a technician."""

    status: int
    words: Markup
    hint: Markup
    detail: str = ""


def isolated(value: object) -> Markup:
    """A value inside words of the interface: numbers in its digits, everything else kept apart by <bdi>."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, list | tuple):
        comma = "، " if direction(interface.language()) == "rtl" else ", "
        return Markup(comma).join(isolated(item) for item in value)
    if isinstance(value, int):
        return Markup(escape(numerals.number(value)))
    return Markup("<bdi>{}</bdi>").format(value)


def filled(template: str, values: Mapping[str, object]) -> Markup:
    """A template of messages or errors in the interface language, its values isolated."""
    if not template:
        return Markup("")
    # Quotation marks of Python are for logs.
    words = escape(str(_(template)).replace("!r}", "}"))
    return words.format_map({name: isolated(value) for name, value in values.items()})


def notice(note: Note, given: Options) -> Notice:
    """A note for the reader, and the ways on from it; `given` are the parameters of the page's URL."""
    values = dict(note.values)
    if "label" in values:
        values["label"] = Markup("<b><bdi>{}</bdi></b>").format(values["label"])
    if note.code == "spellings":
        values["forms"] = _respelled(note, given)
    return Notice(note.code, filled(NOTES[note.code], values), tuple(_ways(note, given)))


def _respelled(note: Note, given: Options) -> list[Markup]:
    """Each proposed spelling as a link to the same search with it."""
    q, word, forms = str(given.get("q", "")), str(note.values["word"]), note.values["forms"]
    assert isinstance(forms, list | tuple)
    link = Markup('<a href="{}"><bdi>{}</bdi></a>')
    return [link.format(links.search(given, q=_replaced(q, word, str(form))), form) for form in forms]


def _replaced(q: str, word: str, other: str) -> str:
    """A query with another word in place of the first such whole word."""
    at = q.find(word)
    while at >= 0 and (_is_letter(q[:at][-1:]) or _is_letter(q[at + len(word) :][:1])):
        at = q.find(word, at + 1)
    return q[:at] + other + q[at + len(word) :] if at >= 0 else q


def _is_letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"


def _ways(note: Note, given: Options) -> list[Way]:
    q = str(given.get("q", ""))
    word, entity = (str(note.values.get(name, "")) for name in ("word", "entity"))
    if note.code == "without-a-word":
        left = " ".join(_replaced(q, word, " ").split())
        return [Way(isolated(left), links.search(given, q=left))]
    changes = {
        "undated-hidden": (_("include them"), links.search(given, undated="include")),
        "deep-paging": (_("sort by date"), links.search(given, sort="newest")),
        "names-added": (_("only as typed"), links.search(given, as_typed=(*links.many(given, "as_typed"), entity))),
        "names-as-typed": (_("in every script"), links.without(given, "as_typed", entity)),
        "names-offered": (
            _("search for it"),
            links.search(given, q=None, entity=(entity,)),
        ),
    }
    return [Way(escape(words), href) for words, href in (changes[note.code],)] if note.code in changes else []


def _spoken(error: DiwanError) -> dict[str, object]:
    """The values of an error, what they count or miss in words of the interface language."""
    return {name: rules.what(str(value)) if name == "what" else value for name, value in error.values.items()}


def failure(error: DiwanError | HTTPException | None) -> Failure:
    """What to tell a person of an error; None is one that was not foreseen."""
    if isinstance(error, BadParameter):
        told = rules.told(str(error.values["rule"]))
        if told is None:
            return Failure(error.status, filled(error.template, error.values), Markup(""), error.hint)
        # As it stands in the address, from the left in any language: `2020=from` is what nobody typed.
        asked = Markup('<bdi dir="ltr">{}={}</bdi>').format(error.values["name"], isolated(str(error.values["value"])))
        words = asked + ": " + isolated(numerals.shown(told.rule))
        return Failure(error.status, words, escape(numerals.shown(told.hint)) if told.hint else Markup(""))
    if isinstance(error, NotDecided) and (refused := rules.refused(str(error.values["reason"]))):
        why, name = refused
        return Failure(error.status, filled(why.rule, {"name": name}), escape(why.hint))
    if isinstance(error, DiwanError):
        values = _spoken(error)
        return Failure(error.status, filled(error.template, values), filled(error.advice, values))
    status = (error.code or 500) if error else 500
    words = STATUS.get(status) or lazy_gettext("This cannot be answered.")
    return Failure(status, escape(str(words)), Markup(""))
