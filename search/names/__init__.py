"""Names across scripts: the same name, whatever it is written in.

`keys` are index terms that spellings of one name share in any script; `block_keys` are wider, to find candidates;
`similarity` scores two names, `explain` shows how they were aligned.
"""

from __future__ import annotations

import math

from search.names.alignment import SCRIPTS, data
from search.names.matching import Comparison, paired
from search.names.skeleton import skeleton
from search.names.tokens import tokens
from search.names.verdict import features

__all__ = ["explain", "keys", "similarity"]


def keys(name: str) -> frozenset[str]:
    """Index terms of a name: its words' consonant classes, sorted and joined; empty where it has no word."""
    parts = sorted(filter(None, (skeleton(token) for token in tokens(name) if not token.initial)))
    return frozenset({"-".join(parts), "".join(parts)} - {""})


def similarity(a: str, b: str) -> float:
    """How likely two names are the same name, 0..1, whatever scripts they are in; 0.0 where one has no letter."""
    left, right = tokens(a), tokens(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    weights = data()["weights"]
    scripts = sorted({left[0].script, right[0].script} & set(SCRIPTS), key=SCRIPTS.index)
    chosen = weights.get("-".join(scripts), weights["any"])
    total = sum(weight * value for weight, value in zip(chosen, features(paired(left, right)), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def explain(a: str, b: str) -> Comparison:
    """How two names were compared: words paired with words, and the words left over."""
    return paired(tokens(a), tokens(b))
