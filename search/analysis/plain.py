"""Plain words, of nothing but everyday letters of a script: most words of any text, and folded many at a time.

What has an odd character (a joiner, an apostrophe, a ligature, a letter that is folded to nothing) is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from unicodedata import category

from search.analysis.analyzer import TERM_LENGTH
from search.analysis.filters import FOLDS, Letters, unfolded_devanagari

_BLOCKS = {"Arab": range(0x0600, 0x0700), "Deva": range(0x0900, 0x0980), "Cyrl": range(0x0400, 0x0460)}


def pattern(script: str) -> re.Pattern[str] | None:
    """Finds each line that is one plain word; None for a script that has none."""
    if script == "Latn":
        word = f"[A-Za-z]{{1,{TERM_LENGTH}}}+"
    elif script in _BLOCKS:
        letters, marks = _letters(script), _of_kind(script, "M")
        word = f"[{letters}][{letters}{marks}]{{0,{TERM_LENGTH - 1}}}+"
    else:
        return None
    # An anusvara stands for a nasal before a consonant, and would then begin the word.
    nasal = "(?![ङञणनम]\u094d)" if script == "Deva" else ""
    return re.compile(f"^{nasal}{word}$", re.MULTILINE)


def _of_kind(script: str, kind: str) -> str:
    return "".join(chr(code) for code in _BLOCKS[script] if category(chr(code))[0] == kind)


def _letters(script: str) -> str:
    """The letters of a script's block that are folded to one letter."""
    folded = ((letter, FOLDS[script](letter)) for letter in _of_kind(script, "L"))
    return "".join(letter for letter, fold in folded if len(fold) == 1 and fold.isalpha())


def _lines(fold: Callable[[str], str]) -> Letters:
    """Letter by letter what `fold` makes of it; lines stay."""
    letters = Letters(fold)
    letters[ord("\n")] = "\n"
    return letters


_ARABIC, _CYRILLIC = _lines(FOLDS["Arab"]), _lines(FOLDS["Cyrl"])
#: Russian's letters but ё, which lower case folds.
_LOWER_CASE = re.compile("[а-я\n]+")


def _cyrillic(words: list[str]) -> list[str]:
    lines = "\n".join(words)
    lower = lines.lower()
    return (lower if _LOWER_CASE.fullmatch(lower) else lines.translate(_CYRILLIC)).split("\n")


def _devanagari(words: list[str]) -> list[str]:
    fold, odd = FOLDS["Deva"], unfolded_devanagari(words)
    return [fold(word) if word in odd else word for word in words]


#: Script -> plain words, at least one, to their surfaces: what `FOLDS` makes of each.
FOLD_ALL: Mapping[str, Callable[[list[str]], list[str]]] = {
    "Arab": lambda words: "\n".join(words).translate(_ARABIC).split("\n"),
    "Deva": _devanagari,
    "Latn": lambda words: "\n".join(words).lower().split("\n"),
    "Cyrl": _cyrillic,
}
