"""Raw tokens: a text cut into words, numbers, marks and line ends, and what the lexicon says of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from indexer.dates.grammar import NEEDS
from indexer.dates.lexicon import Entry, Lexicon, Value, lexicon
from search.calendars.fold import SILENT, WORD, fold

_NUMBER = rf"\d(?:[{SILENT}]*[./:,٫٬،–-]?[{SILENT}]*\d)*"
#: A hyphen, apostrophe or dot inside a word is passed over: twenty-first, Sha'ban, ق.م are phrases.
_INSIDE = rf"(?<=[^\W\d_]|[{SILENT}\u0901-\u0903\u093c-\u094d])[-'’.](?=[^\W\d_])"
TOKEN = re.compile(rf"({_NUMBER}|{WORD}|\n|(?!{_INSIDE})\S)")
_WORD = re.compile(WORD)
#: Distinct raw tokens whose sign is remembered, a language.
_REMEMBERED = 1 << 16
_NEEDED = frozenset(kind for needs in NEEDS.values() for kind in needs.split("|"))
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
    if not _WORD.match(raw):
        return {"newline" if raw == "\n" else _MARKS.get(raw, "mark"): None}
    entries = _entries(fold(raw), words)
    return entries[0].kinds if entries and not entries[0].rest else {"word": None}


class Signs(dict[str, str]):
    """Raw token -> its sign, or "" where that takes more than one look: a number, a word that phrases begin with."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def __missing__(self, raw: str) -> str:
        sign = "" if self._begins(raw) else self._words.sign_of[frozenset(kinds_of(raw, self._words))]
        if len(self) >= _REMEMBERED:
            self.clear()
        self[raw] = sign
        return sign

    def _begins(self, raw: str) -> bool:
        if is_number(raw):
            return True
        entries = _entries(fold(raw), self._words) if _WORD.match(raw) else ()
        return bool(entries and entries[0].rest)


class Dated(dict[str, bool]):
    """A piece between white space -> whether anything in it may be what some pattern cannot do without."""

    def __init__(self, words: Lexicon) -> None:
        self._proclitics = words.proclitics
        needed = [(first, e.rest) for first, found in words.phrases.items() for e in found if e.kinds.keys() & _NEEDED]
        # All words of a phrase are in its line: one of them is enough to look for.
        self._telling = {max(rest, key=len) if rest else first for first, rest in needed}

    def __missing__(self, piece: str) -> bool:
        found = any(is_number(raw) or (_WORD.match(raw) and self._tells(fold(raw))) for raw in TOKEN.findall(piece))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[piece] = bool(found)
        return bool(found)

    def _tells(self, key: str) -> bool:
        return key in self._telling or (key[:1] in self._proclitics and key[1:] in self._telling)


@cache
def memos(language: str) -> tuple[Signs, Dated]:
    """What is remembered of the raw tokens and pieces of a language."""
    return Signs(lexicon(language)), Dated(lexicon(language))


def _entries(key: str, words: Lexicon) -> tuple[Entry, ...]:
    """The phrases that begin with a word, or with what is left of it after a proclitic (Arabic و ب ل ف)."""
    found = words.phrases.get(key)
    if found is None and len(key) > 2 and key[0] in words.proclitics:
        found = words.phrases.get(key[1:])
    return found or ()


def phrase(at: int, raw: list[str], words: Lexicon) -> Entry | None:
    """The longest phrase of the lexicon that begins with the word `at`."""
    for entry in _entries(fold(raw[at]), words):
        rest = raw[at + 1 : at + 1 + len(entry.rest)]
        if tuple(fold(word) if _WORD.match(word) else "" for word in rest) == entry.rest:
            return entry
    return None
