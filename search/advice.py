"""What helps a search that found little: nearest spellings, all words but one; and what optional words changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.engines.base import Engine
from search.highlight import within
from search.query.words import plain, typed
from search.types import And, Node, Note, Or, Query, Request, Word

#: Fewer hits than this call for help.
FEW = 3
#: How many words are looked at, and how many proposals are made.
MOST_WORDS = 8
MOST_PROPOSALS = 3
#: How many frequent words of the archive with the same beginning are compared with a typed one.
COMPARED = 3000
#: From this length on a word may be two letters off.
LONG = 7


def notes(engine: Engine, query: Query, total: int) -> Iterable[Note]:
    """The notes of a query's own, those on optional words only where they changed the total; then the advice."""
    for note in query.notes:
        if note.code != "words-optional":
            yield note
        elif (strict := count(engine, query, _required(query.tree))) != total:
            yield Note(note.code, {**note.values, "count": strict})
    if total < FEW:
        yield from _spellings(engine, query)
    if total == 0:
        yield from _all_but_one(engine, query)


def count(engine: Engine, query: Query, tree: Node) -> int:
    """How many documents of a query's filters another tree matches."""
    return engine.search(Request(tree, query.filters, size=0)).total


def _required(tree: Node) -> Node:
    """The tree with nothing optional in it."""
    if isinstance(tree, And):
        return And(tuple(_required(node) for node in (*tree.nodes, *tree.optional)))
    if isinstance(tree, Or):
        return replace(tree, nodes=tuple(_required(node) for node in tree.nodes))
    return tree


def _spellings(engine: Engine, query: Query) -> Iterable[Note]:
    """Words of the archive that are spelled nearly like one that few or no documents hold."""
    words = [clause for clause in plain(query.tree)[:MOST_WORDS] if isinstance(clause, Word)]
    frequency = engine.document_frequency([word.surface for word in words])
    for word in words:
        if frequency.get(word.surface, 0) >= FEW or len(word.surface) < 3:
            continue
        distance = 2 if len(word.surface) >= LONG else 1
        near = [
            (surface, documents)
            for surface, documents in engine.terms(word.surface[0], COMPARED)
            if surface != word.surface
            and documents > frequency.get(word.surface, 0)
            and within(surface, word.surface, distance)
        ]
        best = sorted(near, key=lambda pair: (not within(pair[0], word.surface, 1), -pair[1], pair[0]))
        if best:
            forms = [surface for surface, _ in best[:MOST_PROPOSALS]]
            yield Note("spellings", {"word": word.text, "forms": forms})


def _all_but_one(engine: Engine, query: Query) -> Iterable[Note]:
    """How many documents a query without one of its words finds, the most first."""
    clauses = plain(query.tree)
    if not 2 <= len(clauses) <= MOST_WORDS:
        return
    found = []
    for left_out in clauses:
        others = And(tuple(clause for clause in clauses if clause is not left_out))
        if number := count(engine, query, others):
            found.append((number, typed(left_out)))
    for number, word in sorted(found, key=lambda pair: -pair[0])[:MOST_PROPOSALS]:
        yield Note("without-a-word", {"word": word, "count": number})
