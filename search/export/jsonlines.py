"""Hits as JSON Lines: one object a line, with the whole text, in the shape that the JSON endpoint uses."""

from __future__ import annotations

from typing import Annotated, TypedDict, cast

import orjson
from msgspec import Meta

from search.types import Found, Named, PublicationDate

#: What JSON writes as `\u0000`, but for those that have letters of their own.
_CONTROLS = bytes(range(0x20))


class Date(TypedDict):
    """When a document was published, as far as is known, and what that rests on."""

    value: Annotated[str, Meta(description="2024-11-26, 2024-11 or 2024, Gregorian")]
    precision: str
    confidence: Annotated[float, Meta(description="0 to 1")]
    calendar: Annotated[str, Meta(description="the calendar it was written in")]
    evidence: str


class Entity(TypedDict):
    """A person, organisation or place; the label is in the language that `ui` asks for."""

    id: str
    type: str
    label: str


class Record(TypedDict):
    """One line of an export: a document with its text and all entities it mentions."""

    id: str
    title: str
    text: str
    language: str
    variety: str | None
    date: Date | None
    source: str
    site: str | None
    url: str | None
    copy_of: str | None
    entities: list[Entity]


def record(found: Found) -> Record:
    """A hit as it is exported."""
    document = found.document
    return {
        "id": document.id,
        "title": document.title,
        "text": cast(str, orjson.Fragment(quoted(found.body()))),
        "language": document.language,
        "variety": document.variety,
        "date": date(document.date),
        "source": document.source,
        "site": document.site,
        "url": document.url,
        "copy_of": document.copy_of,
        "entities": [entity(named) for named in found.entities],
    }


def write(found: Found) -> bytes:
    """A hit as one line."""
    return orjson.dumps(record(found), option=orjson.OPT_APPEND_NEWLINE)


def quoted(text: bytes) -> bytes:
    """UTF-8 as JSON writes it: a third of the time that making a string of it and encoding that one would take."""
    escaped = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n").replace(b"\t", b"\\t")
    if len(escaped.translate(None, _CONTROLS)) < len(escaped):
        return orjson.dumps(text.decode())
    return b'"' + escaped + b'"'


def date(published: PublicationDate | None) -> Date | None:
    """A publication date; None where it is not known."""
    if published is None:
        return None
    return {
        "value": published.value,
        "precision": published.precision,
        "confidence": published.confidence,
        "calendar": published.calendar,
        "evidence": published.evidence,
    }


def entity(named: Named) -> Entity:
    """An entity as it is called."""
    return {"id": named.id, "type": named.type, "label": named.label}
