"""Plain text: the whole file is one article, its title one of its lines (indexer.furniture finds which)."""

from __future__ import annotations

from pathlib import Path

from indexer.readers.encoding import decode, refuse_binary
from indexer.readers.frontmatter import split
from indexer.readers.given import BY_NAME, FALLBACK, MOST_TEXT, Given, Read, unreadable
from search.types import RawDocument

_SUFFIXES = {".txt", ".text", ".asc"}
#: What is written in plain text and is none to read: beside saved pages, and in folders of Windows.
_NO_ARTICLE = {
    **dict.fromkeys((".js", ".mjs", ".map"), "a script"),
    **dict.fromkeys((".css", ".scss", ".less"), "a style sheet"),
    **dict.fromkeys((".ini", ".url", ".webloc", ".desktop"), "settings of a computer"),
    ".svg": "a drawing",
}
_RTF = b"{\\rtf"


def recognises(given: Given) -> int:
    """Surely by its name; whatever no other reader knows may be plain text too."""
    return BY_NAME if given.suffix in _SUFFIXES else FALLBACK


def read(given: Given) -> Read:
    """One document; raises Unreadable for what is binary, blank, or longer than one article can be."""
    refuse_binary(given.head, given.source)
    _refuse_other(given)
    found = decode(given.data(MOST_TEXT), given.source, given.declared.get("charset"))
    declared, text = split(found.text)
    if not text.strip():
        raise unreadable(given.source, "blank: nothing but white space")
    title = declared.pop("title", None)
    yield RawDocument(given.source, title, text, {**given.declared, **found.metadata, **declared})


def _refuse_other(given: Given) -> None:
    """Raises Unreadable for what would be text to a program, and no article to a person."""
    if given.start.startswith(_RTF):
        raise unreadable(
            given.source, "an RTF file: no reader knows it", "Save it as DOCX, PDF or HTML.", kind="unknown"
        )
    # Chrome calls a script that it saves with a page `a.js.download`.
    what = _NO_ARTICLE.get(Path(given.name.casefold().removesuffix(".download")).suffix)
    if what:
        raise unreadable(given.source, f"{what}, not an article", kind="unknown")
