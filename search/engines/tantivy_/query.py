"""A tree and filters as a Tantivy query.

Traps kept out here: a phrase of one term panics, `phrase_prefix_query` misses documents, a Boolean query of
exclusions only matches nothing, edits beyond two are refused with a panic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import tantivy
from tantivy import Occur, Query

from search.engines.limits import check_fuzzy, too_wide
from search.engines.ordering import UNDATED
from search.engines.relevance import TITLE_BOOST
from search.engines.tantivy_.schema import value_term
from search.types import (
    All,
    And,
    DateFilter,
    Filter,
    Fuzzy,
    Keyword,
    KeywordFilter,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Word,
)

Clauses: TypeAlias = list[tuple[Occur, Query]]


class Compiler:
    """Makes queries for one searcher. `scored`: with all that only adds score; else just what decides matches."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, expansions: int, scored: bool) -> None:
        self._schema = schema
        self._searcher = searcher
        self._expansions = expansions
        self._scored = scored
        self._detail = "freq" if scored else "basic"

    def request(self, tree: Node, filters: Iterable[Filter]) -> Query:
        """Documents that match the tree and pass every filter."""
        clauses: Clauses = [(Occur.Must, self.node(tree))]
        for each in filters:
            clauses += self._filter(each)
        return _boolean(clauses)

    def node(self, node: Node) -> Query:
        """Documents that match a node."""
        match node:
            case Word():
                return self._word(node)
            case Phrase():
                return self._phrase(node)
            case Prefix():
                return self._prefix(node)
            case Fuzzy():
                return self._fuzzy(node)
            case Keyword():
                return self._keyword(node.facet, (node.value,))
            case Range():
                return self._overlapping(node)
            case All():
                return _silent(Query.all_query())
            case Not():
                return _boolean([(Occur.Must, _silent(Query.all_query())), (Occur.MustNot, self.node(node.node))])
            case And():
                return self._and(node)
            case Or():
                return _any([self.node(child) for child in node.nodes])

    def _and(self, node: And) -> Query:
        required = [self.node(child) for child in node.nodes] or [_silent(Query.all_query())]
        clauses: Clauses = [(Occur.Must, query) for query in required]
        if self._scored:
            clauses += [(Occur.Should, self.node(child)) for child in node.optional]
        return _boolean(clauses)

    def _word(self, node: Word) -> Query:
        place = "title_" if node.title else ""
        surface = self._term(f"{place}surfaces", node.surface)
        if node.exact:
            must, boosts = surface, [] if node.title else [self._term("title_surfaces", node.surface)]
        else:
            must = _any([self._term(f"{place}terms", term) for term in node.terms])
            boosts = [] if node.title else [self._term("title_terms", term) for term in node.terms]
        if not self._scored:
            return must
        clauses: Clauses = [(Occur.Must, must)]
        if not node.exact and node.terms:
            clauses.append((Occur.Should, surface))
        clauses += [(Occur.Should, Query.boost_query(boost, TITLE_BOOST)) for boost in boosts]
        return _boolean(clauses)

    def _phrase(self, node: Phrase) -> Query:
        readings = (node.surfaces,) if node.exact else node.readings
        column = "surfaces" if node.exact else "terms"
        if node.title:
            return self._sequences(f"title_{column}", readings)
        must = self._sequences(column, readings)
        if not self._scored:
            return must
        boost = Query.boost_query(self._sequences(f"title_{column}", readings), TITLE_BOOST)
        return _boolean([(Occur.Must, must), (Occur.Should, boost)])

    def _sequences(self, field: str, readings: Sequence[tuple[str, ...]]) -> Query:
        return _any([self._sequence(field, words) for words in readings if words])

    def _sequence(self, field: str, words: tuple[str, ...]) -> Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return Query.phrase_query(self._schema, field, list(words))

    def _prefix(self, node: Prefix) -> Query:
        field = "title_surfaces" if node.title else "surfaces"
        found = self._searcher.terms_with_prefix(field, node.prefix, limit=self._expansions + 1)
        if len(found) > self._expansions:
            raise too_wide(f"{node.prefix}*", self._expansions)
        return _silent(Query.term_set_query(self._schema, field, [word for word, _ in found]))

    def _fuzzy(self, node: Fuzzy) -> Query:
        check_fuzzy(node)
        field = "title_surfaces" if node.title else "surfaces"
        return _silent(Query.fuzzy_term_query(self._schema, field, node.surface, distance=node.distance))

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, self._detail)

    def _keyword(self, facet: str, values: Sequence[str]) -> Query:
        if len(values) == 1:
            return _silent(Query.term_query(self._schema, "values", value_term(facet, values[0]), "basic"))
        return _silent(Query.term_set_query(self._schema, "values", [value_term(facet, value) for value in values]))

    def _overlapping(self, days: Range) -> Query:
        if days.first is not None and days.last is not None and days.last < days.first:
            return Query.empty_query()
        first = self.numbers("first", UNDATED + 1, days.last)
        last = self.numbers("last", max(UNDATED + 1, days.first or 0), None)
        return _boolean([(Occur.Must, first), (Occur.Must, last)])

    def numbers(self, field: str, low: int | None, high: int | None) -> Query:
        """Documents whose number in `field` is in low..high, both included; None: open."""
        if high is not None and high < (low or 0):
            return Query.empty_query()
        return _silent(Query.range_query(self._schema, field, tantivy.FieldType.Unsigned, low, high))

    def _filter(self, each: Filter) -> Clauses:
        if isinstance(each, DateFilter):
            ranges = [self._overlapping(days) for days in each.ranges]
            undated = [self.numbers("first", UNDATED, UNDATED)] if each.undated else []
            return [(Occur.Must, _any(ranges + undated))]
        return self._keywords(each)

    def _keywords(self, each: KeywordFilter) -> Clauses:
        groups = [(value,) for value in each.values] if each.every else [each.values] if each.values else []
        clauses: Clauses = [(Occur.Must, self._keyword(each.facet, group)) for group in groups]
        if each.excluded:
            clauses.append((Occur.MustNot, self._keyword(each.facet, each.excluded)))
        return clauses


def _silent(query: Query) -> Query:
    """The same matches, adding no score."""
    return Query.const_score_query(query, 0.0)


def _boolean(clauses: Clauses) -> Query:
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)


def _any(queries: Sequence[Query]) -> Query:
    return _boolean([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()
