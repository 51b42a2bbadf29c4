"""Plain words, of nothing but everyday letters of a script: most words of any text, and folded many at a time.

An everyday letter is one byte of a code made for its script; words go to that code and come back folded. What the code
lacks is a "?" there: a word with an apostrophe, a ligature, a digit is not plain.
"""

from __future__ import annotations

import re
from codecs import charmap_build, charmap_decode, charmap_encode
from functools import cache
from itertools import compress
from operator import not_
from typing import NamedTuple
from unicodedata import category

from search.analysis.filters import FOLDS, fold_devanagari_lines
from search.analysis.scripts import IGNORABLE, script_of_letter

_BLOCKS = {
    "Arab": range(0x0600, 0x0700),
    "Deva": range(0x0900, 0x0980),
    "Latn": range(0x0041, 0x0100),
    "Cyrl": range(0x0400, 0x0460),
}
#: What parts the pieces of one written word, where a language looks at these.
_JOINTS = {"Arab": " \u00a0\u200c\u200d"}
#: What is folded to nothing, while it is one byte; a code begins with it.
_NOTHING = "\0"
#: What is no letter of a code; only its last ones.
_FREE = "\ufffe"


class Folded(NamedTuple):
    """Raw words that are plain, their surfaces, these with one space at each joint; and the words that are not."""

    raws: list[str]
    surfaces: list[str]
    jointed: list[str]
    odd: list[str]


class Plain:
    """Folds the plain ones of many words of a script at once, as `FOLDS` would each."""

    def __init__(self, script: str) -> None:
        self._script = script
        code = {_NOTHING: _NOTHING, "\n": "\n", "?": "?", **dict.fromkeys(_invisible(), _NOTHING)}
        code |= dict.fromkeys(_JOINTS.get(script, ""), " ") | _letters(script)
        assert len(code) <= 256
        self._code = charmap_build("".join(code).ljust(256, _FREE))
        self._letters = "".join(code.values()).ljust(256, _FREE)

    def fold(self, words: list[str]) -> Folded:
        """The plain ones folded, and the others; there is one word at least."""
        coded = charmap_encode("\n".join(words), "replace", self._code)[0]
        lines = charmap_decode(coded, "strict", self._letters)[0].replace(_NOTHING, "")
        if self._script == "Deva":
            lines = fold_devanagari_lines(lines)
        surfaces = lines.replace(" ", "").split("\n")
        jointed = _jointed(lines) if " " in lines else surfaces
        if self._script == "Deva":  # vowel signs are no letters
            plain = [surface[:1].isalpha() and "?" not in surface for surface in surfaces]
        else:
            plain = list(map(str.isalpha, surfaces))
        if all(plain):
            return Folded(words, surfaces, jointed, [])
        kept, odd = (list(compress(words, which)) for which in (plain, map(not_, plain)))
        return Folded(kept, list(compress(surfaces, plain)), list(compress(jointed, plain)), odd)


@cache
def plain(script: str) -> Plain | None:
    """That of a script, None for one without plain words."""
    return Plain(script) if script in _BLOCKS else None


def _letters(script: str) -> dict[str, str]:
    """The letters and marks of a script's block that are folded to one letter or to nothing, and what they become."""
    block = [
        letter
        for letter in map(chr, _BLOCKS[script])
        if category(letter)[0] == "M" or script_of_letter(letter) == script
    ]
    folded = {letter: FOLDS[script](letter) or _NOTHING for letter in block}
    return {letter: fold for letter, fold in folded.items() if len(fold) == 1}


def _invisible() -> list[str]:
    spans = re.findall("(.)(?:-(.))?", IGNORABLE)
    return [chr(point) for first, last in spans for point in range(ord(first), ord(last or first) + 1)]


def _jointed(lines: str) -> list[str]:
    """One space at each joint: a part may have been nothing but marks."""
    words = lines.split("\n")
    if "  " in lines or "\n " in f"\n{lines}" or " \n" in f"{lines}\n":
        words = [" ".join(word.split()) for word in words]
    return words
