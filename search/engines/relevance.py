"""Pages by relevance, alike in all engines: what scores at all, how much titles weigh, how deep pages go."""

from __future__ import annotations

from search.engines.base import DEEPEST
from search.types import And, Node, Or, Phrase, Position, Request, Word

#: How much more a match in the title weighs than the same in the body; only order rests on it.
TITLE_BOOST = 2.0


def scores(tree: Node) -> bool:
    """Whether some matches of a tree score more than others: only words and phrases do that."""
    match tree:
        case Word() | Phrase():
            return True
        case And():
            return any(map(scores, (*tree.nodes, *tree.optional)))
        case Or():
            return any(map(scores, tree.nodes))
        case _:
            return False


def window(request: Request) -> tuple[int, int]:
    """The places [start, end) of a page among all matches, none deeper than DEEPEST."""
    start = min(request.after.offset if request.after else 0, DEEPEST)
    return start, min(start + request.size, DEEPEST)


def following(commit: str, start: int, end: int, total: int) -> Position | None:
    """Where the page [start, end) of `total` matches ended; None where nothing follows, or only what is too deep."""
    return Position(commit, offset=end) if start < end < min(total, DEEPEST) else None
