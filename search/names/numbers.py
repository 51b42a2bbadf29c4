"""Numbers in names: District 9 is not District 10, nor Elizabeth II Elizabeth I, however alike the rest of them is.

Digits of any script are numbers, and Roman ones up to XXXIX that stand behind a word, in capitals; I, V and X alone,
which may be initials, only as the last word, and only beside a name that surely has a number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from search.names.letters import DIGITS, words

_LIMIT = 400
_ANY = re.compile(r"\d|\b[IVX]+\b")
_ROMAN = re.compile("(X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


class _Numbers(NamedTuple):
    sure: tuple[int, ...] = ()
    perhaps: tuple[int, ...] = ()


_NONE = _Numbers()


def numbered_apart(a: str, b: str) -> bool:
    """Whether two names both have numbers, and not the same ones."""
    left, right = _numbers(a), _numbers(b)
    if not left.sure and not right.sure:
        return False
    one, other = left.sure or left.perhaps, right.sure or right.perhaps
    return bool(one) and bool(other) and one != other


@lru_cache(maxsize=1 << 16)
def _numbers(name: str) -> _Numbers:
    if not _ANY.search(name):
        return _NONE
    parts = words(name[:_LIMIT])
    roman = [_roman(word) if at else 0 for at, (_, word) in enumerate(parts)]
    sure = [
        int(word) if script == DIGITS else value
        for (script, word), value in zip(parts, roman, strict=True)
        if script == DIGITS or (value and len(word) > 1)
    ]
    last = roman[-1:] if parts and len(parts[-1][1]) == 1 else []
    return _Numbers(tuple(sorted(sure)), tuple(filter(None, last)))


def _roman(word: str) -> int:
    """The value of a Roman number; 0 where a word is none."""
    found = _ROMAN.fullmatch(word)
    return 10 * len(found[1]) + _VALUES[found[2]] if found else 0
