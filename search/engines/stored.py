"""A document as the bytes an engine keeps beside its postings: CRC-32, length of the head, head, body.

The head is JSON of everything but the body, which is plain UTF-8: decoding ten documents is most of what a page of
hits costs in Python, and a body is decoded twice as fast by itself as out of JSON. Engines compress the bytes.
"""

from __future__ import annotations

import zlib
from datetime import date
from typing import Any

import orjson

from search.errors import ArchiveDamaged
from search.types import Cut, Document, Mention, PublicationDate

#: Fields of a mention.
_ALL = len(Mention._fields)


def pack(document: Document) -> bytes:
    """The bytes to keep of a document."""
    day = document.date
    fields = [
        document.id,
        document.title,
        document.language,
        document.variety,
        day and [day.first, day.last, day.precision, day.confidence, day.calendar, day.evidence],
        [_packed(m) for m in document.mentions],
        document.source,
        document.url,
        document.site,
        [[cut.start, cut.end, cut.reason] for cut in document.cuts],
        dict(document.evidence),
        document.copy_of,
    ]
    head = orjson.dumps(fields)
    kept = len(head).to_bytes(4, "big") + head + document.body.encode()
    return zlib.crc32(kept).to_bytes(4, "big") + kept


def unpack(kept: bytes, name: str = "a document") -> Document:
    """The document of these bytes. Raises ArchiveDamaged, naming `name`, when they are not what was kept."""
    if int.from_bytes(kept[:4], "big") != zlib.crc32(memoryview(kept)[4:]):
        raise ArchiveDamaged(what=name, reason="its checksum differs")
    start = 8 + int.from_bytes(kept[4:8], "big")
    fields: list[Any] = orjson.loads(kept[8:start])
    id_, title, language, variety, day, mentions, source, url, site, cuts, evidence, copy_of = fields
    return Document(
        id_,
        title,
        kept[start:].decode(),
        language,
        variety,
        day and PublicationDate(date.fromisoformat(day[0]), date.fromisoformat(day[1]), *day[2:]),
        tuple([tuple.__new__(Mention, m) if m[-1] is None and len(m) == _ALL else _settled(m) for m in mentions]),
        source,
        url,
        site,
        tuple([Cut(*cut) for cut in cuts]),
        evidence,
        copy_of,
    )


def _packed(mention: Mention) -> tuple[Any, ...]:
    return (*mention[:-1], list(map(_packed, mention.instead))) if mention.instead is not None else tuple(mention)


def _settled(fields: list[Any]) -> Mention:
    """A mention with what it replaces; an older archive kept none of that."""
    if len(fields) < _ALL:
        return Mention._make([*fields, None])
    instead = fields[-1]
    return Mention._make([*fields[:-1], None if instead is None else tuple(map(_settled, instead))])
