"""Raw tokens: a text cut into words, numbers, marks and line ends, and what the lexicon says of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from indexer.dates.lexicon import Entry, Lexicon, Value, lexicon
from search.calendars.fold import SILENT, WORD, fold

_NUMBER = rf"\d(?:[{SILENT}]*[./:,٫٬،–-]?[{SILENT}]*\d)*"
#: A hyphen, apostrophe or dot inside a word is passed over: twenty-first, Sha'ban, ق.م are phrases.
_INSIDE = rf"(?<=[^\W\d_]|[{SILENT}\u0901-\u0903\u093c-\u094d])[-'’.](?=[^\W\d_])"
TOKEN = re.compile(rf"({_NUMBER}|{WORD}|\n|(?!{_INSIDE})\S)")
A_WORD = re.compile(WORD)
#: Distinct raw tokens whose sign is remembered, a language.
REMEMBERED = 1 << 16
_MARKS = {
    ",": "comma", "،": "comma", "؛": "comma", ".": "dot", "۔": "dot", "।": "dot", "/": "slash", "-": "dash",
    "–": "dash", "—": "dash", "(": "open", "[": "open", ")": "close", "]": "close", '"': "quote", "“": "quote",
    "”": "quote", "«": "quote", "»": "quote", "|": "quote", "•": "quote", ":": "quote", "$": "currency",
    "€": "currency", "£": "currency", "₹": "currency", "#": "currency", "%": "currency", "٪": "currency",
}  # fmt: skip


def is_number(raw: str) -> bool:
    """Whether a raw token is a number, or numbers joined by marks."""
    return raw[0].isdecimal()


def kinds_of(raw: str, words: Lexicon) -> Mapping[str, Value]:
    """The kinds of a raw token that is told by itself: a mark, or a word with which no longer phrase begins."""
    if not A_WORD.match(raw):
        return {"newline" if raw == "\n" else _MARKS.get(raw, "mark"): None}
    entries = entries_of(fold(raw), words)
    return entries[0].kinds if entries and not entries[0].rest else {"word": None}


class Signs(dict[str, str]):
    """Raw token -> its sign, or "" where that takes more than one look: a number, a word that phrases begin with."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def __missing__(self, raw: str) -> str:
        sign = "" if self._begins(raw) else self._words.sign_of[frozenset(kinds_of(raw, self._words))]
        if len(self) >= REMEMBERED:
            self.clear()
        self[raw] = sign
        return sign

    def _begins(self, raw: str) -> bool:
        if is_number(raw):
            return True
        entries = entries_of(fold(raw), self._words) if A_WORD.match(raw) else ()
        return bool(entries and entries[0].rest)


@cache
def signs(language: str) -> Signs:
    """What is remembered of the raw tokens of a language."""
    return Signs(lexicon(language))


def entries_of(key: str, words: Lexicon) -> tuple[Entry, ...]:
    """The phrases that begin with a word, or with what is left of it after a proclitic (Arabic و ب ل ف)."""
    found = words.phrases.get(key)
    if found is None and len(key) > 2 and key[0] in words.proclitics:
        found = words.phrases.get(key[1:])
    return found or ()


def phrase(at: int, raw: list[str], words: Lexicon) -> Entry | None:
    """The longest phrase of the lexicon that begins with the word `at`."""
    for entry in entries_of(fold(raw[at]), words):
        rest = raw[at + 1 : at + 1 + len(entry.rest)]
        if tuple(fold(word) if A_WORD.match(word) else "" for word in rest) == entry.rest:
            return entry
    return None
