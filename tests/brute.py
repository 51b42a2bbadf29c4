"""The slow, plain twin of every engine: what matches, how many, in what buckets, decided entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from search.types import (
    All,
    And,
    DateFilter,
    DayBuckets,
    Filter,
    Fuzzy,
    IndexEntry,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Request,
    Sort,
    TermBuckets,
    Word,
)


def edits(a: str, b: str) -> int:
    """Insertions, deletions, substitutions and transpositions of neighbours (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


@lru_cache(1 << 13)
def split(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split(" ") if word)


def words(entry: IndexEntry, column: str, title: bool) -> tuple[str, ...]:
    return split(getattr(entry, f"title_{column}" if title else column))


@lru_cache(1 << 17)
def alike(word: str, other: str, distance: int) -> bool:
    """Whether two words are at most `distance` edits apart; one edit changes at most two letters of their sets."""
    if abs(len(word) - len(other)) > distance or len(set(word) ^ set(other)) > 2 * distance:
        return False
    return edits(word, other) <= distance


def follows(text: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    starts = [place for place, word in enumerate(text) if size and word == phrase[0]]
    return any(tuple(text[start : start + size]) == tuple(phrase) for start in starts)


def overlaps(days: tuple[int, int] | None, wanted: Range) -> bool:
    if days is None:
        return False
    low = days[0] if wanted.first is None else wanted.first
    high = days[1] if wanted.last is None else wanted.last
    return low <= high and days[0] <= high and days[1] >= low


def matches(node: Node, entry: IndexEntry) -> bool:
    match node:
        case Word():
            if node.exact:
                return node.surface in words(entry, "surfaces", node.title)
            return not set(node.terms).isdisjoint(words(entry, "terms", node.title))
        case Phrase():
            if node.exact:
                return follows(words(entry, "surfaces", node.title), node.surfaces)
            return any(follows(words(entry, "terms", node.title), reading) for reading in node.readings)
        case Prefix():
            return any(word.startswith(node.prefix) for word in words(entry, "surfaces", node.title))
        case Fuzzy():
            return any(alike(word, node.surface, node.distance) for word in words(entry, "surfaces", node.title))
        case Keyword():
            return node.value in entry.keywords.get(node.facet, ())
        case Range():
            return overlaps(entry.days, node)
        case All():
            return True
        case Not():
            return not matches(node.node, entry)
        case And():
            return all(matches(child, entry) for child in node.nodes)
        case Or():
            return any(matches(child, entry) for child in node.nodes)


def passes(each: Filter, entry: IndexEntry) -> bool:
    if isinstance(each, DateFilter):
        return (each.undated and entry.days is None) or any(overlaps(entry.days, days) for days in each.ranges)
    held = set(entry.keywords.get(each.facet, ()))
    if not held.isdisjoint(each.excluded):
        return False
    if each.every:
        return held.issuperset(each.values)
    return not each.values or not held.isdisjoint(each.values)


class Brute:
    """Answers requests over a list of entries."""

    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self.entries = list({entry.document.id: entry for entry in entries}.values())
        self._last: tuple[Node, list[IndexEntry]] | None = None

    def found(self, tree: Node, filters: Iterable[Filter] = ()) -> list[IndexEntry]:
        if self._last is None or self._last[0] is not tree:
            self._last = tree, [each for each in self.entries if matches(tree, each)]
        filters = list(filters)
        return [each for each in self._last[1] if all(passes(other, each) for other in filters)]

    def ordered(self, tree: Node, filters: Iterable[Filter], sort: Sort) -> list[str]:
        """Ids in the order of `newest` or `oldest`."""

        def place(entry: IndexEntry) -> tuple[float, int]:
            if entry.days is None:
                return float("inf"), entry.order
            return (-entry.days[1] if sort == "newest" else entry.days[0]), entry.order

        return [entry.document.id for entry in sorted(self.found(tree, filters), key=place)]

    def buckets(self, request: Request) -> dict[str, tuple[tuple[str, int], ...]]:
        answers = {}
        for each in request.buckets:
            facet = "date" if isinstance(each, DayBuckets) else each.facet
            kept: list[Filter] = [f for f in request.filters if each.own_filter or f.facet != facet]
            found = self.found(request.tree, kept)
            if isinstance(each, DayBuckets):
                answers[each.name] = day_counts(each, found)
            else:
                answers[each.facet] = value_counts(each, found)
        return answers


def day_counts(each: DayBuckets, found: list[IndexEntry]) -> tuple[tuple[str, int], ...]:
    counts = [
        (str(low), sum(overlaps(entry.days, Range(low, high - 1)) for entry in found))
        for low, high in pairwise(each.boundaries)
    ]
    return (*counts, ("none", sum(entry.days is None for entry in found)))


def value_counts(each: TermBuckets, found: list[IndexEntry]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for entry in found for value in set(entry.keywords.get(each.facet, ())))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    best = [pair for pair in ranked if pair[0].startswith(each.prefix)][: each.size]
    shown = {(value, counts[value]) for value in each.shown}
    return tuple(sorted({*best, *shown}, key=lambda pair: (-pair[1], pair[0])))
