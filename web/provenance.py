"""How a document was read, as its page tells it: what its reader and the pipeline kept as evidence, with labels."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from search.types import Document
from web import interface, numerals

#: Evidence -> its label. Language, date and names have places of their own on the page.
LABELS = {
    "author": lazy_gettext("Author"),
    "declared-title": lazy_gettext("Title as declared"),
    "encoding-mended": lazy_gettext("Encoding mended"),
    "legacy-font": lazy_gettext("Converted from the font"),
    "text-order": lazy_gettext("Order of the text"),
    "text-from": lazy_gettext("Text from"),
    "ocr-pages-not-read": lazy_gettext("Pages not recognised"),
}
#: What the indexer keeps where it looked for names only at the beginning of a long text.
_LOOKED_FOR = re.compile(r"in the first (\d+) characters")
#: Those that are in the document's language.
_OWN = ("author", "declared-title")


def told(document: Document) -> list[tuple[str, str, str]]:
    """What is known of how a document was read: label (in the reader's language), value, the value's language."""
    kept, own = document.evidence, document.variety or document.language
    found = [(str(label), kept[name], own if name in _OWN else "en") for name, label in LABELS.items() if name in kept]
    if encoding := kept.get("encoding"):
        by = kept.get("encoding-evidence")
        found.append((_("Encoding"), f"{encoding} ({by})" if by else encoding, "en"))
    if confidence := kept.get("ocr-confidence"):
        found.append((_("Confidence of recognition"), f"{confidence} %", "en"))
    if first := _LOOKED_FOR.fullmatch(kept.get("entities", "")):
        number = numerals.number(int(first[1]))
        found.append(
            (_("Names looked for"), _("in the first %(number)s characters", number=number), interface.language())
        )
    return found
