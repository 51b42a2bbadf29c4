"""Lines and endings of titles that a source repeats from page to page.

What a document may share with others of its source is told by hashes (`marks`); which of them are repeated often
enough is decided over the whole archive (`indexer.repetition`), and `Repeated` answers for one document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from urllib.parse import urlsplit

from indexer.furniture.lines import fold
from search.types import RawDocument

#: The longest line, in words and in characters, that is taken for furniture because it is repeated.
_WORDS, _LENGTH = 12, 100
#: Short lines of a document that are looked at, at its head and as many at its end: furniture stands there.
_MOST = 100


def source_of(raw: RawDocument) -> str:
    """What a document's furniture is shared within: its site, the host of its address, or its folder."""
    host = urlsplit(raw.metadata.get("url") or "").hostname
    return raw.metadata.get("site") or host or raw.source.partition("#")[0].rpartition("/")[0]


def marks(raw: RawDocument) -> set[int]:
    """Hashes of the short lines of a document, and of what its title ends in, each with its source."""
    source = source_of(raw)
    short = [line for line in map(str.strip, raw.text.split("\n")) if line and _is_short(line)]
    found = set(short if len(short) <= 2 * _MOST else short[:_MOST] + short[-_MOST:])
    return {_hash("line", source, line) for line in found} | {
        _hash("tail", source, tail) for tail in _tails(_title(raw))
    }


def article(raw: RawDocument) -> int | None:
    """A hash of the title and the paragraphs of a document, alike in copies of one text; None without a paragraph."""
    paragraphs = [line for line in map(str.strip, raw.text.split("\n")) if not _is_short(line)]
    return _hash("article", _title(raw), "\n".join(paragraphs)) if paragraphs else None


def _is_short(line: str) -> bool:
    return len(line) <= _LENGTH and len(line.split()) <= _WORDS


def _title(raw: RawDocument) -> str:
    return raw.title or raw.text.lstrip().partition("\n")[0].rstrip()


def _tails(title: str) -> Iterator[str]:
    for separator in (" - ", " – ", " — ", " | "):
        if separator in title:
            yield fold(title.rpartition(separator)[2])


def _hash(kind: str, source: str, text: str) -> int:
    data = "\0".join((kind, source, text)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


class Repeated:
    """Says of a line, or of the end of a title, whether its source repeats it: whether it is among `marks`."""

    def __init__(self, marks: Container[int]) -> None:
        self._marks = marks

    def is_line(self, raw: RawDocument, line: str) -> bool:
        """Whether this line, without white space around it, is repeated in the document's source."""
        return _hash("line", source_of(raw), line) in self._marks

    def is_tail(self, raw: RawDocument, folded: str) -> bool:
        """Whether titles of the document's source often end in this folded part."""
        return _hash("tail", source_of(raw), folded) in self._marks
