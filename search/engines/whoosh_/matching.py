"""A tree and filters as sets of document numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from search.engines.limits import check_fuzzy, too_wide
from search.engines.whoosh_.columns import Columns
from search.engines.whoosh_.postings import Postings
from search.types import (
    All,
    And,
    DateFilter,
    Filter,
    Fuzzy,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Word,
)


class Words:
    """The words of a commit, each read once a request. `near`: surfaces of a field by prefix or by edits."""

    def __init__(
        self,
        columns: Columns,
        read: Callable[[str, str], Postings],
        beginning: Callable[[str, str, int], list[str]],
        near: Callable[[str, str, int], Iterator[str]],
        expansions: int,
    ) -> None:
        self.columns = columns
        self._read = read
        self._beginning = beginning
        self._near = near
        self._expansions = expansions
        self._seen: dict[tuple[str, str], Postings] = {}

    def postings(self, field: str, word: str) -> Postings:
        """The postings of a word."""
        key = field, word
        if key not in self._seen:
            self._seen[key] = self._read(field, word)
        return self._seen[key]

    def beginning(self, field: str, prefix: str) -> Iterable[str]:
        """The words with a prefix. Raises BadQuery when there are too many."""
        return self._few(self._beginning(field, prefix, self._expansions + 1), f"{prefix}*")

    def near(self, field: str, word: str, distance: int) -> Iterable[str]:
        """The words some edits away. Raises BadQuery when there are too many."""
        found = []
        for each in self._near(field, word, distance):
            found.append(each)
            if len(found) > self._expansions:
                break
        return self._few(found, f"{word}~{distance}")

    def _few(self, found: list[str], what: str) -> list[str]:
        if len(found) > self._expansions:
            raise too_wide(what, self._expansions)
        return found


def find(words: Words, tree: Node, filters: Iterable[Filter]) -> set[int]:
    """The documents that match a tree and pass all filters."""
    found = _node(words, tree) & words.columns.alive
    for each in filters:
        if isinstance(each, DateFilter):
            chosen = [words.columns.overlapping(days) for days in each.ranges]
            found &= set().union(*chosen, words.columns.undated if each.undated else ())
            continue
        holders = [words.columns.holders(each.facet, value) for value in each.values]
        if holders and each.every:
            found.intersection_update(*holders)
        elif holders:
            found &= set().union(*holders)
        found.difference_update(*(words.columns.holders(each.facet, value) for value in each.excluded))
    return found


def _node(words: Words, node: Node) -> set[int]:
    match node:
        case Word():
            place = "title_" if node.title else ""
            if node.exact:
                return _holding(words, f"{place}surfaces", (node.surface,))
            return _holding(words, f"{place}terms", node.terms)
        case Phrase():
            return set(phrase(words, node, "title_" if node.title else ""))
        case Prefix():
            field = "title_surfaces" if node.title else "surfaces"
            return _holding(words, field, words.beginning(field, node.prefix))
        case Fuzzy():
            check_fuzzy(node)
            field = "title_surfaces" if node.title else "surfaces"
            return _holding(words, field, words.near(field, node.surface, node.distance))
        case Keyword():
            return words.columns.holders(node.facet, node.value)
        case Range():
            return words.columns.overlapping(node)
        case All():
            return words.columns.alive
        case Not():
            return words.columns.alive - _node(words, node.node)
        case And():
            found = sorted([_node(words, child) for child in node.nodes], key=len)
            return set.intersection(*found) if found else words.columns.alive
        case Or():
            return set().union(*(_node(words, child) for child in node.nodes))


def _holding(words: Words, field: str, any_of: Iterable[str]) -> set[int]:
    return set().union(*(words.postings(field, word).ids for word in any_of))


def phrase(words: Words, node: Phrase, place: str) -> dict[int, int]:
    """Documents with the phrase in a place, and how often."""
    column = "surfaces" if node.exact else "terms"
    found: dict[int, int] = {}
    for reading in (node.surfaces,) if node.exact else node.readings:
        for number, count in _sequence(words, place + column, reading):
            found[number] = max(count, found.get(number, 0))
    return found


def _sequence(words: Words, field: str, reading: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not reading:
        return
    lists = [words.postings(field, word) for word in reading]
    packed = [dict(zip(each.ids, each.places, strict=True)) for each in lists]
    together = set(lists[0].ids).intersection(*packed[1:])
    for number in together:
        starts = set(packed[0][number])
        for offset, each in enumerate(packed[1:], 1):
            starts.intersection_update([place - offset for place in each[number]])
            if not starts:
                break
        if starts:
            yield number, len(starts)
