"""The characters words are made of, by script: classes for regular expressions, and a word's script.

A word character is a letter, a mark or a number (Unicode L, M, N), never bare `\\w`, which lacks the marks and
would cut हिन्दी into ह न द. The classes are computed from `unicodedata`, so they follow its Unicode version.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

#: Blocks of the scripts that have analyzers; a block's characters count only where they are letters or marks.
BLOCKS: dict[str, tuple[tuple[int, int], ...]] = {
    "Arab": ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)),
    "Deva": ((0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)),
    "Latn": (
        (0x0041, 0x00B4),  # U+00B5, micro, is Greek
        (0x00B6, 0x02AF),
        (0x02B9, 0x02BF),
        (0x1D00, 0x1D25),
        (0x1D62, 0x1D65),
        (0x1D6B, 0x1D77),
        (0x1D79, 0x1DBE),
        (0x1E00, 0x1EFF),
        (0x2C60, 0x2C7F),
        (0xA722, 0xA7FF),
        (0xAB30, 0xAB6F),
        (0xFB00, 0xFB06),
        (0xFF21, 0xFF5A),
    ),
    "Cyrl": ((0x0400, 0x052F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
}
#: Marks of no one script: accents, stress, variation selectors; they may stand in a word of any. U+0345 is Greek iota.
SHARED_MARKS = (
    (0x0300, 0x0344),
    (0x0346, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE2F),
)

#: Invisible characters that may stand inside a word and never part it: joiners, bidi controls, soft hyphen.
IGNORABLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"


_PLANE = 0x10000
#: For each code point of the basic plane: L letter, M mark, D decimal digit, N other number, else "-".
_KINDS = "".join([{"Nd": "D"}.get(kind, kind[0]) for kind in map(category, map(chr, range(_PLANE)))])


def _runs(kinds: str, wanted: str, first: int = 0) -> str:
    """The inside of a `[...]` of all code points, from `first` on, whose kind is wanted."""
    found = re.finditer(f"[{wanted}]+", kinds)
    return "".join(f"{chr(first + run.start())}-{chr(first + run.end() - 1)}" for run in found)


def _class_of(spans: tuple[tuple[int, int], ...], wanted: str) -> str:
    return "".join(_runs(_KINDS[first : last + 1], wanted, first) for first, last in spans)


#: A script's own marks and the shared ones, as code points.
MARK_POINTS = {
    script: tuple(cp for first, last in spans + SHARED_MARKS for cp in range(first, last + 1) if _KINDS[cp] == "M")
    for script, spans in BLOCKS.items()
}
LETTERS = {script: _class_of(spans, "L") for script, spans in BLOCKS.items()}
MARKS = {script: _class_of(spans + SHARED_MARKS, "M") for script, spans in BLOCKS.items()}
#: What a word may begin with: word characters of the basic plane, and anything beyond it.
START = _runs(_KINDS, "LMDN") + "\U00010000-\U0010ffff"


def _others() -> str:
    kinds = _KINDS
    for first, last in (span for spans in (*BLOCKS.values(), SHARED_MARKS) for span in spans):
        kinds = kinds[:first] + re.sub("[LM]", "-", kinds[first : last + 1]) + kinds[last + 1 :]
    return _runs(kinds, "LMN")


#: Word characters of all other scripts of the basic plane; decimal digits are no part of it, they make numbers.
OTHER = _others()
#: Marks beyond the basic plane (planes 1 and 14 hold them all); letters there are `[^\W_\x00-\uffff]`.
HIGH_MARKS = "".join(
    _runs("".join([category(chr(cp))[0] for cp in range(first, last)]), "M", first)
    for first, last in ((0x10000, 0x20000), (0xE0100, 0xE01F0))
)

_FIRST_LETTER = {script: re.compile(f"[{letters}]") for script, letters in LETTERS.items()}


@lru_cache(4096)
def script_of_letter(letter: str) -> str:
    """The script of one letter, as `script_of` gives it; that of no letter is "" too."""
    return next((script for script, found in _FIRST_LETTER.items() if found.match(letter)), "")


def script_of(word: str) -> str:
    """The ISO 15924 code of the script of a word's first letter: "Arab" "Deva" "Latn" "Cyrl", or "" for others."""
    for letter in word:
        if letter.isalpha():
            return script_of_letter(letter)
    return ""
