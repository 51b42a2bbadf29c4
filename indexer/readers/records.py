"""A record of a file (a JSON object, a row of a table) as a document: which of its fields mean what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import islice

from indexer.readers import page
from indexer.readers.encoding import clean
from indexer.readers.given import MOST_TEXT, Given, unreadable
from search.errors import Unreadable
from search.types import RawDocument

#: Other names under which exports keep the same thing; the first that is there and not empty is taken.
_NAMES = {
    "body": ("body", "text", "content", "article"),
    "title": ("title", "headline"),
    "id": ("id",),
    "language": ("language", "lang"),
    "date": ("date", "published", "publication_date", "date_published"),
    "url": ("url", "link"),
    "site": ("site", "source", "publisher"),
}
#: By these a line of an export (`search.export.jsonlines.Record`) is told.
_EXPORTED = {"id", "text", "variety", "date", "copy_of", "entities"}
_TAG = re.compile(r"^\s*<(?:p|div)\b|</(?:p|div|h[1-6]|li|blockquote)>|<br ?/?>", re.IGNORECASE)
FIELDS = tuple(_NAMES)
#: Longest value kept of a field that is not the body.
_LONGEST = 2000


def has_body(header: Iterable[str], columns: Mapping[str, str]) -> bool:
    """Whether one of these columns holds the text."""
    names = {name.strip().casefold() for name in header}
    return columns["body"].casefold() in names if "body" in columns else not names.isdisjoint(_NAMES["body"])


def document(given: Given, record: object, number: int) -> RawDocument | Unreadable:
    """The document of one record, its source `file#id` or `file#number`; an Unreadable where it has no body.

    Columns that were named (`{"title": "headline"}`) take the place of the usual names.
    """
    columns = given.options.columns
    source = f"{given.source}#{number}"
    if not isinstance(record, Mapping):
        return unreadable(source, f"line {number}: not an object with fields", "Each line must be one JSON object.")
    fields = {str(key).strip().casefold(): value for key, value in record.items()}
    exported = fields.keys() >= _EXPORTED
    if exported:
        fields = _of_export(fields)
    found = {name: _first(fields, columns.get(name), others) for name, others in _NAMES.items()}
    body, title = found.pop("body"), found.pop("title")
    if not exported and _is_markup(body):
        body, title = page.plain(body), page.plain(title)
    if not body:
        return unreadable(
            source,
            f"line {number}: no body",
            'Give the text of the article as "body", or name its field: --map body=NAME',
        )
    if len(body) > MOST_TEXT:
        return unreadable(source, f"line {number}: a body of {len(body):,} characters; at most {MOST_TEXT:,} are read")
    known = {other for others in _NAMES.values() for other in others} | {c.casefold() for c in columns.values()}
    others = {key: _text(value)[:_LONGEST] for key, value in fields.items() if key not in known and _text(value)}
    metadata = {**given.declared, **others, **{key: value[:_LONGEST] for key, value in found.items() if value}}
    if found["id"]:
        source = f"{given.source}#{found['id'][:200]}"
    return RawDocument(source, " ".join(title.split())[:_LONGEST] or None, body, metadata)


def _of_export(fields: dict[str, object]) -> dict[str, object]:
    """The fields of a document that an archive exported; its source there is no site, its entities are found anew."""
    kept = {name: fields.get(name) for name in ("id", "title", "text", "url", "site")}
    day = fields["date"]
    told = {"exported-date": json.dumps(day), "date": day.get("value")} if isinstance(day, Mapping) else {}
    return {**kept, **told, "language": fields["variety"] or fields.get("language")}


def _is_markup(text: str) -> bool:
    """Whether a text is a piece of a web page, as databases of sites keep them: tags of paragraphs or lines."""
    return len(list(islice(_TAG.finditer(text), 2))) == 2


def _first(fields: Mapping[str, object], own: str | None, usual: tuple[str, ...]) -> str:
    for name in (own.casefold(),) if own else usual:
        text = _text(fields.get(name))
        if text.strip():
            return text
    return ""


def _text(value: object) -> str:
    """A string or number as text; "" for what is nested, true, false or missing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value))
