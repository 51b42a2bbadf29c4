"""Hits as RIS, which reference managers read (Zotero, EndNote, Mendeley): one newspaper article a hit.

Tags by the RIS specification of Research Information Systems (2011): a value is one line, a date `YYYY/MM/DD/`,
parts that are not known left empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.types import Found, PublicationDate


def write(found: Found) -> bytes:
    """A hit as one reference."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(found) if value]
    return "\r\n".join((*lines, "ER  - ", "", "")).encode("utf-8", "replace")


def _fields(found: Found) -> Iterator[tuple[str, str]]:
    document = found.document
    yield "TY", "NEWS"
    yield "ID", document.id
    yield "TI", document.title
    yield "T2", document.site or ""
    if document.date:
        yield "PY", f"{document.date.first.year:04}"
        yield "DA", _date(document.date)
        if document.date.estimated:
            yield "N1", "The date is an estimate."
    yield "LA", document.language if document.variety is None else f"{document.language} ({document.variety})"
    yield "UR", document.url or ""
    for named in found.entities:
        yield "KW", named.label
    yield "AN", document.source
    yield "DB", "Diwan"


def _date(published: PublicationDate) -> str:
    parts = [*published.value.split("-"), "", ""][:3]
    return "/".join(parts) + "/"
