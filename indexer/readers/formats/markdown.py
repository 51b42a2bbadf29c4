"""Markdown: the text without its signs, its first heading the title."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.readers.encoding import decode, refuse_binary
from indexer.readers.frontmatter import split
from indexer.readers.given import BY_NAME, MOST_TEXT, NO, Given, Read, unreadable
from search.types import RawDocument

_SUFFIXES = {".md", ".markdown", ".mkd"}
#: Largest text whose signs are parsed away.
_LIMIT = MOST_TEXT // 8


def recognises(given: Given) -> int:
    """By its name."""
    return BY_NAME if given.suffix in _SUFFIXES else NO


def read(given: Given) -> Read:
    """One document; raises Unreadable for what is binary or blank."""
    refuse_binary(given.head, given.source)
    found = decode(given.data(_LIMIT), given.source)
    declared, text = split(found.text)
    blocks = list(_blocks(MarkdownIt("commonmark").parse(text)))
    title = declared.pop("title", "")
    if not title and blocks and blocks[0][0] == "h1":
        title = blocks.pop(0)[1]
    body = "\n\n".join(block for _, block in blocks)
    if not body.strip():
        raise unreadable(given.source, "blank: nothing but white space")
    yield RawDocument(given.source, title or None, body, {**given.declared, **found.metadata, **declared})


def _blocks(tokens: list[Token]) -> list[tuple[str, str]]:
    """(kind, text) of each block: "h1" for a first heading, "" for the rest."""
    found, kind = [], ""
    for token in tokens:
        if token.type == "heading_open":
            kind = token.tag
        elif token.type == "inline":
            found.append((kind, "".join(map(_visible, token.children or []))))
            kind = ""
        elif token.type in {"fence", "code_block"}:
            found.append(("", token.content.strip()))
    return found


def _visible(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    return token.content if token.type in {"text", "code_inline"} else ""
