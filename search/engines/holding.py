"""How many documents hold some values of a facet."""

from __future__ import annotations

from collections.abc import Iterable

from search.engines.base import Engine
from search.types import All, KeywordFilter, Request, TermBuckets


def holding(engine: Engine, facet: str, values: Iterable[str]) -> dict[str, int]:
    """Value -> documents of the archive. Counted among those that hold one of them: mostly few of all."""
    asked = tuple(values)
    counted = TermBuckets(facet, 0, asked, own_filter=True)
    found = engine.search(Request(All(), (KeywordFilter(facet, asked),), size=0, buckets=(counted,)))
    return dict(found.buckets[facet])
