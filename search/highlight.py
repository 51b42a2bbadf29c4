"""Where a query matches a document, on its original text: whole words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from search.analysis import words
from search.analysis.places import Words
from search.types import (
    And,
    Document,
    Fuzzy,
    Keyword,
    Node,
    Or,
    Phrase,
    Prefix,
    TextField,
    Word,
)

#: Characters that a word takes at most, with what stands between it and the next one.
_WORD = 100


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text that matches, and which clause of the query it matches."""

    start: int
    end: int
    clause: int


@dataclass(slots=True)
class Matcher:
    """What of a query can be seen in a text; what stands under NOT cannot. `written`: its words as they were typed."""

    words: dict[str, int] = field(default_factory=dict)
    surfaces: dict[str, int] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    fuzzy: list[tuple[Fuzzy, int]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], bool, int]] = field(default_factory=list)
    entities: dict[str, int] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    clauses: int = 0

    @classmethod
    def of(cls, node: Node, title: bool) -> Matcher:
        """The matcher of a tree, in titles or in bodies (where a `title:` clause is not looked for)."""
        matcher = cls()
        for clause in _visible(node):
            if title or not getattr(clause, "title", False):
                matcher._add(clause)
        return matcher

    def __bool__(self) -> bool:
        return self.clauses > 0

    @property
    def in_text(self) -> bool:
        """Whether there is anything to look for in words."""
        return bool(self.words or self.surfaces or self.prefixes or self.fuzzy or self.phrases)

    @property
    def reach(self) -> int:
        """How far the words of one match may lie apart, in characters."""
        return _WORD * max((len(sequence) for sequence, _, _ in self.phrases), default=1)

    def _add(self, clause: Node) -> None:
        number = self.clauses
        self.clauses += 1
        if written := getattr(clause, "text", "") or getattr(clause, "prefix", ""):
            self.written.append(written)
        match clause:
            case Word(exact=True):
                self.surfaces.setdefault(clause.surface, number)
            case Word():
                self.words.update((term, self.words.get(term, number)) for term in clause.terms)
            case Phrase():
                sequences = (clause.surfaces,) if clause.exact else clause.readings
                self.phrases.extend((sequence, clause.exact, number) for sequence in sequences if sequence)
            case Prefix():
                self.prefixes.append((clause.prefix, number))
            case Fuzzy():
                self.fuzzy.append((clause, number))
            case Keyword():
                self.entities.setdefault(clause.value, number)

    def spans(self, text: str, language: str, offset: int = 0) -> list[Span]:
        """Where `text` matches, in order, without overlap; `offset` is added to every place."""
        read = words(text, language)
        clauses = [*self._single(read), *self._in_rows(read)]
        if not clauses:
            return []
        numbers = sorted({number for number, _ in clauses})
        places = dict(zip(numbers, read.places(numbers), strict=True))
        return apart([Span(places[n][0] + offset, places[n][1] + offset, clause) for n, clause in clauses])

    def mentions(self, document: Document, where: TextField) -> list[Span]:
        """Where a title or body names an entity that is looked for."""
        return [
            Span(m.start, m.end, self.entities[m.entity])
            for m in document.mentions
            if m.entity in self.entities and m.field == where
        ]

    def _single(self, read: Words) -> Iterable[tuple[int, int]]:
        """The tokens that match by themselves, by number, and the clause each matches: that of its term first."""
        found: dict[int, int] = {}
        by_surface = {**self._vague(read.surfaces), **self.surfaces}
        for row, clauses in ((read.surfaces, by_surface), (read.terms, self.words)):
            if not clauses.keys().isdisjoint(row):
                found.update((number, clauses[word]) for number, word in enumerate(row) if word in clauses)
        return found.items()

    def _vague(self, surfaces: Iterable[str]) -> dict[str, int]:
        """Those of the surfaces that begin with a prefix, or else are near to a word, with the clause."""
        if not (self.prefixes or self.fuzzy):
            return {}
        distinct = set(surfaces)
        beginnings = tuple([prefix for prefix, _ in self.prefixes])
        found = {
            surface: next(clause for prefix, clause in self.prefixes if surface.startswith(prefix))
            for surface in [surface for surface in distinct if surface.startswith(beginnings)]
        }
        for surface in distinct.difference(found) if self.fuzzy else ():
            near = (clause for f, clause in self.fuzzy if within(surface, f.surface, f.distance))
            if (clause := next(near, None)) is not None:
                found[surface] = clause
        return found

    def _in_rows(self, read: Words) -> Iterator[tuple[int, int]]:
        """The tokens of phrases, by number, and the clause of the phrase."""
        for sequence, exact, clause in self.phrases:
            row = read.surfaces if exact else read.terms
            for at in _places_in(row, sequence):
                yield from ((number, clause) for number in range(at, at + len(sequence)))


def spans(document: Document, matcher: Matcher, first: int = 0, last: int | None = None) -> list[Span]:
    """Where the searched parts of a body match; of each match what lies from the character `first` to before `last`."""
    if not matcher:
        return []
    last = len(document.body) if last is None else last
    found = matcher.mentions(document, "body")
    # A phrase or a name may begin before the stretch, and go on behind it.
    for start, end in clipped(document.pieces(), first - matcher.reach, last + matcher.reach):
        found.extend(matcher.spans(document.body[start:end], document.language, start))
    inside = (span for span in found if span.start < last and first < span.end)
    return apart([Span(max(span.start, first), min(span.end, last), span.clause) for span in inside])


def clipped(stretches: Iterable[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """What of stretches of a text lies from its character `first` to before `last`."""
    for start, end in stretches:
        if start < last and first < end:
            yield max(start, first), min(end, last)


def title_spans(document: Document, matcher: Matcher) -> list[Span]:
    """Where a title matches."""
    if not matcher:
        return []
    return apart([*matcher.spans(document.title, document.language), *matcher.mentions(document, "title")])


def apart(found: list[Span]) -> list[Span]:
    """Spans in order, the longer first, without those that overlap one before."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _visible(node: Node) -> Iterator[Node]:
    match node:
        case And():
            for child in (*node.nodes, *node.optional):
                yield from _visible(child)
        case Or():
            for child in node.nodes:
                yield from _visible(child)
        case Word() | Phrase() | Prefix() | Fuzzy() | Keyword(facet="entity"):
            yield node


def _places_in(row: list[str], sequence: tuple[str, ...]) -> Iterator[int]:
    """Where the words of a sequence stand in a row."""
    at = -1
    for _ in range(row.count(sequence[0])):
        at = row.index(sequence[0], at + 1)
        if tuple(row[at : at + len(sequence)]) == sequence:
            yield at


def within(a: str, b: str, distance: int) -> bool:
    """Whether two words are at most `distance` edits apart; a transposition of neighbours is one edit."""
    return OSA.distance(a, b, score_cutoff=distance) <= distance
