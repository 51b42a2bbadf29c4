"""The slow, plain twin of every engine: what matches, how many, in what buckets, from plain sets and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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


def passes(each: Filter, entry: IndexEntry) -> bool:
    if isinstance(each, DateFilter):
        return (each.undated and entry.days is None) or any(overlaps(entry.days, days) for days in each.ranges)
    held = set(entry.keywords.get(each.facet, ()))
    if not held.isdisjoint(each.excluded):
        return False
    if each.every:
        return held.issuperset(each.values)
    return not each.values or not held.isdisjoint(each.values)


class Texts:
    """One text of all entries: the words of each by its number, and who holds each word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words = [[word for word in text.split(" ") if word] for text in texts]
        self._holders: dict[str, set[int]] = {}
        for number, words in enumerate(self.words):
            for word in words:
                self._holders.setdefault(word, set()).add(number)

    def holding(self, wanted: Iterable[str]) -> set[int]:
        """Who holds any of these words."""
        return set().union(*(self._holders.get(word, ()) for word in wanted))

    def like(self, is_wanted: Callable[[str], bool]) -> set[int]:
        """Who holds any word of a kind."""
        return self.holding(filter(is_wanted, self._holders))

    def reading(self, phrase: Sequence[str]) -> set[int]:
        """Who holds these words in a row."""
        return {number for number in self.holding(phrase[:1]) if follows(self.words[number], phrase)}


class Brute:
    """Answers requests over a list of entries."""

    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self.entries = list({entry.document.id: entry for entry in entries}.values())
        columns = ("terms", "surfaces", "title_terms", "title_surfaces")
        self._texts = {name: Texts(getattr(entry, name) for entry in self.entries) for name in columns}
        self._last: tuple[Node, list[IndexEntry]] | None = None

    def _matching(self, node: Node) -> set[int]:
        """The numbers of the entries that match a node."""
        title = "title_" if getattr(node, "title", False) else ""
        terms, surfaces = self._texts[f"{title}terms"], self._texts[f"{title}surfaces"]
        match node:
            case Word():
                return surfaces.holding((node.surface,)) if node.exact else terms.holding(node.terms)
            case Phrase():
                return (
                    surfaces.reading(node.surfaces) if node.exact else set().union(*map(terms.reading, node.readings))
                )
            case Prefix():
                return surfaces.like(lambda word: word.startswith(node.prefix))
            case Fuzzy():
                return surfaces.like(lambda word: alike(word, node.surface, node.distance))
            case Keyword():
                return self._where(lambda entry: node.value in entry.keywords.get(node.facet, ()))
            case Range():
                return self._where(lambda entry: overlaps(entry.days, node))
            case All():
                return self._where(lambda _: True)
            case Not():
                return self._matching(All()) - self._matching(node.node)
            case And():
                return self._matching(All()).intersection(*map(self._matching, node.nodes))
            case Or():
                return set().union(*map(self._matching, node.nodes))

    def _where(self, is_wanted: Callable[[IndexEntry], bool]) -> set[int]:
        return {number for number, entry in enumerate(self.entries) if is_wanted(entry)}

    def found(self, tree: Node, filters: Iterable[Filter] = ()) -> list[IndexEntry]:
        if self._last is None or self._last[0] is not tree:
            matching = self._matching(tree)
            self._last = tree, [self.entries[number] for number in sorted(matching)]
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
