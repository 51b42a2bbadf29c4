"""A text as tokens and as the string of their signs: words of the lexicon, numbers, dates in figures, marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple, overload

from indexer.dates.lexicon import Lexicon, Value
from indexer.dates.raw import TOKEN, Dated, is_number, kinds_of, memos, phrase
from search.calendars.fold import SILENT, plain_number

_PART = re.compile(rf"[\d{SILENT}]*\d[\d{SILENT}]*")


class Token(NamedTuple):
    """One token: its place in the text, what kinds it is, with their values."""

    start: int
    end: int
    kinds: Mapping[str, Value]
    text: str


class TokenList(Sequence[Token]):
    """The tokens of a text. Most are never looked at, and are made only when they are."""

    def __init__(self, raw: list[str], starts: list[int], items: Sequence[int | Token], words: Lexicon) -> None:
        self._raw, self._starts, self._items, self._words = raw, starts, items, words

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self._made(item) for item in self._items[at]]
        return self._made(self._items[at])

    def _made(self, item: int | Token) -> Token:
        if isinstance(item, Token):
            return item
        text, start = self._raw[item], self._starts[item]
        return Token(start, start + len(text), kinds_of(text, self._words), text)


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, and their signs, one character each."""

    tokens: Sequence[Token]
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


def _number(text: str, at: int) -> list[Token]:
    if _PART.fullmatch(text):
        return [Token(at, at + len(text), _kinds_of_number(text), text)]
    found = _compound(text)
    if found is None:
        found = []
        for part in _PART.finditer(text):
            if found:
                found.append((found[-1][1], part.start(), {"comma": None}))
            found.append((part.start(), part.end(), _kinds_of_number(part[0])))
    return [Token(at + a, at + b, kinds, text[a:b]) for a, b, kinds in found]


def _raw(text: str, dated: Dated) -> tuple[list[str], list[int]]:
    """The tokens before the lexicon is looked at, and where they start; of a line that can hold no date only its end.

    No pattern reaches over the end of a line.
    """
    raw: list[str] = []
    starts: list[int] = []
    place = 0
    for line in text.split("\n"):
        if any(map(dated.__getitem__, line.split())):
            parts = TOKEN.split(line)
            raw += parts[1::2]
            starts += list(accumulate(map(len, parts), initial=place))[1:-1:2]
        place += len(line)
        raw.append("\n")
        starts.append(place)
        place += 1
    return raw[:-1], starts[:-1]


def tokenize(text: str, words: Lexicon) -> Tokens:
    """The tokens of a text's lines that may hold dates, phrases of the lexicon (longest first) as one token each."""
    signs_of, dated = memos(words.language)
    raw, starts = _raw(text, dated)
    known = list(map(signs_of.__getitem__, raw))
    items: list[int | Token] = []
    signs: list[str] = []
    done = 0
    for at in [at for at, sign in enumerate(known) if not sign]:
        if at < done:
            continue
        items += range(done, at)
        signs += known[done:at]
        done = at + 1
        if is_number(raw[at]):
            found = _number(raw[at], starts[at])
            items += found
            signs += [words.sign_of[frozenset(token.kinds)] for token in found]
        elif entry := phrase(at, raw, words):
            done += len(entry.rest)
            start, end = starts[at], starts[done - 1] + len(raw[done - 1])
            items.append(Token(start, end, entry.kinds, text[start:end]))
            signs.append(entry.sign)
        else:
            items.append(at)
            signs.append(words.sign_of[frozenset(("word",))])
    items += range(done, len(raw))
    signs += known[done:]
    return Tokens(TokenList(raw, starts, items, words), "".join(signs))
