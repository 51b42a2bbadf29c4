"""Scores by BM25, for documents already found; only words and phrases score."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from search.engines.relevance import TITLE_BOOST
from search.engines.whoosh_.matching import Words, phrase
from search.types import And, Node, Or, Phrase, Word

#: As in Tantivy, so that both engines order nearly alike.
_K1, _B = 1.2, 0.75


class Scorer:
    """Adds up BM25 over the documents found; only words and phrases score."""

    def __init__(self, words: Words, found: set[int]) -> None:
        self._words = words
        self._columns = words.columns
        self.scores = dict.fromkeys(found, 0.0)
        self._count = len(self._columns.alive)

    def add(self, node: Node) -> None:
        """Add what a node scores."""
        match node:
            case Word():
                self._word(node)
            case Phrase():
                self._score(phrase(self._words, node, "title_" if node.title else "").items(), node.title, 1.0)
                if not node.title:
                    self._score(phrase(self._words, node, "title_").items(), True, TITLE_BOOST)
            case And():
                for child in (*node.nodes, *node.optional):
                    self.add(child)
            case Or():
                for child in node.nodes:
                    self.add(child)
            case _:
                pass

    def _word(self, node: Word) -> None:
        title = "title_" if node.title else ""
        column, any_of = ("surfaces", (node.surface,)) if node.exact else ("terms", node.terms)
        for word in any_of:
            self._postings(title + column, word, 1.0)
            if not node.title:
                self._postings(f"title_{column}", word, TITLE_BOOST)
        if not node.exact:
            self._postings(f"{title}surfaces", node.surface, 1.0)

    def _postings(self, field: str, word: str, boost: float) -> None:
        found = self._words.postings(field, word)
        self._score(zip(found.ids, found.counts, strict=True), field.startswith("title"), boost, len(found.ids))

    def _score(self, counted: Iterable[tuple[int, int]], title: bool, boost: float, holders: int | None = None) -> None:
        if holders is None:
            counted = list(counted)
            holders = len(counted)
        idf = boost * log(1 + (max(0, self._count - holders) + 0.5) / (holders + 0.5))
        columns = self._columns
        lengths = columns.title_length if title else columns.length
        flat = _K1 * (1 - _B)
        slope = _K1 * _B / (columns.mean_title_length if title else columns.mean_length)
        scores = self.scores
        for number, count in counted:
            if number in scores:
                scores[number] += idf * count * (_K1 + 1) / (count + flat + slope * lengths[number])
