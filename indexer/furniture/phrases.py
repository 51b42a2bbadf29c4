"""The lists of `phrases.tsv`: which folded line is furniture by which rule, and the words of sites' names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indexer.furniture.lines import fold

_TABLE = Path(__file__).parent / "phrases.tsv"


@cache
def rules() -> dict[str, str]:
    """Folded line -> "line", "more", "end" or "edge". Every language's lines apply: pages mix them."""
    return {phrase: rule for rule, phrase in _rows() if rule != "site"}


@cache
def beginnings() -> frozenset[str]:
    """The first words of all those lines: most lines of an article are told by theirs."""
    return frozenset(phrase.partition(" ")[0] for phrase in rules())


@cache
def site_words() -> frozenset[str]:
    """Folded words that tell the name of a site."""
    return frozenset(phrase for rule, phrase in _rows() if rule == "site")


def _rows() -> list[tuple[str, str]]:
    cells = (row.split("\t") for row in _TABLE.read_text(encoding="utf-8").splitlines() if row[:1] not in {"", "#"})
    return [(rule, fold(phrase)) for rule, _, phrase in cells]
