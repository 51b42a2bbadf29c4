"""What a document's language and date rest on, in the reader's words; what is not known here is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from search.facets import language_label
from search.types import Document
from web import interface, numerals
from web.direction import own

#: What `indexer.language` keeps of how a language was told.
LANGUAGE = {
    "declared": lazy_gettext("as declared"),
    "pycld2": lazy_gettext("by its letters and words"),
    "py3langid": lazy_gettext("by its letters and words"),
    "pycld2, unsure": lazy_gettext("by its letters and words, unsure"),
    "letters": lazy_gettext("by letters that few languages have"),
    "too few letters": lazy_gettext("too few letters to tell"),
    "not recognised": lazy_gettext("not recognised"),
}
#: What `indexer.dates.publication` keeps of where a date is from.
DATE = {
    "metadata": lazy_gettext("as declared"),
    "json-ld": lazy_gettext("as declared in the page"),
    "meta": lazy_gettext("as declared in the page"),
    "time": lazy_gettext("as declared in the page"),
    "feed": lazy_gettext("as declared in the feed"),
    "url": lazy_gettext("from the address"),
    "dateline": lazy_gettext("from the dateline"),
    "htmldate": lazy_gettext("from the page around the text"),
    "estimate:lead": lazy_gettext("estimated from the first paragraphs"),
}
#: How it was told, the shares of several languages, the words that told the variety.
_OF_LANGUAGE = re.compile(r"(?P<how>[^:;]+)(?:: (?P<shares>[^;]+))?(?:; words: (?P<words>.+))?")
_SHARE = re.compile(r"(\w+) (\d+) %")


def of_language(document: Document) -> list[Markup]:
    """What the language of a document was told by, one line each; none where nothing was kept."""
    kept = document.evidence.get("language", "")
    read = _OF_LANGUAGE.fullmatch(kept)
    if read is None:
        return []
    lines = [_told(LANGUAGE, read["how"])]
    if shares := _SHARE.findall(read["shares"] or ""):
        parts = [f"{language_label(code, interface.language())} {numerals.number(int(n))} %" for code, n in shares]
        lines.append(Markup(" · ").join(Markup("<bdi>{}</bdi>").format(part) for part in parts))
    if read["words"]:
        words = own(read["words"], document.variety or document.language)
        lines.append(Markup(_("by the words %(words)s", words="{}")).format(words))
    return lines


def of_date(document: Document) -> list[Markup]:
    """Where the date of a document is from; none for the undated."""
    return [_told(DATE, document.date.evidence)] if document.date else []


def _told(known: Mapping[str, object], kept: str) -> Markup:
    if kept in known:
        return Markup("{}").format(str(known[kept]))
    return own(kept, "en")
