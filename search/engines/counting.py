"""What engines count alike: each value of a document once, the most frequent first, a facet without its own filter."""

from __future__ import annotations

from search.types import Buckets, DayBuckets, IndexEntry

#: Values and how many documents have each.
Pairs = tuple[tuple[str, int], ...]


def keywords(entry: IndexEntry) -> dict[str, list[str]]:
    """The keywords of an entry, each value once: a value given twice would be counted twice."""
    return {facet: list(dict.fromkeys(values)) for facet, values in entry.keywords.items() if values}


def facet_of(each: Buckets) -> str:
    """The facet whose own filter some buckets may leave out."""
    return "date" if isinstance(each, DayBuckets) else each.facet


def rank(pair: tuple[str, int]) -> tuple[int, str]:
    """The most frequent first, ties by value."""
    return -pair[1], pair[0]
