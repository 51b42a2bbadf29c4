"""Words that carry grammar rather than meaning: of a longer query they need not all be in a document."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from search.analysis import analyze
from search.types import Node, Or, Word

#: With fewer words of meaning beside them, words of grammar are required like any other.
LEAST_OTHERS = 2


def split(clauses: list[Node]) -> tuple[list[Node], list[Node]]:
    """The clauses that are required, and those that are not."""
    optional = [clause for clause in clauses if is_function_word(clause)]
    required = [clause for clause in clauses if not is_function_word(clause)]
    return (required, optional) if len(required) >= LEAST_OTHERS else (clauses, [])


def is_function_word(clause: Node) -> bool:
    """Whether a clause of one typed word is a function word of any language of its script."""
    if isinstance(clause, Or):
        return any(is_function_word(node) for node in clause.nodes)
    return isinstance(clause, Word) and clause.surface in _surfaces()


@cache
def _surfaces() -> frozenset[str]:
    """Read as words of no language: the folded forms are the same, and no tables have to be loaded for them."""
    rows = (Path(__file__).parent / "data" / "function_words.tsv").read_text(encoding="utf-8").splitlines()
    words = " ".join(row.partition("\t")[2] for row in rows if not row.startswith("#"))
    return frozenset(token.surface for token in analyze(words, "und"))
