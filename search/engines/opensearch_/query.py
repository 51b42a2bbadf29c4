"""A tree and filters as OpenSearch queries. No text that a person typed is ever parsed there: only terms go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from search.engines.limits import check_fuzzy
from search.engines.ordering import UNDATED
from search.engines.relevance import TITLE_BOOST
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

#: Clauses up to which a request is scored; OpenSearch takes 1,024 unless its administrator allows more.
SCORED_CLAUSES = 1_000

Json: TypeAlias = dict[str, Any]

NOTHING: Json = {"match_none": {}}
EVERYTHING: Json = {"match_all": {}}


class Compiler:
    """Makes queries. `scored`: with all that only adds score; else just what decides matches."""

    def __init__(self, scored: bool) -> None:
        self._scored = scored

    def node(self, node: Node) -> Json:
        """Documents that match a node."""
        match node:
            case Word():
                return self._word(node)
            case Phrase():
                return self._phrase(node)
            case Prefix():
                return self._silent({"prefix": {_surfaces(node.title): {"value": node.prefix}}})
            case Fuzzy():
                return self._silent(_fuzzy(node))
            case Keyword():
                return self._silent({"term": {f"keywords.{node.facet}": {"value": node.value}}})
            case Range():
                return self._silent(overlapping(node))
            case All():
                return self._silent(EVERYTHING)
            case Not():
                return self._not(node)
            case And():
                return self._and(node)
            case Or():
                return self._or(node)

    def _not(self, node: Not) -> Json:
        inner = node.node
        if isinstance(inner, Not):
            return self._silent(Compiler(scored=False).node(inner.node))
        return self._silent({"bool": {"must_not": [Compiler(scored=False).node(inner)]}})

    def _and(self, node: And) -> Json:
        if not node.nodes and not (self._scored and node.optional):
            return self._silent(EVERYTHING)
        must = [self.node(child) for child in node.nodes] or [self._silent(EVERYTHING)]
        if not self._scored:
            return {"bool": {"filter": must}}
        return {"bool": {"must": must, "should": [self.node(child) for child in node.optional]}}

    def _or(self, node: Or) -> Json:
        if self._scored:
            return _any([self.node(child) for child in node.nodes])
        return _any([*_together(node), *(self.node(child) for child in node.nodes if not _is_plain(child))])

    def _word(self, node: Word) -> Json:
        place = "title_" if node.title else ""
        if node.exact:
            must, boosts = _term(f"{place}surfaces", node.surface), [("title_surfaces", node.surface)]
        elif not self._scored:
            return {"terms": {f"{place}terms": list(node.terms)}} if node.terms else NOTHING
        else:
            must = _any([_term(f"{place}terms", term) for term in node.terms])
            boosts = [("title_terms", term) for term in node.terms]
        if not self._scored:
            return must
        should = [] if node.title else [_term(field, value, TITLE_BOOST) for field, value in boosts]
        if not node.exact and node.terms:
            should.append(_term(f"{place}surfaces", node.surface))
        return {"bool": {"must": [must], "should": should}}

    def _phrase(self, node: Phrase) -> Json:
        readings = (node.surfaces,) if node.exact else node.readings
        column = "surfaces" if node.exact else "terms"
        if node.title:
            return _sequences(f"title_{column}", readings)
        must = _sequences(column, readings)
        if not self._scored:
            return must
        return {"bool": {"must": [must], "should": [_sequences(f"title_{column}", readings, TITLE_BOOST)]}}

    def _silent(self, query: Json) -> Json:
        """The same matches, adding no score."""
        return {"constant_score": {"filter": query, "boost": 0.0}} if self._scored else query


def filtered(tree: Json, filters: Iterable[Filter]) -> Json:
    """What the query `tree` matches and every filter passes."""
    clauses = passing(filters)
    return {"bool": {"must": [tree], "filter": clauses}} if clauses else tree


def passing(filters: Iterable[Filter]) -> list[Json]:
    """A clause or two for each filter."""
    return [clause for each in filters for clause in _filter(each)]


def overlapping(days: Range) -> Json:
    """Dated documents whose days overlap these."""
    if days.first is not None and days.last is not None and days.last < days.first:
        return NOTHING
    begins: Json = {"gt": UNDATED} if days.last is None else {"gt": UNDATED, "lte": days.last}
    ends = {"gte": days.first or UNDATED}
    return {"bool": {"filter": [{"range": {"first": begins}}, {"range": {"last": ends}}]}}


def clauses(query: Any) -> int:
    """How many leaves a query has, as OpenSearch counts them against its limit."""
    if isinstance(query, list):
        return sum(map(clauses, query))
    if not isinstance(query, dict):
        return 0
    inner = [query[name] for name in ("bool", "constant_score") if name in query]
    return sum(clauses(list(each.values())) for each in inner) if inner else 1


def prefixes(tree: Node) -> Iterator[Prefix]:
    """Every prefix in a tree."""
    match tree:
        case Prefix():
            yield tree
        case Not():
            yield from prefixes(tree.node)
        case And():
            for child in (*tree.nodes, *tree.optional):
                yield from prefixes(child)
        case Or():
            for child in tree.nodes:
                yield from prefixes(child)
        case _:
            pass


def pattern(prefix: str) -> str:
    """A regular expression of Lucene's for all that begins so; letters and digits are never special there."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in prefix) + ".*"


def _surfaces(title: bool) -> str:
    return "title_surfaces" if title else "surfaces"


def _fuzzy(node: Fuzzy) -> Json:
    check_fuzzy(node)
    # Rewritten to a constant score it stands for all words so near, else only for the best fifty.
    asked = {"value": node.surface, "fuzziness": node.distance, "transpositions": True, "rewrite": "constant_score"}
    return {"fuzzy": {_surfaces(node.title): asked}} if node.distance else _term(_surfaces(node.title), node.surface)


def _is_plain(node: Node) -> bool:
    return isinstance(node, Word) and not node.exact


def _together(node: Or) -> list[Json]:
    """The plain words of alternatives as one clause a field: OpenSearch bounds clauses, not the values of one."""
    values: dict[str, list[str]] = {}
    for child in node.nodes:
        if isinstance(child, Word) and not child.exact:
            values.setdefault("title_terms" if child.title else "terms", []).extend(child.terms)
    return [{"terms": {field: found}} for field, found in values.items() if found]


def _term(field: str, value: str, boost: float = 1.0) -> Json:
    return {"term": {field: {"value": value, "boost": boost}}}


def _sequences(field: str, readings: Sequence[tuple[str, ...]], boost: float = 1.0) -> Json:
    return _any([_sequence(field, words, boost) for words in readings if words])


def _sequence(field: str, words: tuple[str, ...], boost: float) -> Json:
    if len(words) == 1:
        return _term(field, words[0], boost)
    return {"match_phrase": {field: {"query": " ".join(words), "boost": boost}}}


def _any(queries: Sequence[Json]) -> Json:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def _filter(each: Filter) -> list[Json]:
    if isinstance(each, DateFilter):
        undated = [{"term": {"first": UNDATED}}] if each.undated else []
        return [_any([*map(overlapping, each.ranges), *undated])]
    return _keywords(each)


def _keywords(each: KeywordFilter) -> list[Json]:
    field = f"keywords.{each.facet}"
    groups = [[value] for value in each.values] if each.every else [list(each.values)] if each.values else []
    found: list[Json] = [{"terms": {field: group}} for group in groups]
    if each.excluded:
        found.append({"bool": {"must_not": [{"terms": {field: list(each.excluded)}}]}})
    return found
