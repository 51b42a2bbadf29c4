"""All that can be asked of one commit of a Whoosh index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from heapq import merge, nsmallest
from itertools import groupby, islice
from pathlib import Path

from search.engines.base import Info, TextColumn
from search.engines.counting import Pairs, facet_of, rank
from search.engines.relevance import following, window
from search.engines.sizes import size
from search.engines.spelling import near
from search.engines.whoosh_.columns import Columns
from search.engines.whoosh_.counting import count_days, count_values
from search.engines.whoosh_.matching import Words, find
from search.engines.whoosh_.postings import Postings
from search.engines.whoosh_.scoring import Scorer
from search.engines.whoosh_.segment import Segment
from search.types import (
    All,
    DayBuckets,
    Document,
    Filter,
    Match,
    Matches,
    Node,
    Position,
    Request,
    Sort,
)


class View:
    """The segments of a commit as one row of documents, numbered from 0."""

    def __init__(self, path: Path, commit: str, segments: Sequence[Segment], alive: set[int], expansions: int) -> None:
        self._path = path
        self.commit = commit
        self._segments = segments
        self._bases = [sum(each.size for each in segments[:index]) for index in range(len(segments))]
        self._expansions = expansions
        self.columns = Columns([row for each in segments for row in each.facts], alive)
        self._vocabulary = cache(self._all_words)

    # ---- words

    def _words(self) -> Words:
        return Words(self.columns, self._read, self._beginning, self._near, self._expansions)

    def _read(self, field: str, word: str) -> Postings:
        found = Postings()
        for base, segment in zip(self._bases, self._segments, strict=True):
            segment.read(field, word, base, found)
        return found

    def _beginning(self, field: str, prefix: str, limit: int) -> list[str]:
        # UTF-8 sorts as code points do, so that the segments' words can be merged.
        words = merge(*(segment.beginning(field, prefix) for segment in self._segments))
        return list(islice((word for word, _ in groupby(words)), limit))

    def _all_words(self, field: str) -> list[str]:
        return sorted({word for segment in self._segments for word in segment.beginning(field, "")})

    def _near(self, field: str, word: str, distance: int) -> Iterator[str]:
        return near(self._vocabulary(field), word, distance)

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter]) -> list[tuple[str, int]]:
        """See Engine."""
        passing = find(self._words(), All(), filters)
        counted = []
        for word, _ in groupby(merge(*(segment.beginning("surfaces", prefix) for segment in self._segments))):
            count = len(passing.intersection(self._read("surfaces", word).ids))
            if count:
                counted.append((word, count))
        return nsmallest(limit, counted, key=rank)

    def document_frequency(self, words: Iterable[str], column: TextColumn) -> dict[str, int]:
        """See Engine."""
        return {word: sum(each.document_frequency(column, word) for each in self._segments) for word in words}

    # ---- documents

    def document(self, number: int, body: bool = True) -> Document:
        """The document with a number. Raises ArchiveDamaged."""
        segment = max(index for index, base in enumerate(self._bases) if base <= number)
        return self._segments[segment].document(number - self._bases[segment], body)

    def numbers_of(self, identifier: str) -> list[int]:
        """The numbers of the living documents with this id: one, or none."""
        return [number for number in self._read("id", identifier).ids if number in self.columns.alive]

    def get(self, identifier: str) -> Document | None:
        """See Engine."""
        found = self.numbers_of(identifier)
        return self.document(found[0]) if found else None

    @cached_property
    def info(self) -> Info:
        """See Engine; asked with every search, so worked out once."""
        columns = self.columns
        dated = columns.alive - columns.undated
        return Info(
            len(columns.alive),
            self.commit,
            min((columns.first[number] for number in dated), default=None),
            max((columns.last[number] for number in dated), default=None),
            size(self._path),
            max((columns.generation[number] for number in columns.alive), default=0),
        )

    # ---- requests

    def search(self, request: Request) -> Matches:
        """See Engine."""
        words = self._words()
        found = find(words, request.tree, request.filters)
        if request.sort == "relevance":
            page, end = self._by_score(words, found, request)
        else:
            page, end = self._by_day(found, request)
        hits = tuple([Match(self.document(number, request.bodies), score) for number, score in page])
        return Matches(len(found), hits, self._buckets(words, found, request), end, self.commit)

    def _by_score(
        self, words: Words, found: set[int], request: Request
    ) -> tuple[list[tuple[int, float]], Position | None]:
        start, end = window(request)
        if start == end:
            return [], None
        scorer = Scorer(words, found)
        scorer.add(request.tree)
        scores, order = scorer.scores, self.columns.order
        ranked = nsmallest(end, found, key=lambda number: (-scores[number], order[number]))
        return [(number, scores[number]) for number in ranked[start:]], following(self.commit, start, end, len(found))

    def _by_day(self, found: set[int], request: Request) -> tuple[list[tuple[int, float]], Position | None]:
        newest, after = request.sort == "newest", request.after
        ranking = self.columns.newest if newest else self.columns.oldest
        rest: Iterable[int] = found
        if after is not None and after.order is not None:
            day = float("inf") if after.day is None else -after.day if newest else after.day
            past = ranking.after((day, after.order))
            rest = [number for number in found if ranking.rank[number] >= past]
        ranked = nsmallest(request.size + 1, rest, key=ranking.rank.__getitem__)
        page = ranked[: request.size]
        end = self._place(page[-1], newest) if page and len(ranked) > len(page) else None
        return [(number, 0.0) for number in page], end

    def _place(self, number: int, newest: bool) -> Position:
        columns = self.columns
        day = (columns.last if newest else columns.first)[number]
        return Position(self.commit, day=day or None, order=columns.order[number])

    def _buckets(self, words: Words, found: set[int], request: Request) -> dict[str, Pairs]:
        filtered = {each.facet for each in request.filters}
        answers: dict[str, Pairs] = {}
        for each in request.buckets:
            facet = facet_of(each)
            over = found
            if facet in filtered and not each.own_filter:
                over = find(words, request.tree, [other for other in request.filters if other.facet != facet])
            if isinstance(each, DayBuckets):
                answers[each.name] = count_days(self.columns, over, each)
            else:
                answers[each.facet] = count_values(self.columns, over, each)
        return answers

    def scan(self, tree: Node, filters: Sequence[Filter], sort: Sort) -> Iterator[Document]:
        """See Engine."""
        words = self._words()
        found = find(words, tree, filters)
        if sort == "relevance":
            scorer = Scorer(words, found)
            scorer.add(tree)
            order = self.columns.order
            ranked = sorted(found, key=lambda number: (-scorer.scores[number], order[number]))
        else:
            ranking = self.columns.oldest if sort == "oldest" else self.columns.newest
            ranked = sorted(found, key=ranking.rank.__getitem__)
        return map(self.document, ranked)
