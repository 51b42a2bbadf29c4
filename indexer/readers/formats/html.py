"""Web pages: the article without its page, its title, and what the page declares (dates, address, site, language)."""

from __future__ import annotations

import re

from indexer.readers import page
from indexer.readers.encoding import decode
from indexer.readers.given import BY_CONTENT, BY_NAME, NO, Given, Read, too_large, unreadable
from search.types import RawDocument

#: Largest page that is read, without its pictures: nearly all of what is larger is data inside a script.
_LIMIT = 10 * 1024 * 1024
#: Pictures, fonts and sounds that a browser (SingleFile) saved within a page.
_EMBEDDED = re.compile(rb"data:[\w.+/;=-]{3,100};base64,[A-Za-z0-9+/=%]{100,}")
_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml"}
_BEGINS = re.compile(
    rb"(<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.DOTALL,
)


def recognises(given: Given) -> int:
    """By how a page begins, or by its name."""
    if given.start.startswith(b"<") and _BEGINS.match(given.start):
        return BY_CONTENT
    return BY_NAME if given.suffix in _SUFFIXES else NO


def read(given: Given) -> Read:
    """One document; raises Unreadable where there is no text at all."""
    data = _EMBEDDED.sub(b"data:,", given.data())
    if len(data) > _LIMIT:
        raise too_large(given.source, len(data), _LIMIT)
    found = decode(data, given.source, given.declared.get("charset") or page.charset(data[:4096]))
    title, text, declared = page.article(found.text)
    if not text:
        raise unreadable(given.source, "a page without text", kind="no-text")
    yield RawDocument(given.source, title, text, {**declared, **given.declared, **found.metadata})
