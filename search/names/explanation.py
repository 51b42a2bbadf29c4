"""Why two names were linked, or not, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass

from search.names.alignment import SCRIPTS, costs, marked, spelled, steps
from search.names.exonyms import same_place
from search.names.matching import Pair, paired
from search.names.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Letters:
    """What one word was taken to be in the other: the words, how different they are (0..1), letters with letters.

    ^ and $ mark the beginning and the end of a word; "" stands for letters that are not written.
    """

    left: str
    right: str
    different: float
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How two names were compared: words with words, the words left over, whether a table names both for one place."""

    words: tuple[Letters, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    same_place: bool


def _letters(pair: Pair) -> Letters:
    left, right = pair.left, pair.right
    aligned: tuple[tuple[str, str], ...] = ()
    if left.script in SCRIPTS and right.script in SCRIPTS:
        found = steps(marked(left.letters), marked(right.letters), costs(left.script, right.script))
        aligned = tuple((spelled(step.left), spelled(step.right)) for step in found)
    return Letters(left.letters, right.letters, round(pair.ratio, 3), aligned)


def _written(alone: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(token.letters for token in alone)


def explain(a: str, b: str, *, person: bool = False) -> Explanation:
    """How two names were compared; nothing to compare gives nothing, never an error."""
    left, right = tokens(a, person), tokens(b, person)
    if not left or not right:
        return Explanation((), _written(left), _written(right), False)
    found = paired(left, right)
    words = tuple(_letters(pair) for pair in found.pairs)
    return Explanation(words, _written(found.left), _written(found.right), not person and same_place(a, b))
