"""From which likelihood on two names are linked: surely, or to be looked at."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from search.names.alignment import data
from search.names.tokens import tokens

Verdict = Literal["sure", "unsure", "different"]


class Thresholds(NamedTuple):
    """From `unsure` on 19 of 20 are right, from `sure` on 99 of 100, where each name stands against five like it."""

    unsure: float
    sure: float


@lru_cache(maxsize=32)
def of_scripts(left: str, right: str) -> Thresholds:
    """The thresholds of a pair of scripts, in either order; of all pairs where nothing was learnt of it."""
    known = data()["thresholds"]
    return Thresholds(*(known.get(f"{left}-{right}") or known.get(f"{right}-{left}") or known["any"]))


def thresholds(a: str, b: str) -> Thresholds:
    """The thresholds for two names, by the scripts of their first words."""
    left, right = tokens(a), tokens(b)
    return of_scripts(left[0].script if left else "", right[0].script if right else "")
