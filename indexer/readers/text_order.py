"""Text that stands in the order of the eye instead of that in which it is read: found by its words, and turned.

A program that knows nothing of Arabic script draws its letters from left to right, as they come; readers of PDF take
that for a page in visual order and give every line backwards. And where glyphs were copied as they stand on paper,
the Devanagari sign ि comes before the consonants that it follows.
"""

from __future__ import annotations

import re
import unicodedata

#: The commonest words of Arabic, Persian, Urdu and Pashto that are no word backwards.
_WORDS = (
    "في من على إلى أن التي الذي هذا هذه وقال که از به است این را با برای آن شد می های "
    "کے کی میں ہے سے نے اور یہ ہیں په چې له سره دی وي کې ته"
)
_COMMON = frozenset(_WORDS.split())
_BACKWARDS = frozenset(word[::-1] for word in _COMMON) - _COMMON
_ARABIC_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff]+")
#: Letters that only end a word.
_FINAL = ("ة", "ى", "ے", "ں")
#: Backward words that are wanted, and how many times the forward ones: a page has a few by chance ("نم", "هب").
_ENOUGH, _TIMES = 3, 3
#: What is read from left to right within a line from right to left.
_FORWARD = re.compile(r"[0-9A-Za-z۰-۹٠-٩](?:[0-9A-Za-z۰-۹٠-٩ .,:/'٫٬-]*[0-9A-Za-z۰-۹٠-٩])?")

_CONSONANT = "[\u0915-\u0939\u0958-\u095f]\u093c?"
_SHORT_I = re.compile(f"\u093f((?:{_CONSONANT}\u094d)*{_CONSONANT})")
#: The sign where no consonant stands before it, which no word has.
_MISPLACED = re.compile(f"(?<![\u0915-\u0939\u0958-\u095f\u093c])\u093f(?={_CONSONANT})")
#: The share of all such signs from which a text is taken to have every one of them in front.
_SHARE = 0.2


def logical(pages: list[str]) -> tuple[list[str], str]:
    """The pages of a document in the order in which they are read, and what was done: "" where nothing was."""
    text = unicodedata.normalize("NFKC", "\n".join(pages))
    if _is_backward(text):
        return [_turned(page) for page in pages], "visual, lines turned round"
    misplaced = len(_MISPLACED.findall(text))
    if misplaced >= _ENOUGH and misplaced >= _SHARE * text.count("\u093f"):
        return [_SHORT_I.sub("\\1\u093f", page) for page in pages], "visual, vowel signs put after their consonants"
    return pages, ""


def _is_backward(text: str) -> bool:
    words: list[str] = _ARABIC_WORD.findall(text)
    forward = sum(word in _COMMON or (len(word) > 1 and word.endswith(_FINAL)) for word in words)
    backward = sum(word in _BACKWARDS or (len(word) > 1 and word.startswith(_FINAL)) for word in words)
    return backward >= _ENOUGH and backward > _TIMES * forward


def _turned(page: str) -> str:
    """Every line backwards, but for its numbers and what is in Latin letters."""
    lines = (_FORWARD.sub(lambda run: run[0][::-1], line.rstrip("\r")[::-1]) for line in page.split("\n"))
    return "\n".join(lines)
