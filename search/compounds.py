"""Words that some write as one and some as two: وزیراعظم and وزیر اعظم, ceasefire and cease-fire, F16 and F-16.

Neighbours in a query are also looked for as one word, and a word as two in a row, where the archive has them so: in
each language only where the whole is inflected as its last part is (المكان is not ألم كان). Words of grammar are part
of none ("the rapist"), nor is anything where words are wanted as they are spelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise
from typing import NamedTuple

from search.advice import count
from search.analysis import analyze
from search.analysis.filters import digits
from search.analysis.scripts import IGNORABLE
from search.engines.base import Engine
from search.query.function_words import is_function_word
from search.query.words import Style, clauses, phrase, surfaces
from search.spans import places
from search.types import And, Node, Not, Or, Phrase, Query, Token, Word

#: Letters and vowel signs of each part of a word that is looked for as two; where letters and digits meet any do.
SHORTEST = 3
#: Words of a query that are looked for so, the first, and letters of one: each cut of a word is looked up.
MOST, LONGEST = 12, 40
#: Other spellings of a phrase of at most MOST words: each is the whole of it again.
PHRASES = 4
#: What may be left out between two words (a colon is typed for a visarga: दु:ख), and between two numbers.
_GAP = re.compile(f"[\\s\\-‐‑–_{IGNORABLE}]{{1,4}}|(?<=[\u0900-\u097f]):(?=[\u0900-\u097f])")
_THOUSANDS = re.compile("\\d{1,3}[ \u00a0\u202f]\\d{3}")
_DIGITS_MEET = re.compile("(?<=[^\\W\\d_])(?=\\d)|(?<=\\d)(?=[^\\W\\d_])")
#: Where the second part of a word may begin: at a letter, in Devanagari one that is not tied to the one before.
_LETTER = re.compile("(?<!\u094d)(?=[^\\W\\d_])")
#: Shorter first parts, before a hyphen mostly.
_FIRSTS = re.compile("(?:e|co|re|ई)(?=..)", re.IGNORECASE)


class _Part(NamedTuple):
    """A word that may be part of a compound or be one: its place in a text, its number in a row, how it is to match."""

    start: int
    end: int
    number: int
    style: Style


def written_otherwise(query: Query, engine: Engine) -> Query:
    """The query with other spellings of its compounds beside them, those that the archive has."""
    return replace(query, tree=_Compounds(query, engine).tree(query.tree))


class _Compounds:
    """The other spellings that an archive has of the compounds of one query."""

    def __init__(self, query: Query, engine: Engine) -> None:
        self._query = query
        self._engine = engine
        self._asked = str(query.options.get("q", ""))
        self._left = MOST

    def tree(self, node: Node) -> Node:
        """A node with other spellings in it."""
        match node:
            case Word():
                return self._row((node,))[0]
            case Phrase(exact=False):
                return self._phrase(node, node)
            case Or((Phrase(exact=False) as first, *_)) if _of_one_stretch(node):
                return self._phrase(node, first)
            case And():
                row = self._row(node.nodes, node.optional)
                return And(row[: len(node.nodes)], row[len(node.nodes) :])
            case Or() if not _of_one_stretch(node):
                return Or(self._row(node.nodes))
            case Not():
                return Not(self.tree(node.node))
            case _:
                return node

    def _row(self, required: tuple[Node, ...], optional: tuple[Node, ...] = ()) -> tuple[Node, ...]:
        """Nodes side by side, beside each Word the compounds that it is a part of, and the two words that it is."""
        nodes = (*required, *optional)
        stood = (*places(self._asked, required), *places(self._asked, optional))
        words = self._first(
            _Part(*place, number, Style(node.title))
            for number, (node, place) in enumerate(zip(nodes, stood, strict=True))
            if place and isinstance(node, Word) and not node.exact and _may_be_part(node.surface)
        )
        others: list[list[Node]] = [[] for _ in nodes]
        for one, other, whole in self._wholes(self._asked, words):
            others[one.number].append(whole)
            others[other.number].append(whole)
        for one, _, row in self._parted(self._asked, words):
            others[one.number].append(row)
        return tuple(
            Or((node, *more)) if more else node if isinstance(node, Word) else self.tree(node)
            for node, more in zip(nodes, others, strict=True)
        )

    def _phrase(self, node: Node, typed: Phrase) -> Node:
        """A phrase, and beside it the same with one of its compounds in the other spelling."""
        text, style = typed.text, Style(typed.title)
        if len(typed.surfaces) > MOST:
            return node
        words = self._first(
            _Part(token.start, token.end, number, style)
            for number, token in enumerate(analyze(text, "und"))
            if _may_be_part(token.surface)
        )
        others = [text[: one.end] + text[other.start :] for one, other, _ in self._wholes(text, words)]
        others += [text[: one.start] + parts + text[one.end :] for one, parts, _ in self._parted(text, words)]
        return Or((node, *(_unnamed(phrase(other, style)) for other in others[:PHRASES]))) if others else node

    def _first(self, words: Iterable[_Part]) -> list[_Part]:
        """As many of some words as are still to be looked for, in the order of the text."""
        few = sorted(islice(words, self._left))
        self._left -= len(few)
        return few

    def _wholes(self, text: str, words: Sequence[_Part]) -> list[tuple[_Part, _Part, Word]]:
        """The neighbours that the archive has as one word, and that word."""
        found = []
        for one, other in pairwise(words):
            if one.style == other.style and _stand_together(text, one, other):
                first, last = text[one.start : one.end], text[other.start : other.end]
                if terms := _made_of(first, last, one.style):
                    found.append((one, other, Word(terms, surfaces(first + last)[0], title=one.style.title)))
        held = self._engine.document_frequency({term for *_, whole in found for term in whole.terms}, "terms")
        return [each for each in found if any(held[term] for term in each[2].terms)]

    def _parted(self, text: str, words: Sequence[_Part]) -> Iterator[tuple[_Part, str, Phrase]]:
        """The words that the archive also has in parts, one behind the other: the parts, as a text and as a phrase."""
        cuts = {word: list(_cuts(text[word.start : word.end])) for word in words}
        pieces = {cut: surfaces(" ".join(cut)) for cut in chain(*cuts.values())}
        held = self._engine.document_frequency(set(chain(*pieces.values())))
        for word, several in cuts.items():
            for cut in several:
                # Readings are far dearer than this look at the archive, which leaves few.
                rows = _rows(cut, word.style) if all(held[piece] for piece in pieces[cut]) else ()
                for row in rows:
                    if count(self._engine, self._query, row):
                        yield word, row.text, replace(row, text="")


def may_be_one_word(text: str, one: Token, other: Token) -> bool:
    """Whether two neighbours may be one word that is written as two."""
    return _may_be_part(one.surface) and _may_be_part(other.surface) and _stand_together(text, one, other)


def _stand_together(text: str, one: _Part | Token, other: _Part | Token) -> bool:
    if text[one.end - 1].isdigit() and text[other.start].isdigit():
        return _THOUSANDS.fullmatch(text, one.start, other.end) is not None
    return _GAP.fullmatch(text, one.end, other.start) is not None


def _made_of(first: str, last: str, style: Style) -> tuple[str, ...]:
    """The terms of two words as one, in the languages that read it as the last word with the first before it."""
    match clauses(first + last, style), clauses(last, style), surfaces(first):
        case [Word() as whole], [Word() as end], [beginning]:
            if _DIGITS_MEET.search(first + last):
                return whole.terms
            ends = [term.split(":", 1) for term in end.terms]
            made = {f"{tag}:{beginning}{form}" for tag, lemma in ends for form in (lemma, end.surface)}
            return tuple(term for term in whole.terms if term in made)
    return ()


def _cuts(word: str) -> Iterator[tuple[str, ...]]:
    """The ways to part a word in two, and a number at its thousands."""
    number = digits(word)
    if number:
        if number.isdigit() and 3 < len(number) < 13:
            yield tuple(f"{int(number):,}".split(","))
        return
    found = [*_LETTER.finditer(word, SHORTEST, len(word) - SHORTEST + 1), *filter(None, [_FIRSTS.match(word)])]
    for cut in _DIGITS_MEET.finditer(word) if any(map(str.isdigit, word)) else found:
        yield word[: cut.end()], word[cut.end() :]


def _rows(parts: tuple[str, ...], style: Style) -> Iterator[Phrase]:
    """The readings of the parts of a word as a phrase, in the languages that may part it so; no part is of grammar."""
    number = all(map(str.isdigit, parts))
    languages = set() if number else {term.split(":", 1)[0] for term in _made_of(parts[0], parts[1], style)}
    if not (number or languages):
        return
    node = phrase(" ".join(parts), style)
    for row in node.nodes if isinstance(node, Or) else (node,):
        if isinstance(row, Phrase) and len(row.surfaces) > 1 and all(map(_may_be_part, row.surfaces)):
            readings = tuple(r for r in row.readings if number or r[-1].split(":", 1)[0] in languages)
            if readings:
                yield replace(row, readings=readings)


def _may_be_part(surface: str) -> bool:
    """Whether a word may be part of a compound: none of grammar, as in "not able"; but علی is a name too."""
    is_grammar = is_function_word(Word((), surface)) and (len(surface) < SHORTEST or surface < "\u0600")
    return len(surface) <= LONGEST and not is_grammar


def _of_one_stretch(node: Node) -> bool:
    """Whether it is readings of one stretch of the query, and not what a person put side by side."""
    return isinstance(node, Or) and len({_letters(child) for child in node.nodes}) == 1


def _letters(node: Node) -> object:
    """What a node was typed as, without what is between its words; a thing of its own where that is not known."""
    match node:
        case Word() | Phrase() if node.text:
            return "".join(filter(str.isalnum, node.text))
        case And() | Or() if node.nodes:
            parts = list(map(_letters, node.nodes))
            return "".join(map(str, parts)) if isinstance(node, And) else parts[0]
        case _:
            return object()


def _unnamed(node: Node) -> Node:
    """A node for words that nobody typed."""
    match node:
        case Or():
            return Or(tuple(map(_unnamed, node.nodes)))
        case Phrase():
            return replace(node, text="")
        case _:
            return node
