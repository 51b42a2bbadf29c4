"""A document as the bytes an engine keeps beside its postings: CRC-32, then zlib over JSON.

zlib's own Adler-32 covers the text; the CRC covers the compressed bytes, so damage is found without inflating.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import orjson

from search.errors import ArchiveDamaged
from search.types import Cut, Document, Mention, PublicationDate

_NOTHING: Mapping[str, str] = MappingProxyType({})


def pack(document: Document) -> bytes:
    """The bytes to keep of a document."""
    day = document.date
    fields = [
        document.id,
        document.title,
        document.body,
        document.language,
        document.variety,
        day and [day.first, day.last, day.precision, day.confidence, day.calendar, day.evidence],
        [[m.start, m.end, m.type, m.text, m.name, m.field, m.entity] for m in document.mentions],
        document.source,
        document.url,
        document.site,
        [[cut.start, cut.end, cut.reason] for cut in document.cuts],
        dict(document.evidence),
    ]
    squeezed = zlib.compress(orjson.dumps(fields), 6)
    return zlib.crc32(squeezed).to_bytes(4, "big") + squeezed


def unpack(kept: bytes, name: str = "a document") -> Document:
    """The document of these bytes. Raises ArchiveDamaged, naming `name`, when they are not what was kept."""
    squeezed = kept[4:]
    if int.from_bytes(kept[:4], "big") != zlib.crc32(squeezed):
        raise ArchiveDamaged(what=name, reason="its checksum differs")
    fields: list[Any] = orjson.loads(zlib.decompress(squeezed))
    id_, title, body, language, variety, day, mentions, source, url, site, cuts, evidence = fields
    return Document(
        id_,
        title,
        body,
        language,
        variety,
        day and PublicationDate(date.fromisoformat(day[0]), date.fromisoformat(day[1]), *day[2:]),
        tuple([Mention(*mention) for mention in mentions]),
        source,
        url,
        site,
        tuple([Cut(*cut) for cut in cuts]),
        evidence or _NOTHING,
    )
