"""Links that keep a search and change one thing of it: the URL is the state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote, quote_plus

from werkzeug.routing import PathConverter

Options = Mapping[str, str | tuple[str, ...]]

#: Parameters that say how somebody reads: the language and the calendar of pages. They go from page to page.
OF_READER = ("ui", "calendar")
#: Parameters that stay when all filters of a search go.
_UNFILTERED = ("q", *OF_READER, "sort", "size")
#: Parameters of a page of hits that a feed decides itself.
NOT_OF_FEEDS = ("sort", "size", "cursor", "facets", "undated")


class Whole(PathConverter):
    """The rest of a path as an id, whatever it holds: werkzeug's begins with no slash and has no line break."""

    regex = "(?s:.+?)"
    part_isolating = False


def search(options: Options, *, script: bool = False, **changes: str | tuple[str, ...] | None) -> str:
    """The URL of a search with `changes` (None takes a parameter out); paging starts anew unless a cursor is given.

    `script`: the URL of the JSON endpoint.
    """
    named = {name: value or () for name, value in changes.items()}
    return path("/api/search" if script else "/", {**options, "cursor": (), **named})


def kept(options: Options) -> dict[str, str | tuple[str, ...]]:
    """Those parameters of a page that the pages it leads to keep, whatever they show."""
    return {name: options[name] for name in OF_READER if name in options}


def reading(options: Options) -> str:
    """The same as they stand in a URL."""
    return path("", kept(options))[1:]


def unfiltered(options: Options) -> str:
    """The URL of a search without its filters."""
    return path("/", {name: options[name] for name in _UNFILTERED if name in options})


@lru_cache(maxsize=4096)
def mentioning(identifier: str, reading: str) -> str:
    """The URL of all documents that mention an entity, read as `reading` says."""
    return "&".join(filter(None, (path("/", {"entity": (identifier,)}), reading)))


def feed(options: Options) -> str:
    """The URL of the feed of a search: the same documents, the newest of those with a date."""
    return path("/api/feed", {name: value for name, value in options.items() if name not in NOT_OF_FEEDS})


def export(options: Options, format: str) -> str:
    """The URL of all hits of a search in one file of a format."""
    return path("/api/export", {**options, "cursor": (), "size": (), "facets": (), "format": format})


def document(identifier: str, options: Options, part: int | None = None) -> str:
    """The URL of a document found by a search: its words are highlighted, and it leads back to that search.

    `part`: which part of a long text; None: the first that the search matches.
    """
    return path(
        f"/documents/{quote(identifier, safe='')}", {**options, "cursor": (), "part": str(part) if part else ()}
    )


def path(of: str, options: Options) -> str:
    """The URL of a path with parameters; empty ones are left out."""
    pairs = [
        _pair(name, value)
        for name, values in options.items()
        for value in ((values,) if isinstance(values, str) else values)
        if value
    ]
    return f"{of}?{'&'.join(pairs)}" if pairs else of


@lru_cache(maxsize=4096)
def _pair(name: str, value: str) -> str:
    # A page has thousands of links that differ in one parameter.
    return f"{quote_plus(name)}={quote_plus(value)}"


def many(options: Options, name: str) -> tuple[str, ...]:
    """The values of a parameter that may be repeated."""
    values = options.get(name, ())
    return (values,) if isinstance(values, str) else values


def toggled(options: Options, facet: str, value: str) -> str:
    """The URL with a facet's value chosen, or no longer chosen."""
    values = many(options, facet)
    if value in values:
        return without(options, facet, value)
    if facet == "date":
        return _dated(options, value)
    kept = tuple(v for v in values if v != f"-{value}")
    return search({**options, facet: (*kept, value)})


def excluded(options: Options, facet: str, value: str) -> str:
    """The URL with a facet's value excluded."""
    kept = tuple(v for v in many(options, facet) if v.removeprefix("-") != value)
    return search({**options, facet: (*kept, f"-{value}")})


def choices(options: Options, facet: str) -> Callable[[str], tuple[str, str]]:
    """What gives, for each value of a facet, the URL with it chosen or no longer so, and with it excluded or not."""
    values = many(options, facet)
    if values:
        return lambda value: (
            toggled(options, facet, value),
            (without if f"-{value}" in values else excluded)(options, facet, value),
        )
    # Hundreds of values, of which none is chosen: their URLs differ in one pair.
    rest = search({**options, facet: ()})
    rest += "&" if "?" in rest else "?"
    return lambda value: (rest + _pair(facet, value), rest + _pair(facet, f"-{value}"))


def without(options: Options, facet: str, value: str) -> str:
    """The URL with a value neither chosen nor excluded."""
    kept = tuple(v for v in many(options, facet) if v.removeprefix("-") != value)
    if facet == "date" and "-" in value:
        # A year stays chosen when the last of its months goes: one step back, not all the way.
        year = value.rpartition("-")[0]
        kept = kept if any(v.startswith(year) for v in kept) else (*kept, year)
    return search({**options, facet: kept})


def without_parameter(options: Options, name: str) -> str:
    """The URL with a parameter taken out."""
    return search({**options, name: ()})


def _dated(options: Options, value: str) -> str:
    """The URL with a time chosen in place of the longer time it lies in and of the shorter ones that lie in it."""
    kept = tuple(v for v in many(options, "date") if not (v.startswith(value) or value.startswith(v)))
    return search({**options, "date": (*kept, value)})


def outward(url: str | None) -> bool:
    """Whether an address that a document gives may be followed: the web's, never a script or a file."""
    return bool(url) and str(url).lower().startswith(("https://", "http://"))


def entity(identifier: str, reading: str = "") -> str:
    """The URL of an entity's own page, read as `reading` says."""
    return "?".join(filter(None, (f"/entity/{quote(identifier, safe=':')}", reading)))


def original(identifier: str) -> str:
    """The URL of the file that a document was read from."""
    return f"/original/{quote(identifier, safe='')}"


def inside(address: str) -> str:
    """An address that a form gives back, if it is a path of this host; else "/"."""
    # Browsers read "//host" and "/\\host" as other hosts, and drop tabs and line ends before they read.
    return address if re.fullmatch(r"/(?![/\\])[^\x00-\x1f\x7f\\]*", address) else "/"
