"""Running words of a query -> clauses: each word as every analyzer of its script would have indexed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import analyze, languages_for
from search.analysis.scripts import IGNORABLE
from search.types import And, Node, Or, Phrase, Token, Word

_GAP = re.compile(f"[\\s{IGNORABLE}]+")
#: A joiner between two letters of Arabic script; in Devanagari it is a way to write one word.
_JOINER = re.compile("(?<=[\u0600-\u06ff])[\u200c\u200d]+(?=[\u0600-\u06ff])")


@dataclass(frozen=True, slots=True)
class Style:
    """How words are to match: in titles only, and by their surface instead of their stem."""

    title: bool = False
    exact: bool = False


def clauses(text: str, style: Style) -> list[Node]:
    """One clause per word of `text`, in order; adjacent words that an analyzer joins are one clause."""
    return [_clause(text, readings, style) for readings in _aligned(text)]


def phrase(text: str, style: Style) -> Node:
    """The words of `text` in a row, inflected or with clitics; no word in it: matches nothing."""
    by_surfaces: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for tokens in (*_readings(text), *([] if style.exact else _in_pieces(text))):
        terms = tuple(token.term for token in tokens)
        by_surfaces.setdefault(tuple(token.surface for token in tokens), {})[terms] = None
    phrases = [
        Phrase(tuple(readings), surfaces, text, style.title, style.exact) for surfaces, readings in by_surfaces.items()
    ]
    return phrases[0] if len(phrases) == 1 else Or(tuple(phrases))


def typed(clause: Node) -> str:
    """The stretch of the query that a clause of `clauses` was made of."""
    if isinstance(clause, Or | And):
        return max((typed(node) for node in clause.nodes), key=len, default="")
    return clause.text if isinstance(clause, Word | Phrase) else ""


def plain(tree: Node) -> list[Node]:
    """The clauses of a query that is words side by side; of any other query none."""
    clauses = tree.nodes if isinstance(tree, And) else (tree,)
    found: list[Node] = [clause for clause in clauses if isinstance(clause, Word | Or) and typed(clause)]
    return found if len(found) == len(clauses) else []


def surfaces(text: str) -> list[str]:
    """The folded forms of the words of `text` (for prefixes and fuzzy words, which look at surfaces)."""
    return [token.surface for token in analyze(text, "und")]


def _readings(text: str) -> Iterator[list[Token]]:
    for language in languages_for(text):
        if tokens := analyze(text, language):
            yield tokens


def _aligned(text: str) -> Iterator[dict[tuple[Token, ...], None]]:
    """Groups of readings over the same stretch of text, no token reaching from one group into the next."""
    readings = list(_readings(text))
    if not readings:
        return
    reach = 0
    starts = []
    for token in sorted((token for tokens in readings for token in tokens), key=lambda token: token.start):
        if token.start >= reach:
            starts.append(token.start)
        reach = max(reach, token.end)
    for start, stop in zip(starts, [*starts[1:], len(text) + 1], strict=True):
        group = (tuple(token for token in tokens if start <= token.start < stop) for tokens in readings)
        yield dict.fromkeys(reading for reading in group if reading)


def _clause(text: str, readings: dict[tuple[Token, ...], None], style: Style) -> Node:
    """A word, or, where one analyzer sees one word and another sees two, either reading of them."""
    typed = text[min(r[0].start for r in readings) : max(r[-1].end for r in readings)]
    whole = [reading[0] for reading in readings if len(reading) == 1]
    if whole and len(whole) < len(readings):
        # One word to an analyzer, two to another: in that one's language it may be written as one.
        whole += [tokens[0] for tokens in _readings(_GAP.sub("", typed)) if len(tokens) == 1]
    nodes: list[Node] = []
    for surface in dict.fromkeys(token.surface for token in whole):
        stems = dict.fromkeys(token.term for token in whole if token.surface == surface)
        nodes.append(Word(tuple(stems), surface, typed, style.title, style.exact))
    for reading in readings:
        if len(reading) > 1:
            parts = tuple(
                Word((token.term,), token.surface, text[token.start : token.end], style.title, style.exact)
                for token in reading
            )
            nodes.append(And(parts))
    if not style.exact and (pieces := _in_pieces(typed)):
        terms = dict.fromkeys(tuple(token.term for token in tokens) for tokens in pieces)
        nodes.append(Phrase(tuple(terms), tuple(token.surface for token in pieces[0]), typed, style.title))
    return nodes[0] if len(nodes) == 1 else Or(tuple(dict.fromkeys(nodes)))


def _in_pieces(text: str) -> list[list[Token]]:
    """The readings of a text with a space for each joiner: آتش‌بس is written آتش بس as well.

    None where an analyzer reads no more words so, because it joins them after a space too: می‌گوید, کتاب‌ها.
    """
    apart = _JOINER.sub(" ", text)
    if apart == text:
        return []
    whole, pieces = list(_readings(text)), list(_readings(apart))
    more = [len(after) > len(before) for before, after in zip(whole, pieces, strict=False)]
    return pieces if len(whole) == len(pieces) and all(more) else []
