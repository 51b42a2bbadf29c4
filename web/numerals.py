"""The digits of the interface: those of its language (CLDR's default numbering system), or as a reader chose."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from babel.numbers import format_decimal
from flask import g, request
from werkzeug.wrappers import Response as Redirect

from search.calendars import digits
from web import access, interface

COOKIE = "digits"
#: CLDR's numbering systems, each with its ten digits.
SYSTEMS = {"latn": "0123456789", "arabext": "۰۱۲۳۴۵۶۷۸۹", "arab": "٠١٢٣٤٥٦٧٨٩", "deva": "०१२३४५६७८९"}
#: The numbering systems in use where each language is read, beside Latin digits (CLDR's "native").
NATIVE = {"fa": "arabext", "fa-AF": "arabext", "ps": "arabext", "ur": "arabext", "ar": "arab", "hi": "deva"}
_ANY = {ord(digit): str(value) for own in SYSTEMS.values() for value, digit in enumerate(own)}


def choices() -> dict[str, str]:
    """The systems that a reader of this page may choose from, each with three of its digits; none for English."""
    native = NATIVE.get(interface.language())
    return {name: SYSTEMS[name][1:4] for name in ("latn", native)} if native else {}


def system() -> str:
    """The numbering system of this request."""
    if "system" not in g:
        chosen = request.cookies.get(COOKIE, "")
        g.system = chosen if chosen in choices() else _default(interface.language())
    return str(g.system)


def shown(text: str) -> str:
    """A text that the interface made, its digits in the reader's numbering system."""
    return _translated(text, system())


def number(value: int) -> str:
    """A number, grouped, in the reader's digits."""
    return writer()(value)


def writer() -> Callable[[int], str]:
    """What writes numbers as `number` does, for many of this request."""
    return partial(_number, interface.language(), system())


def locale() -> str:
    """The BCP 47 locale by which a script of the page writes numbers alike."""
    return f"{interface.language()}-u-nu-{system()}"


@access.open_to_all
def switch(code: str) -> Redirect:
    """Remembers a numbering system and goes back to the page the reader came from."""
    return interface.remembered(COOKIE, code if code in SYSTEMS else "")


@lru_cache(maxsize=4096)
def _number(language: str, system: str, value: int) -> str:
    grouped = _translated(str(format_decimal(value, locale=interface.locale(language))), system)
    return grouped.replace(",", "٬") if system in ("arab", "arabext") else grouped.replace("٬", ",")


@lru_cache(maxsize=4096)
def _translated(text: str, system: str) -> str:
    if system == "latn":
        return text.translate(_ANY)
    return text.translate(_ANY).translate(dict(zip(range(48, 58), SYSTEMS[system], strict=True)))


def _default(language: str) -> str:
    zero = digits("0", language)
    return next(name for name, own in SYSTEMS.items() if own[0] == zero)
