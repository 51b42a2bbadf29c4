"""What a text declares in front of itself, between two lines of three hyphens, as YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from indexer.readers.encoding import clean

_FRONT = re.compile(r"\s*---[ \t]*\n(.{0,65536}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
#: Our name of a field that is usually called otherwise.
_OURS = {"lang": "language", "source": "site", "publisher": "site", "published": "date", "link": "url"}
_LONGEST = 2000


def split(text: str) -> tuple[dict[str, str], str]:
    """(what is declared, the text after it); ({}, text) where nothing is, or what is there is not YAML."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    try:
        declared = yaml.load(found[1], Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(declared, Mapping):
        return {}, text
    return fields(declared), text[found.end() :]


def fields(declared: Mapping[object, object]) -> dict[str, str]:
    """Fields by our names, their values as text; a list of words becomes words with commas."""
    found = {}
    for key, value in declared.items():
        name = str(key).strip().casefold()
        words = value if isinstance(value, list) else [value]
        kept = [str(one) for one in words if isinstance(one, str | int | float) and not isinstance(one, bool)]
        if text := ", ".join(kept).strip():
            found[_OURS.get(name, name)] = clean(text)[:_LONGEST]
    return found


class _Loader(yaml.SafeLoader):
    """Reads scalars as they are written: `date: 1403-09-03` is no Gregorian date."""


_Loader.yaml_implicit_resolvers = {}
