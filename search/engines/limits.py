"""What a request may cost an engine, checked before it runs; the query language has narrower limits of its own."""

from __future__ import annotations

from datetime import date

from search.errors import BadCursor, BadQuery
from search.types import (
    And,
    DateFilter,
    DayBuckets,
    Fuzzy,
    KeywordFilter,
    Node,
    Not,
    Or,
    Phrase,
    Position,
    Request,
    Word,
)

CLAUSES = 2_000
DEPTH = 100
VALUES = 10_000
BOUNDARIES = 5_000
SIZE = 1_000


def check(request: Request) -> None:
    """Raise BadQuery when a request goes beyond a limit."""
    check_tree(request.tree)
    _most(request.size, SIZE, "hits a page")
    _most(sum(_values(each) for each in request.filters), VALUES, "filter values")
    if request.after is not None:
        _check_position(request.after)
    for each in request.buckets:
        if isinstance(each, DayBuckets):
            _most(len(each.boundaries), BOUNDARIES, "day boundaries")
        else:
            _most(each.size, VALUES, "buckets")
            _most(len(each.shown), VALUES, "shown values")


def check_tree(tree: Node) -> None:
    """Raise BadQuery when a tree has too many clauses, is too deep, or asks for senseless edits."""
    clauses = 0
    rest = [(tree, 1)]
    while rest:
        node, depth = rest.pop()
        _most(depth, DEPTH, "levels of nesting")
        clauses += 1
        match node:
            case Word():
                clauses += len(node.terms)
            case Phrase():
                clauses += sum(map(len, node.readings)) + len(node.surfaces)
            case Fuzzy():
                check_fuzzy(node)
            case And():
                rest += [(child, depth + 1) for child in (*node.nodes, *node.optional)]
            case Or():
                rest += [(child, depth + 1) for child in node.nodes]
            case Not():
                rest.append((node.node, depth + 1))
            case _:
                pass
        _most(clauses, CLAUSES, "clauses")


def check_fuzzy(node: Fuzzy) -> None:
    """Raise BadQuery for more than two edits, or for as many as the word has letters: any word would do then."""
    most = min(2, max(0, len(node.surface) - 1))
    _most(node.distance, most, f"edits on the word {node.surface!r}")


def too_wide(asked: str, expansions: int) -> BadQuery:
    """The error for a prefix or a fuzzy word that stands for more than `expansions` words."""
    return BadQuery(found=f"more than {expansions}", what=f"words with {asked}", limit=expansions)


def _check_position(after: Position) -> None:
    last_day, last_order = date.max.toordinal(), (1 << 63) - 1
    if after.offset < 0 or not 0 <= (after.day or 0) <= last_day or not 0 <= (after.order or 0) <= last_order:
        raise BadCursor(value=f"{after.offset}, {after.day}, {after.order}")


def _values(each: KeywordFilter | DateFilter) -> int:
    return len(each.ranges) if isinstance(each, DateFilter) else len(each.values) + len(each.excluded)


def _most(found: int, limit: int, what: str) -> None:
    if found > limit:
        raise BadQuery(found=found, what=what, limit=limit)
