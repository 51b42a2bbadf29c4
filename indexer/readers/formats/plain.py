"""Plain text: the whole file is one article, its title one of its lines (indexer.furniture finds which)."""

from __future__ import annotations

from indexer.readers.encoding import decode, refuse_binary
from indexer.readers.frontmatter import split
from indexer.readers.given import BY_NAME, FALLBACK, MOST_TEXT, Given, Read, unreadable
from search.types import RawDocument

_SUFFIXES = {".txt", ".text", ".asc"}


def recognises(given: Given) -> int:
    """Surely by its name; whatever no other reader knows may be plain text too."""
    return BY_NAME if given.suffix in _SUFFIXES else FALLBACK


def read(given: Given) -> Read:
    """One document; raises Unreadable for what is binary, blank, or longer than one article can be."""
    refuse_binary(given.head, given.source)
    found = decode(given.data(MOST_TEXT), given.source, given.declared.get("charset"))
    declared, text = split(found.text)
    if not text.strip():
        raise unreadable(given.source, "blank: nothing but white space")
    title = declared.pop("title", None)
    yield RawDocument(given.source, title, text, {**given.declared, **found.metadata, **declared})
