"""A document as the bytes an engine keeps beside its postings: CRC-32, length of the head, head, body.

The head is JSON of everything but the body, which is plain UTF-8: decoding ten documents is most of what a page of
hits costs in Python, and a body is decoded twice as fast by itself as out of JSON. Engines compress the bytes.
"""

from __future__ import annotations

import zlib
from datetime import date
from typing import Any

import msgspec
import orjson

from search.errors import ArchiveDamaged
from search.types import Calendar, Cut, Document, Mention, Precision, PublicationDate

#: A head: its fields in their order. Mentions are decoded straight into what they are, which takes half as long as
#: lists made over. An older archive kept less of a mention: what is missing takes its default.
_HEAD = msgspec.json.Decoder(
    tuple[
        str,
        str,
        str,
        str | None,
        tuple[date, date, Precision, float, Calendar, str] | None,
        tuple[Mention, ...],
        str,
        str | None,
        str | None,
        tuple[tuple[int, int, str], ...],
        dict[str, str],
        str | None,
    ]
)


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
    try:
        fields = _HEAD.decode(memoryview(kept)[8:start])
    except msgspec.MsgspecError as error:
        raise ArchiveDamaged(what=name, reason=str(error)) from error
    id_, title, language, variety, day, mentions, source, url, site, cuts, evidence, copy_of = fields
    return Document(
        id_,
        title,
        kept[start:].decode(),
        language,
        variety,
        day and PublicationDate(*day),
        mentions,
        source,
        url,
        site,
        tuple([Cut(*cut) for cut in cuts]) if cuts else (),
        evidence,
        copy_of,
    )


def _packed(mention: Mention) -> tuple[Any, ...]:
    return (*mention[:-1], list(map(_packed, mention.instead))) if mention.instead is not None else tuple(mention)
