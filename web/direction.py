"""The direction and the HTML language of a piece of text, from its language and variety."""

from __future__ import annotations

import re
from functools import lru_cache

from flask_babel import gettext
from markupsafe import Markup, escape

from search.register import IN_LATIN
from search.types import Named
from web import interface, links

#: A date in digits and hyphens: behind a word in Arabic script its parts would change places.
_DATE = re.compile(r"\b\d{4}(?:-\d\d){1,2}\b")
RIGHT_TO_LEFT = frozenset({"fa", "fa-AF", "prs", "pes", "ar", "ur", "ps", "he", "ckb", "sd", "ug", "yi", "dv"})
_ROMANISED = Markup('<span class="romanised" title="{0}" aria-hidden="true">≈</span><span class="hidden"> ({0})</span>')
#: Varieties, and the code by which HTML knows each.
VARIETIES = {"prs": "fa-AF", "pes": "fa-IR"}


def direction(language: str) -> str:
    """ "rtl" or "ltr"; "auto" where the language is unknown."""
    if language in ("und", ""):
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def html_language(language: str, variety: str | None = None) -> str:
    """The BCP 47 code for a `lang` attribute: Dari is fa-AF."""
    return VARIETIES.get(variety or "") or VARIETIES.get(language, language)


@lru_cache(maxsize=256)
def attributes(language: str, variety: str | None = None) -> Markup:
    """The attributes of an element that holds a text of a language."""
    return Markup('lang="{}" dir="{}"').format(html_language(language, variety), direction(language))


def own(text: str, language: str) -> Markup:
    """A text of a language amid another's: isolated, with its language and direction; "" is the language around.

    A name that is put into Latin letters by rule (`hi-Latn`) is marked: ≈, as everything that is not quite sure.
    """
    return _own(text, language, interface.language() if language.endswith(IN_LATIN) else "")


def mentioned(entity: Named, reading: str) -> Markup:
    """An entity as a link to all documents that mention it, read as `reading` says (`links.reading`)."""
    return _link(links.mentioning(entity.id, reading), own(entity.label, entity.language))


@lru_cache(maxsize=1 << 13, typed=True)  # typed: a text is never taken for markup that is written alike
def _own(text: str, language: str, ui: str) -> Markup:
    # The same hundreds of names are on page after page. `ui`: the language of the page, where it matters.
    shown = Markup("<bdi {}>{}</bdi>" if language else "<bdi>{1}</bdi>").format(attributes(language), text)
    return shown + _ROMANISED.format(gettext("put into Latin letters")) if ui else shown


@lru_cache(maxsize=1 << 13)
def _link(url: str, words: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(url, words)


def dates_isolated(text: str) -> Markup:
    """A text of the interface, each date in it that is written as numbers with hyphens isolated, from the left."""
    return Markup(_DATE.sub(r'<bdi class="date" dir="ltr">\g<0></bdi>', str(escape(text))))
