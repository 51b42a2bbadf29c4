"""A document as the bytes an engine keeps beside its postings: CRC-32, length of the head, head, body.

The head is JSON of everything but the body, which is plain UTF-8: decoding ten documents is most of what a page of
hits costs in Python, and a body is decoded twice as fast by itself as out of JSON. Behind the mentions of a head stand
the entities they are of, so that who lists many documents need not decode their mentions. Engines compress the bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

import msgspec
import orjson

from search.errors import ArchiveDamaged
from search.types import Calendar, Cut, Document, Listed, Mention, Precision, PublicationDate

_M = TypeVar("_M")
_T = TypeVar("_T")
_Day = tuple[date, date, Precision, float, Calendar, str] | None


class _Head(msgspec.Struct, Generic[_M], array_like=True, gc=False):
    """The fields in their order; `mentioned`: the ids of the entities, the most mentioned first."""

    id: str
    title: str
    language: str
    variety: str | None
    date: _Day
    mentions: _M
    source: str
    url: str | None
    site: str | None
    cuts: tuple[tuple[int, int, str], ...]
    evidence: dict[str, str]
    copy_of: str | None
    #: None in an archive that was made when it was not kept yet.
    mentioned: tuple[str, ...] | None = None


#: Mentions are decoded straight into what they are, which takes half as long as lists made over. An older archive kept
#: less of a mention: what is missing takes its default.
_MENTIONS = msgspec.json.Decoder(tuple[Mention, ...])
_WHOLE = msgspec.json.Decoder(_Head[tuple[Mention, ...]])
_LISTED = msgspec.json.Decoder(_Head[msgspec.Raw])


#: Of zlib: the best, 9, takes twice the time for a twentieth less.
_LEVEL = 3
#: How a head begins that is not squeezed.
_PLAIN = b"["


def pack(document: Document, squeezed: bool = False) -> bytes:
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
        mentioned(document),
    ]
    head, body = orjson.dumps(fields), document.body.encode()
    if squeezed:
        head, body = zlib.compress(head, _LEVEL), zlib.compress(body, _LEVEL)
    kept = len(head).to_bytes(4, "big") + head + body
    return zlib.crc32(kept).to_bytes(4, "big") + kept


def unpack(kept: bytes, name: str = "a document") -> Document:
    """The document of these bytes. Raises ArchiveDamaged, naming `name`, when they are not what was kept."""
    head, body = _read(_WHOLE, kept, name)
    return _document(head, body().decode(), head.mentions)


def without_body(kept: bytes, name: str = "a document") -> Document:
    """The same with an empty body, which is not decoded."""
    head, _ = _read(_WHOLE, kept, name)
    return _document(head, "", head.mentions)


def listed(kept: bytes, name: str = "a document") -> Listed:
    """The same without mentions, which are decoded only where an older archive did not keep whom they are of."""
    head, body = _read(_LISTED, kept, name)
    whom = head.mentioned
    if whom is None:
        whom = _most(_decoded(_MENTIONS, head.mentions, name))
    return Listed(_document(head, "", ()), whom, body)


def without_mentions(document: Document) -> Listed:
    """The same of a document that is whole."""
    return Listed(replace(document, mentions=(), body=""), mentioned(document), document.body.encode)


def mentioned(document: Document) -> tuple[str, ...]:
    """The entities of a document, the most mentioned first, then in the order of the text."""
    return _most(document.mentions)


def _most(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for mention in mentions:
        if mention.entity:
            counted[mention.entity] = counted.get(mention.entity, 0) + 1
    return tuple(sorted(counted, key=counted.__getitem__, reverse=True))


def _read(decoder: msgspec.json.Decoder[_Head[_M]], kept: bytes, name: str) -> tuple[_Head[_M], Callable[[], bytes]]:
    """The head, and what gives the body in UTF-8."""
    if kept[:4] != zlib.crc32(kept[4:]).to_bytes(4, "big"):
        raise ArchiveDamaged(what=name, reason="its checksum differs")
    start = 8 + int.from_bytes(kept[4:8], "big")
    head, body = kept[8:start], kept[start:]
    if head.startswith(_PLAIN):
        return _decoded(decoder, head, name), lambda: body
    return _decoded(decoder, zlib.decompress(head), name), partial(zlib.decompress, body)


def _decoded(decoder: msgspec.json.Decoder[_T], written: bytes | msgspec.Raw, name: str) -> _T:
    try:
        return decoder.decode(written)
    except ValueError as error:  # msgspec's own are among these
        raise ArchiveDamaged(what=name, reason=str(error)) from error


def _document(head: _Head[Any], body: str, mentions: tuple[Mention, ...]) -> Document:
    return Document(
        head.id,
        head.title,
        body,
        head.language,
        head.variety,
        head.date and PublicationDate(*head.date),
        mentions,
        head.source,
        head.url,
        head.site,
        tuple([Cut(*cut) for cut in head.cuts]) if head.cuts else (),
        head.evidence,
        head.copy_of,
    )


def _packed(mention: Mention) -> tuple[Any, ...]:
    return (*mention[:-1], list(map(_packed, mention.instead))) if mention.instead is not None else tuple(mention)
