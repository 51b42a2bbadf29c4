"""A text as tokens and as the string of their signs: words of the lexicon, numbers, dates in figures, marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from indexer.dates.lexicon import Entry, Lexicon, Value
from search.calendars.fold import SILENT, WORD, fold, plain_number

_NUMBER = rf"\d(?:[{SILENT}]*[./:,٫٬،–-]?[{SILENT}]*\d)*"
#: A hyphen, apostrophe or dot inside a word is passed over: twenty-first, Sha'ban, ق.م are phrases.
_INSIDE = rf"(?<=[^\W\d_]|[{SILENT}\u0901-\u0903\u093c-\u094d])[-'’.](?=[^\W\d_])"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<word>{WORD})|(?P<newline>\n)|{_INSIDE}|(?P<mark>\S)")
_PART = re.compile(rf"[\d{SILENT}]*\d[\d{SILENT}]*")
_MARKS = {
    ",": "comma", "،": "comma", "؛": "comma", ".": "dot", "۔": "dot", "।": "dot", "/": "slash", "-": "dash",
    "–": "dash", "—": "dash", "(": "open", "[": "open", ")": "close", "]": "close", '"': "quote", "“": "quote",
    "”": "quote", "«": "quote", "»": "quote", "|": "quote", "•": "quote", ":": "quote", "$": "currency",
    "€": "currency", "£": "currency", "₹": "currency", "#": "currency", "%": "currency", "٪": "currency",
}  # fmt: skip


class Token(NamedTuple):
    """One token: its place in the text, what kinds it is, with their values."""

    start: int
    end: int
    kinds: Mapping[str, Value]
    text: str


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, and their signs, one character each."""

    tokens: list[Token]
    signs: str


def edits_at_most_one(a: str, b: str) -> bool:
    """Whether one letter changed, added, dropped or exchanged with its neighbour makes one of the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return a == b
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])
    return a[at:] == b[at + 1 :]


def _kinds_of_number(text: str) -> dict[str, Value]:
    value = plain_number(text)
    written = len(_digits(text))
    if value is None:
        return {"junk": None}
    if 1 <= value <= 31 and written <= 2:
        return {"day": value, "short": value} if written == 2 else {"day": value}
    if written == 2:
        return {"short": value}
    return {"year": value} if written == 4 and value >= 1000 else {"count": value}


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _compound(text: str) -> list[tuple[int, int, dict[str, Value]]] | None:
    """Tokens of figures joined by marks: a date, a time, a span of years, two days; None: the parts one by one."""
    parts = [(part.start(), part.end()) for part in _PART.finditer(text)]
    whole = (0, len(text))
    lengths = [len(_digits(text[a:b])) for a, b in parts]
    joints = {_joint(text[a:b]) for (_, a), (b, _) in pairwise(parts)}
    values = [plain_number(text[a:b]) for a, b in parts]
    if None in values or len(joints) != 1:
        return [(*whole, {"junk": None})]
    joint = joints.pop()
    if len(parts) == 3 and joint in "/.-" and max(lengths) <= 4 and sorted(lengths)[1] <= 2:
        return [(*whole, {"numeric": "|".join(_digits(text[a:b]) for a, b in parts) + joint})]
    if joint == ":":
        return [(*whole, {"time": None})]
    if len(parts) == 2:
        first, second = values[0] or 0, values[1] or 0
        if joint == "-" and first < second <= 31:
            (a, b), (c, d) = parts
            return [(a, b, _kinds_of_number(text[a:b])), (b, c, {"dash": None}), (c, d, _kinds_of_number(text[c:d]))]
        if joint in "-/" and lengths[0] == 4 and lengths[1] in (2, 4):
            return [(*whole, {"span": None})]
        if joint == "," and first <= 31 and lengths[1] == 4:
            return None
    return [(*whole, {"junk": None})]


def _joint(between: str) -> str:
    mark = re.sub(rf"[{SILENT}]", "", between)
    return {"–": "-", "،": ",", "٬": ",", "٫": "."}.get(mark, mark)


def _number(match: re.Match[str]) -> list[Token]:
    text, at = match[0], match.start()
    if _PART.fullmatch(text):
        return [Token(at, match.end(), _kinds_of_number(text), text)]
    found = _compound(text)
    if found is None:
        found = []
        for part in _PART.finditer(text):
            if found:
                found.append((found[-1][1], part.start(), {"comma": None}))
            found.append((part.start(), part.end(), _kinds_of_number(part[0])))
    return [Token(at + a, at + b, kinds, text[a:b]) for a, b, kinds in found]


def _raw(text: str) -> list[Token]:
    """Tokens before the lexicon is looked at."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "number":
            found += _number(match)
        elif match.lastgroup:
            kind = match.lastgroup if match.lastgroup != "mark" else _MARKS.get(match[0], "mark")
            found.append(Token(match.start(), match.end(), {kind or "mark": None}, match[0]))
    return found


def _entries(key: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    """The phrases that begin with a word, or with what is left of it after a proclitic (Arabic و ب ل ف)."""
    found = lexicon.phrases.get(key)
    if found is None and len(key) > 2 and key[0] in lexicon.proclitics:
        found = lexicon.phrases.get(key[1:])
    return found or ()


def _phrase(at: int, keys: list[str], lexicon: Lexicon) -> Entry | None:
    """The longest phrase of the lexicon that begins with the token `at`."""
    for entry in _entries(keys[at], lexicon):
        if tuple(keys[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
            return entry
    return None


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a text, phrases of the lexicon (longest first) as one token each."""
    raw = _raw(text)
    keys = [fold(token.text) if "word" in token.kinds else "" for token in raw]
    tokens: list[Token] = []
    signs: list[str] = []
    at = 0
    while at < len(raw):
        token = raw[at]
        entry = _phrase(at, keys, lexicon) if keys[at] else None
        if entry is None:
            signs.append(lexicon.sign_of[frozenset(token.kinds)])
        else:
            at += len(entry.rest)
            token = Token(token.start, raw[at].end, entry.kinds, text[token.start : raw[at].end])
            signs.append(entry.sign)
        tokens.append(token)
        at += 1
    return Tokens(tokens, "".join(signs))
