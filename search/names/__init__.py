"""Names across scripts: the same name, whatever it is written in (Kabulov, کابلوف, काबुलोव, Кабулов).

`keys` are index terms that spellings of one name share in any script, `block_keys` wider ones to find candidates;
`similarity` scores two names, `verdict` says what the score means for their scripts, `explain` shows the alignment; say
where the names are of a `person`: words that places translate (North, New, San, Province) are names then, no meanings.
Nothing here is learnt or read from a network at run time; any text is allowed, and names are compared, not people.
"""

from __future__ import annotations

from search.names.exonyms import same_place
from search.names.explanation import Explanation, explain
from search.names.index_terms import block_keys, keys
from search.names.limits import Thresholds, Verdict, thresholds
from search.names.matching import paired
from search.names.numbers import numbered_apart
from search.names.scoring import likelihood
from search.names.tokens import tokens

__all__ = [
    "Explanation",
    "Thresholds",
    "Verdict",
    "block_keys",
    "by_sound",
    "explain",
    "keys",
    "similarity",
    "thresholds",
    "verdict",
]

#: What two names of one place are worth that do not sound alike: the table is sure of the place.
EXONYM = 0.99


def similarity(a: str, b: str, *, person: bool = False) -> float:
    """How likely two names are the same name, 0..1, whatever scripts they are in.

    0.0 where one has no letter, and where they have different numbers (Elizabeth I and II).
    """
    found = by_sound(a, b, person=person)
    return EXONYM if not person and found < EXONYM and same_place(a, b) else found


def by_sound(a: str, b: str, *, person: bool = False) -> float:
    """The same without the table of places whose names do not sound alike."""
    left, right = sorted((tokens(a, person), tokens(b, person)))
    if not left or not right or numbered_apart(a, b):
        return 0.0
    if left == right:
        return 1.0
    return likelihood(paired(left, right), left[0].script, right[0].script)


def verdict(a: str, b: str, *, person: bool = False) -> Verdict:
    """Whether two names are surely the same name, perhaps, or different, by the thresholds of their scripts."""
    found, limits = similarity(a, b, person=person), thresholds(a, b)
    return "sure" if found >= limits.sure else "unsure" if found >= limits.unsure else "different"
