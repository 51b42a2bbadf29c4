"""What a reader is given: bytes to open, what they are called, and what was declared about them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol

from search.errors import Unreadable
from search.types import RawDocument

#: Bytes at the start by which a format is told.
HEAD = 8192
#: Most text read as one article. War and Peace has 3 MB; what is larger is a data dump, and would fill the memory.
MOST_TEXT = 16 * 1024 * 1024
#: Most bytes of one file held in memory: a PDF, a page with its pictures inside, a member of an archive.
MOST_BYTES = 64 * 1024 * 1024

Read = Iterator[RawDocument | Unreadable]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person asked of the reading: recognise scans; which column is which (`{"title": "headline"}`); whether
    people, places and organisations are looked for."""

    ocr: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    entities: bool = True


@dataclass(frozen=True)
class Given:
    """One file, or one member of an archive.

    `source` is what reports and documents call it, `name` its own name (for the suffix), `size` its bytes,
    `head` its first ones. `path` is set for a file of the folder itself, None for a member. `declared` are
    metadata that came with it (charset, type, url, date of a crawl). `depth` counts the archives around it.
    """

    source: str
    name: str
    size: int
    head: bytes
    open: Callable[[], BinaryIO]
    path: Path | None = None
    declared: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    depth: int = 0
    options: Options = field(default_factory=Options)

    @cached_property
    def suffix(self) -> str:
        """The suffix of the name, in lower case, with its dot; "" where there is none."""
        stem, dot, suffix = self.name.rpartition("/")[2].rpartition(".")
        return f".{suffix.lower()}" if dot and stem else ""

    @cached_property
    def start(self) -> bytes:
        """The first bytes without byte order mark, zeros (of UTF-16) and white space in front, in lower case."""
        return self.head[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()

    def data(self, limit: int = MOST_BYTES) -> bytes:
        """All of it; raises Unreadable where it is over `limit` bytes."""
        if self.size <= limit:
            with self.open() as stream:
                data = stream.read(limit + 1)
            if len(data) <= limit:
                return data
        raise too_large(self.source, max(self.size, limit + 1), limit)

    def member(self, name: str, data: bytes, declared: Mapping[str, str] = MappingProxyType({})) -> Given:
        """A part of this one, held in memory, one archive deeper."""
        return replace(
            self,
            source=f"{self.source}#{name}",
            name=name,
            size=len(data),
            head=data[:HEAD],
            open=lambda: io.BytesIO(data),
            path=None,
            declared={**self.declared, **declared},
            depth=self.depth + 1,
        )


class Reader(Protocol):
    """A module of `formats/`: says how surely a file is its format, and reads it."""

    def recognises(self, given: Given) -> int:
        """NO, BY_NAME, BY_CONTENT or CERTAIN."""

    def read(self, given: Given) -> Read:
        """Its documents, one by one; an Unreadable for each record that is not one."""


NO, FALLBACK, BY_NAME, BY_CONTENT, CERTAIN = range(5)


def unreadable(source: str, reason: str, hint: str = "", **values: object) -> Unreadable:
    """The error that names a file or record, why it cannot be read, and what to do."""
    return Unreadable(source=source, reason=reason, hint=hint, **values)


def too_large(source: str, size: int, limit: int) -> Unreadable:
    """The error for what is over `limit` bytes."""
    reason = f"too large: {size:,} bytes; at most {limit:,} are read as one document"
    return unreadable(source, reason, "Split it into articles, or write it as JSON Lines, one article a line.")
