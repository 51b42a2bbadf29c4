"""Two names compared: words paired off in any order, and what is left over, as the numbers the verdict is made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.names.alignment import SCRIPTS, costs, distance, marked, surprise
from search.names.letters import INHERENT
from search.names.skeleton import unlike
from search.names.tokens import Token, token

#: Words that cost as much together as apart (or cannot be aligned at all) are wholly different.
DIFFERENT = 1.0
#: ... and beyond this part of their surprise they are no longer told from it.
MOST_RATIO = 0.95
#: Two words joined are offered to one of the other name where some pair is worse than this.
JOIN_ABOVE = 0.65
#: ... and the joined words must be as like it as this.
JOIN_BELOW = 0.75
#: More ways of joining than this are tried one at a time, not one upon another.
MOST_JOINS = 3
#: What a word without a partner costs, as part of its surprise, when ways of pairing are compared.
ALONE = 0.8


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


def word_ratio(left_script: str, left: str, right_script: str, right: str) -> float:
    """How different two words are: the cost of their alignment as part of what they cost apart, at most 1."""
    if left == right and left_script == right_script:
        return 0.0
    if unlike(left, right) or left_script not in SCRIPTS or right_script not in SCRIPTS:
        return DIFFERENT
    return _aligned_ratio(left_script, left, right_script, right)


@lru_cache(maxsize=1 << 17)
def _aligned_ratio(left_script: str, left: str, right_script: str, right: str) -> float:
    left, right = marked(left), marked(right)
    apart = surprise(left_script, left) + surprise(right_script, right)
    limit = int(apart * MOST_RATIO)
    cost = distance(left, right, costs(left_script, right_script), limit)
    return cost / apart if cost <= limit else DIFFERENT


def _initial_ratio(initial: Token, word: Token) -> float:
    if initial.initial and word.initial:
        return word_ratio(initial.script, initial.letters, word.script, word.letters)
    return min(word_ratio(initial.script, initial.letters, word.script, word.letters[:size]) for size in (1, 2))


def ratio(left: Token, right: Token) -> float:
    """How different two tokens are; an initial is compared with the beginning of the other, a meaning with its like."""
    if left.meant and left.meant == right.meant:
        return 0.0
    if left.initial or right.initial:
        return _initial_ratio(left, right) if left.initial else _initial_ratio(right, left)
    found = word_ratio(left.script, left.letters, right.script, right.letters)
    if left.bare != left.letters:
        found = min(found, word_ratio(left.script, left.bare, right.script, right.bare))
        found = min(found, word_ratio(left.script, left.bare, right.script, right.letters))
    if right.bare != right.letters:
        found = min(found, word_ratio(left.script, left.letters, right.script, right.bare))
    return found


def _weight(left: Token, right: Token) -> int:
    if left.initial or right.initial:
        return 0
    return alone_weight(left) + alone_weight(right)


def alone_weight(token: Token) -> int:
    """What a word weighs: its surprise."""
    return _word_weight(token.script, token.bare)


@lru_cache(maxsize=1 << 16)
def _word_weight(script: str, word: str) -> int:
    return surprise(script, marked(word)) if script in SCRIPTS else 400 * len(word)


def _greedy(left: tuple[Token, ...], right: tuple[Token, ...]) -> Comparison:
    offers = [(ratio(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    if len(offers) > 1:
        offers.sort()
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    pairs = []
    for found, i, j in offers:
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pairs.append(Pair(left[i], right[j], found, _weight(left[i], right[j])))
    alone_left = tuple(left[i] for i in sorted(free_left))
    return Comparison(tuple(pairs), alone_left, tuple(right[j] for j in sorted(free_right)))


def _price(comparison: Comparison) -> float:
    paid = sum(pair.ratio * pair.weight for pair in comparison.pairs)
    return paid + ALONE * sum(
        alone_weight(token) for token in (*comparison.left, *comparison.right) if not token.initial
    )


def _joins(words: tuple[Token, ...], others: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The words of a name with two neighbours written as one, where a word of the other name is like the two."""
    for at in range(len(words) - 1):
        first, second = words[at], words[at + 1]
        if first.script == second.script and not first.initial and not second.initial:
            joined = _joined(first, second)
            if any(not other.initial and ratio(joined, other) < JOIN_BELOW for other in others):
                yield (*words[:at], joined, *words[at + 2 :])


def _joined(first: Token, second: Token) -> Token:
    """Two words written as one: without the article between them, nor the inherent vowel that is no longer last."""
    letters, bare = (word.removesuffix(INHERENT) for word in (first.letters, first.bare))
    return token(first.script, letters + second.bare, bare + second.bare, first.light and second.light)


def paired(left: tuple[Token, ...], right: tuple[Token, ...]) -> Comparison:
    """The words of two names paired off, likest first; two words written as one are paired with the one."""
    best = _greedy(left, right)
    ratios = [pair.ratio for pair in best.pairs]
    whole = not best.left and not best.right
    if not ratios or (whole and max(ratios) < JOIN_ABOVE) or (min(ratios) >= DIFFERENT and len(ratios) > 1):
        return best
    joined = [(words, right) for words in _joins(left, right)] + [(left, words) for words in _joins(right, left)]
    price = _price(best) if joined else 0.0
    for a, b in joined:
        tried = _greedy(a, b) if len(joined) > MOST_JOINS else paired(a, b)
        if (lower := _price(tried)) < price:
            best, price = tried, lower
    return best
