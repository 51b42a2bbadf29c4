"""The characters words are made of, by script: classes for regular expressions, and a word's script.

A word character is a letter, a mark or a number (Unicode L, M, N), never bare `\\w`, which lacks the marks and
would cut हिन्दी into ह न द. The classes are computed from `unicodedata`, so they follow its Unicode version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
        (0x1D62, 0x1DBF),
        (0x1E00, 0x1EFF),
        (0x2C60, 0x2C7F),
        (0xA722, 0xA7FF),
        (0xAB30, 0xAB6F),
        (0xFB00, 0xFB06),
        (0xFF21, 0xFF5A),
    ),
    "Cyrl": ((0x0400, 0x052F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
}
#: Marks of no one script: accents, stress, variation selectors. They may stand in a word of any. (U+0345 is Greek iota.)
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


def _chars(spans: Iterable[tuple[int, int]], kinds: str) -> Iterator[int]:
    return (cp for first, last in spans for cp in range(first, last + 1) if category(chr(cp))[0] in kinds)


def _as_class(points: Iterable[int]) -> str:
    """Code points in ascending order -> the inside of a `[...]`, as ranges."""
    parts: list[list[int]] = []
    for cp in points:
        if parts and parts[-1][1] == cp - 1:
            parts[-1][1] = cp
        else:
            parts.append([cp, cp])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in parts)


#: A script's own marks and the shared ones, as code points.
MARK_POINTS = {script: (*_chars(spans, "M"), *_chars(SHARED_MARKS, "M")) for script, spans in BLOCKS.items()}
LETTERS = {script: _as_class(_chars(spans, "L")) for script, spans in BLOCKS.items()}
MARKS = {script: _as_class(points) for script, points in MARK_POINTS.items()}
_TAKEN = {cp for script in BLOCKS for cp in (*_chars(BLOCKS[script], "L"), *MARK_POINTS[script])}
_OTHERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nl", "No"}
#: Word characters of all other scripts of the basic plane; decimal digits are no part of it, they make numbers.
OTHER = _as_class(cp for cp in range(0x10000) if category(chr(cp)) in _OTHERS and cp not in _TAKEN)
#: Marks beyond the basic plane (planes 1 and 14 hold them all); letters there are `[^\W_\x00-\uffff]`.
HIGH_MARKS = _as_class(_chars(((0x10000, 0x1FFFF), (0xE0100, 0xE01EF)), "M"))

_FIRST_LETTER = {script: re.compile(f"[{letters}]") for script, letters in LETTERS.items()}


def script_of(word: str) -> str:
    """The ISO 15924 code of the script of a word's first letter: "Arab" "Deva" "Latn" "Cyrl", or "" for others."""
    for letter in word:
        if letter.isalpha():
            return next((script for script, found in _FIRST_LETTER.items() if found.match(letter)), "")
    return ""
