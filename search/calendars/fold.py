"""One spelling for the letters, marks and digits in which dates are written; numbers read from any digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: What may stand inside a word or number and says nothing: joiners, bidi marks, tatweel, soft hyphen, Arabic and
#: Latin marks. Devanagari vowel signs are letters of the word and stay.
SILENT = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
#: A word as a regular expression: letters with their marks. (\\w alone cuts हिन्दी at each vowel sign.)
WORD = rf"[^\W\d_](?:[^\W\d_]|[{SILENT}\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0970])*"
WORDS = re.compile(WORD)
_silent = re.compile(f"[{SILENT}\u093c\u0970]")
#: Letters that newspapers, keyboards and languages interchange, after canonical decomposition.
_LETTERS = {
    "ي": "ی", "ى": "ی", "ۍ": "ی", "ې": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ګ": "گ",
    "ة": "ه", "ە": "ه", "ہ": "ه", "ۃ": "ه", "ھ": "ه", "ٱ": "ا", "ँ": "ं", "ʻ": "", "ʿ": "", "’": "", "ё": "е",
    "म्ब": "ंब",
}  # fmt: skip
#: No number of a date is longer; Python refuses to read numbers of thousands of digits.
_LONGEST = 18
_DIGITS = re.compile(r"[0-9]+|[٠-٩]+|[۰-۹]+|[०-९]+|[０-９]+")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word with its marks dropped and interchangeable letters made one; months and weekdays compare so.

    म्ब and ंब (नवम्बर, नवंबर) are one spelling too.
    """
    return _folded(word)


def fold_all(words: Iterable[str]) -> list[str]:
    """The same of at least one word, none of more than a line, in a fraction of the time."""
    return _folded("\n".join(words)).split("\n")


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = _silent.sub("", unicodedata.normalize("NFKD", text).lower())
    for letters, folded in _LETTERS.items():  # faster than str.translate, as most of them are in few texts
        if letters in text:
            text = text.replace(letters, folded)
    return text


def plain_number(text: str) -> int | None:
    """The number written in the digits of one script, marks of direction ignored; None for anything else.

    Digits of two scripts in one number are a misreading or a trick, not a number.
    """
    bare = _silent.sub("", text)
    return int(bare) if len(bare) <= _LONGEST and _DIGITS.fullmatch(bare) else None


def plain(text: str) -> str:
    """The text with silent characters dropped: what a person sees of a typed date."""
    return _silent.sub("", text).replace("\xa0", " ").strip()
