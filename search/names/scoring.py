"""From a comparison of two names to one number: how likely they are the same.

A logistic model over what the comparison shows: the letters aligned, and the readings of the consonants. Its weights
are learnt for each pair of scripts and each `shape` (data/costs.json). A difference may cost more or less from each of
`_BENDS` on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul

from search.names.alignment import data
from search.names.limits import of_scripts
from search.names.matching import DIFFERENT, Comparison, Pair, alone_weight
from search.names.sounding import apart, told_apart

FEATURES = (
    "one", "mean", "worst", "worst light", "evidence to 1", "evidence to 2", "evidence to 6", "missing", "more missing",
    "light missing", "initials missing", "initials alike", "initials unlike", "more words", "light words", "only light",
    "best", "beyond .6", "beyond .7", "beyond .8", "beyond .9", "worst beyond .6", "worst beyond .7",
    "worst beyond .8", "worst beyond .9", "missing share", "one full, missing", "read apart", "full read apart",
    "all read apart", "readings apart", "worst readings apart", "read alike to 3", "read alike to 6",
)  # fmt: skip
_BENDS = (0.6, 0.7, 0.8, 0.9)
#: An initial is alike when what it costs is below this part of its surprise.
INITIAL_ALIKE = 0.8
#: How far below sure names are that would be, but that words of one script contradict it.
BELOW = 0.01
#: What a difference in a light word counts beside one in another.
LIGHT_COUNTS = 0.5


def _beyond(values: Sequence[tuple[float, float]]) -> list[float]:
    return [sum([part * (value - bend) for part, value in values if value > bend]) for bend in _BENDS]


def shape(comparison: Comparison) -> str:
    """Which weights a comparison is judged by: one word or more, with or without words that only one name has."""
    words = sum([pair.weight > 0 for pair in comparison.pairs])
    alone = comparison.left + comparison.right
    missing = any(not (token.light or token.initial) for token in alone)
    return ("one" if words == 1 else "more") + (", missing" if missing else "")


def _of_readings(words: Sequence[Pair]) -> list[float]:
    """What the consonants of paired words say: how many words share no reading, how far those are, how much agrees."""
    far = [(apart(pair.left, pair.right), pair) for pair in words]
    full = [(distance, pair) for distance, pair in far if not (pair.left.light or pair.right.light)]
    differ = sum([distance > 0 for distance, _ in far])
    agree = sum([len(pair.left.readings[0]) for distance, pair in far if not distance])
    weight = sum([pair.weight for pair in words])
    return [
        differ, sum([distance > 0 for distance, _ in full]), 0 < differ == len(words),
        sum([distance * pair.weight for distance, pair in far]) / weight if weight else 1.0,
        max([distance for distance, _ in full or far], default=1.0), min(3, agree), min(6, agree),
    ]  # fmt: skip


def features(comparison: Comparison) -> list[float]:
    """The numbers of a comparison, in the order of `FEATURES`."""
    words = [pair for pair in comparison.pairs if pair.weight]
    initials = [pair.ratio < INITIAL_ALIKE for pair in comparison.pairs if not pair.weight]
    full = [pair.ratio for pair in words if not (pair.left.light or pair.right.light)]
    light = [pair.ratio for pair in words if pair.left.light or pair.right.light]
    cost, weight = sum([pair.ratio * pair.weight for pair in words]), sum([pair.weight for pair in words])
    alone = comparison.left + comparison.right
    initials_missing = sum([token.initial for token in alone])
    light_missing = sum([token.light and not token.initial for token in alone])
    missing = len(alone) - initials_missing - light_missing
    mean = cost / weight if weight else 1.0
    worst_light = max(light, default=0.0)
    worst = max(full, default=worst_light)
    evidence = (weight - cost) / 1000
    return [
        1.0, mean, worst, worst_light, min(1.0, evidence), min(2.0, evidence), min(6.0, evidence),
        missing, max(0, missing - 1), light_missing, initials_missing, sum(initials), len(initials) - sum(initials),
        len(words) - 1, len(light), not full, min([pair.ratio for pair in words], default=1.0),
        *_beyond([(1.0, value) for value in full] + [(LIGHT_COUNTS, value) for value in light]),
        *_beyond([(1.0, worst)]),
        sum([alone_weight(token) for token in alone if not (token.light or token.initial)]) / max(1, weight),
        len(full) == 1 and missing > 0, *_of_readings(words),
    ]  # fmt: skip


@lru_cache(maxsize=128)
def _weights(left: str, right: str, shape: str) -> tuple[float, ...]:
    weights = data()["weights"]
    known = weights.get(f"{left}-{right}") or weights.get(f"{right}-{left}") or weights["any"]
    return tuple(known[shape])


def too_little(comparison: Comparison) -> bool:
    """Whether one word at most that is not often left out is shared, and such a word is missing from either name.

    Gul Shah and Gul Wilayat Shah, Muhammad Khan and Muhammad Ayub Khan may well be two people.
    """
    shared = [pair for pair in comparison.pairs if pair.weight and not (pair.left.light or pair.right.light)]
    return len(shared) < 2 and any(not (token.light or token.initial) for token in comparison.left + comparison.right)


def contradicted(comparison: Comparison) -> bool:
    """Whether words of one script that are paired are two words by their letters, or an initial is another's.

    However alike the rest is, one writer may well tell two people so: Ahmadi and Ahadi, K. and S. Karthik.
    """
    one_script = [pair for pair in comparison.pairs if pair.left.script == pair.right.script]
    return any(
        pair.ratio >= INITIAL_ALIKE if pair.left.initial or pair.right.initial else told_apart(pair.left, pair.right)
        for pair in one_script
        if pair.left.letters != pair.right.letters
    )


def likelihood(comparison: Comparison, left_script: str, right_script: str) -> float:
    """How likely the two names are the same, 0..1, by the weights of the two scripts; 0.0 where no word is alike.

    Never surely where too little is shared, or words of one script contradict it.
    """
    if all(pair.ratio >= DIFFERENT for pair in comparison.pairs):
        return 0.0
    weights = _weights(left_script, right_script, shape(comparison))
    total = sum(map(mul, weights, features(comparison)))
    found = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    sure = of_scripts(left_script, right_script).sure
    doubtful = found >= sure and (too_little(comparison) or contradicted(comparison))
    return min(found, sure - BELOW) if doubtful else found
