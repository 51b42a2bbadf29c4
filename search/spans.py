"""Names within the words of a query: which stretches of what was typed are what an entity is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.query.words import typed
from search.register import Register
from search.types import And, Entity, Node, Or

#: Words of one name, and names that are looked for in one query: each costs the engine three counts.
LONGEST, MOST = 6, 6


@dataclass(frozen=True, slots=True)
class Span:
    """Clauses [start, stop) of a query, the text they were made of, and the entities that are called so."""

    start: int
    stop: int
    text: str
    called: tuple[Entity, ...]


def clauses(tree: Node) -> tuple[Node, ...]:
    """What stands side by side in a query, whether all of it or any is wanted."""
    if isinstance(tree, And):
        return tree.nodes
    return tree.nodes if isinstance(tree, Or) and len({typed(node) for node in tree.nodes} - {""}) > 1 else (tree,)


def spans(asked: str, nodes: Sequence[Node], register: Register) -> list[Span]:
    """The names in a query, the longest first found from the left; they do not overlap."""
    if whole := register.called(asked):
        return [Span(0, len(nodes), asked, tuple(whole))]
    return list(_found(asked, places(asked, nodes), register))


def _found(asked: str, places: Sequence[tuple[int, int] | None], register: Register) -> Iterator[Span]:
    at = found = 0
    while at < len(places) and found < MOST:
        span = next(filter(None, (_span(asked, places, at, stop, register) for stop in _stops(at, len(places)))), None)
        if span:
            yield span
            found += 1
        at = span.stop if span else at + 1


def _stops(start: int, end: int) -> range:
    return range(min(start + LONGEST, end), start, -1)


def _span(
    asked: str, places: Sequence[tuple[int, int] | None], start: int, stop: int, register: Register
) -> Span | None:
    first, last = places[start], places[stop - 1]
    if first is None or last is None or first[0] >= last[1]:
        return None
    text = asked[first[0] : last[1]]
    called = register.called(text)
    return Span(start, stop, text, tuple(called)) if called else None


def places(asked: str, nodes: Sequence[Node]) -> list[tuple[int, int] | None]:
    """Where each clause was typed, in their order; None for one that is not found there."""
    reached, found = 0, list[tuple[int, int] | None]()
    for node in nodes:
        words = typed(node)
        start = asked.find(words, reached) if words else -1
        found.append((start, start + len(words)) if start >= 0 else None)
        reached = max(reached, start + len(words)) if start >= 0 else reached
    return found
