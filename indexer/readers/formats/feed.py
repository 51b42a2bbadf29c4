"""RSS and Atom files: a document an entry, with the text that the feed itself holds."""

from __future__ import annotations

import io
import re
from typing import Any

from indexer.readers import page
from indexer.readers.encoding import clean
from indexer.readers.given import BY_CONTENT, NO, Given, Read, unreadable
from search.types import RawDocument

_BEGINS = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(!doctype\s+)?html\b")
#: A feed has no entities of its own: only attacks define some.
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LIMIT = 10 * 1024 * 1024


def recognises(given: Given) -> int:
    """By its first element: what stands within a page, as the terms of its use in RDF do, is no feed."""
    begins = _BEGINS.search(given.start) if given.start.startswith(b"<") else None
    return BY_CONTENT if begins and not _PAGE.search(given.start, 0, begins.start()) else NO


def read(given: Given) -> Read:
    """A document an entry; an Unreadable for each without text; raises Unreadable for what is no feed."""
    import feedparser

    data = given.data(_LIMIT)
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise unreadable(given.source, "defines entities, as feeds do not: not read")
    # As a stream: given as bytes or text, an address would be fetched.
    parsed = feedparser.parse(io.BytesIO(data))
    if not parsed.entries:
        raise unreadable(given.source, "a feed without entries, or a damaged one")
    site = clean(parsed.feed.get("title") or "").strip()
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(given, entry, number, {"site": site} if site else {})


def _entry(given: Given, entry: Any, number: int, declared: dict[str, str]) -> Any:
    source = f"{given.source}#{number}"
    contents = [one.get("value") or "" for one in entry.get("content") or ()] or [entry.get("summary") or ""]
    text = page.plain(max(contents, key=len))
    title = " ".join(page.plain(entry.get("title") or "").split())
    if not text and not title:
        return unreadable(source, f"entry {number}: no text")
    fields = {"url": entry.get("link"), "author": entry.get("author"), "guid": entry.get("id")}
    # Not entry.get: feedparser's own gives "published" for a missing "updated", with a warning.
    fields |= {f"feed:{key}": dict.get(entry, key) for key in ("published", "updated")}
    declared = declared | {key: clean(str(value)) for key, value in fields.items() if value}
    return RawDocument(source, title or None, text or title, {**given.declared, **declared})
