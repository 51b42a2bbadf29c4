"""Random requests over the words, values and days of some entries: all node kinds, filters, orders and buckets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from search.engines.base import Engine
from search.types import (
    All,
    And,
    Buckets,
    DateFilter,
    DayBuckets,
    Filter,
    Fuzzy,
    IndexEntry,
    Keyword,
    KeywordFilter,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Request,
    TermBuckets,
    Word,
)
from tests.brute import Brute


@dataclass(frozen=True)
class Sampler:
    """Draws from entries, so that most requests find something; a word in ten is of no entry."""

    random: Random
    entries: Sequence[IndexEntry]
    facets: tuple[str, ...] = ("language", "entity", "source")

    def request(self) -> Request:
        """Any request."""
        r = self.random
        return Request(
            tree=self.node(r.choice((0, 1, 1, 2, 3))),
            filters=tuple(self.filter() for _ in range(r.choice((0, 0, 1, 1, 2)))),
            sort=r.choice(("relevance", "newest", "oldest")),
            size=r.choice((0, 1, 10, 50)),
            buckets=self.buckets(),
        )

    def node(self, depth: int) -> Node:
        """Any node, nested up to `depth`."""
        r = self.random
        if depth == 0:
            return r.choice((self.word, self.word, self.phrase, self.prefix, self.fuzzy, self.other))()
        children = tuple(self.node(depth - 1) for _ in range(r.choice((0, 1, 2, 2, 3))))
        kind = r.randrange(5)
        if kind == 0:
            return Not(self.node(depth - 1))
        if kind < 3:
            return Or(children)
        return And(children, tuple(self.node(0) for _ in range(r.choice((0, 0, 1)))))

    def _place(self, title: bool) -> tuple[list[str], list[str]]:
        entry = self.random.choice(self.entries)
        if title:
            return entry.title_terms.split(" "), entry.title_surfaces.split(" ")
        return entry.terms.split(" "), entry.surfaces.split(" ")

    def word(self) -> Word:
        r = self.random
        title = r.random() < 0.2
        terms, surfaces = self._place(title)
        at = r.randrange(len(terms))
        alternatives = [terms[at], "xx:none"] if r.random() < 0.9 else ["xx:none"]
        if r.random() < 0.3:
            alternatives.append(r.choice(self._place(False)[0]))
        return Word(tuple(alternatives), surfaces[at], title=title, exact=r.random() < 0.2)

    def phrase(self) -> Phrase:
        r = self.random
        title = r.random() < 0.2
        readings = []
        surfaces: list[str] = []
        for _ in range(r.choice((0, 1, 1, 1, 2))):
            terms, surfaces = self._place(title)
            start, length = r.randrange(len(terms)), r.choice((0, 1, 2, 2, 3))
            readings.append(tuple(terms[start : start + length]))
            surfaces = surfaces[start : start + length]
        return Phrase(tuple(readings), tuple(surfaces), title=title, exact=r.random() < 0.2)

    def prefix(self) -> Prefix:
        title = self.random.random() < 0.2
        word = self.random.choice(self._place(title)[1])
        return Prefix(word[: self.random.randint(3, 6)], title)

    def fuzzy(self) -> Fuzzy:
        r = self.random
        title = r.random() < 0.2
        letters = list(r.choice(self._place(title)[1]))
        if len(letters) > 2:
            at = r.randrange(len(letters) - 1)
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        word = "".join(letters).ljust(3, "x")
        return Fuzzy(word, 2 if len(word) > 5 and r.random() < 0.5 else 1, title)

    def other(self) -> Node:
        facet = self.random.choice(self.facets)
        return self.random.choice((All(), self.range(), Keyword(facet, self.value(facet))))

    def value(self, facet: str) -> str:
        for _ in range(20):
            values = self.random.choice(self.entries).keywords.get(facet, ())
            if values:
                return self.random.choice(values)
        return "none such"

    def range(self) -> Range:
        r = self.random
        ends = sorted(self._day() for _ in range(2))
        return Range(None if r.random() < 0.15 else ends[0], None if r.random() < 0.15 else ends[1])

    def _day(self) -> int:
        for _ in range(20):
            days = self.random.choice(self.entries).days
            if days:
                return self.random.choice(days) + self.random.randint(-2, 2)
        return 738_000

    def filter(self) -> Filter:
        r = self.random
        if r.random() < 0.35:
            return DateFilter(tuple(self.range() for _ in range(r.choice((0, 1, 1, 2)))), r.random() < 0.3)
        facet = r.choice(self.facets)
        wanted = tuple(self.value(facet) for _ in range(r.choice((0, 1, 1, 2))))
        excluded = tuple(self.value(facet) for _ in range(r.choice((0, 0, 0, 1))))
        return KeywordFilter(facet, wanted, excluded, every=r.random() < 0.3)

    def buckets(self) -> tuple[Buckets, ...]:
        r = self.random
        wanted: list[Buckets] = []
        for facet in self.facets:
            shown = tuple({self.value(facet) for _ in range(r.choice((0, 0, 2)))})
            prefix = self.value(facet)[:2] if r.random() < 0.15 else ""
            wanted.append(TermBuckets(facet, r.choice((1, 3, 10, 20)), shown, r.random() < 0.4, prefix))
        edges = tuple(sorted({self._day() for _ in range(r.choice((0, 2, 5, 12)))}))
        wanted.append(DayBuckets("date", edges, r.random() < 0.4))
        return tuple(wanted)


def disagreement(engine: Engine, brute: Brute, request: Request) -> str | None:
    """In what an engine's answer differs from the brute-force twin's, or None."""
    found = engine.search(request)
    expected = sorted(each.document.id for each in brute.found(request.tree, request.filters))
    scanned = sorted(document.id for document in engine.scan(request.tree, request.filters))
    if scanned != expected:
        return f"matches: {set(scanned) ^ set(expected)}"
    if found.total != len(expected):
        return f"total: {found.total}, not {len(expected)}"
    buckets = brute.buckets(request)
    if dict(found.buckets) != buckets:
        return f"buckets: {dict(found.buckets)}, not {buckets}"
    hits = [match.document.id for match in found.hits]
    if request.sort != "relevance" and hits != brute.ordered(request.tree, request.filters, request.sort)[: len(hits)]:
        return f"order: {hits}"
    if len(hits) != min(request.size, len(expected)) or not set(hits) <= set(expected):
        return f"hits: {hits}"
    return None
