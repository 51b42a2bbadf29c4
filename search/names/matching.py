"""Two names compared: words paired off in any order, and what is left over, as the numbers the verdict is made of."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from search.names.alignment import SCRIPTS, costs, distance, surprise
from search.names.tokens import Token

#: Words that cost as much together as apart (or cannot be aligned at all) are wholly different.
DIFFERENT = 1.0
#: Two words joined are offered to one of the other name where some pair is worse than this.
JOIN_ABOVE = 0.55


class Pair(NamedTuple):
    """Words paired with words: their tokens, how different they are (0..1), and how much they weigh."""

    left: Token
    right: Token
    ratio: float
    weight: int


class Comparison(NamedTuple):
    """All pairs of two names, and the tokens of either that have no partner."""

    pairs: tuple[Pair, ...]
    left: tuple[Token, ...]
    right: tuple[Token, ...]


@lru_cache(maxsize=1 << 17)
def word_ratio(left_script: str, left: str, right_script: str, right: str) -> float:
    """How different two words are: the cost of their alignment as part of what they cost apart, at most 1."""
    if left_script == right_script and left == right:
        return 0.0
    if left_script not in SCRIPTS or right_script not in SCRIPTS:
        return DIFFERENT
    apart = surprise(left_script, left) + surprise(right_script, right)
    cost = distance(left, right, costs(left_script, right_script), apart)
    return min(DIFFERENT, cost / apart)


def _initial_ratio(initial: Token, word: Token) -> float:
    if initial.initial and word.initial:
        return word_ratio(initial.script, initial.letters, word.script, word.letters)
    return min(word_ratio(initial.script, initial.letters, word.script, word.letters[:size]) for size in (1, 2))


def ratio(left: Token, right: Token) -> float:
    """How different two tokens are; an initial is compared with the beginning of the other."""
    if left.initial or right.initial:
        return _initial_ratio(left, right) if left.initial else _initial_ratio(right, left)
    found = word_ratio(left.script, left.letters, right.script, right.letters)
    if left.bare != left.letters or right.bare != right.letters:
        found = min(found, word_ratio(left.script, left.bare, right.script, right.bare))
    return found


def _weight(left: Token, right: Token) -> int:
    if left.initial or right.initial:
        return 0
    return _alone(left) + _alone(right)


def _alone(token: Token) -> int:
    return surprise(token.script, token.bare) if token.script in SCRIPTS else 400 * len(token.letters)


def paired(left: tuple[Token, ...], right: tuple[Token, ...]) -> Comparison:
    """The words of two names paired off, likest first."""
    offers = sorted([(ratio(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)])
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    pairs = []
    for found, i, j in offers:
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pairs.append(Pair(left[i], right[j], found, _weight(left[i], right[j])))
    alone_left = tuple(left[i] for i in sorted(free_left))
    return Comparison(tuple(pairs), alone_left, tuple(right[j] for j in sorted(free_right)))
