"""Links that keep a search and change one thing of it: the URL is the state."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from search.types import Bucket

Options = Mapping[str, str | tuple[str, ...]]


def search(options: Options, *, script: bool = False, **changes: str | tuple[str, ...] | None) -> str:
    """The URL of a search with `changes` (None takes a parameter out); paging starts anew unless a cursor is given.

    `script`: the URL of the JSON endpoint.
    """
    path = "/api/search" if script else "/"
    merged = {**options, "cursor": (), **{name: value or () for name, value in changes.items()}}
    pairs = [
        (name, value)
        for name, values in merged.items()
        for value in ((values,) if isinstance(values, str) else values)
        if value
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def toggled(options: Options, facet: str, bucket: Bucket) -> str:
    """The URL with a facet's value chosen, or no longer chosen (or excluded)."""
    values = many(options, facet)
    if bucket.value in values or f"-{bucket.value}" in values:
        return without(options, facet, bucket.value)
    return search({**options, facet: (*values, bucket.value)})


def without(options: Options, facet: str, value: str) -> str:
    """The URL with a value neither chosen nor excluded."""
    kept = tuple(v for v in many(options, facet) if v.removeprefix("-") != value)
    return search({**options, facet: kept})


def many(options: Options, name: str) -> tuple[str, ...]:
    """The values of a parameter that may be repeated."""
    values = options.get(name, ())
    return (values,) if isinstance(values, str) else values


def document(identifier: str, q: str = "", ui: str = "", api: bool = False) -> str:
    """The URL of a document, its words for `q` highlighted."""
    pairs = [(name, value) for name, value in (("q", q), ("ui", ui)) if value]
    path = f"{'/api' if api else ''}/documents/{quote(identifier, safe='')}"
    return f"{path}?{urlencode(pairs)}" if pairs else path


def outward(url: str | None) -> bool:
    """Whether an address that a document gives may be followed: the web's, never a script or a file."""
    return bool(url) and str(url).lower().startswith(("https://", "http://"))
