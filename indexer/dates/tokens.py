"""A text as tokens and as the string of their signs: words of the lexicon, numbers, dates in figures, marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, overload

from indexer.dates.figures import parts_of
from indexer.dates.lexicon import Lexicon, Value
from indexer.dates.raw import TOKEN, is_number, kinds_of, phrase, signs
from indexer.dates.windows import pieces_of, windows


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


def _raw(text: str, language: str, whole: bool) -> tuple[list[str], list[int]]:
    """The tokens before the lexicon is looked at, and where they start: of each line those where dates may stand.

    No pattern reaches over the end of a line.
    """
    raw: list[str] = []
    starts: list[int] = []
    place = 0
    lines = text.split("\n")
    stretches = (((0, len(line)),) for line in lines) if whole else windows(lines, pieces_of(language))
    for line, here in zip(lines, stretches, strict=True):
        for start, end in here:
            parts = TOKEN.split(line[start:end])
            raw += parts[1::2]
            starts += list(accumulate(map(len, parts), initial=place + start))[1:-1:2]
        place += len(line)
        raw.append("\n")
        starts.append(place)
        place += 1
    return raw[:-1], starts[:-1]


def tokenize(text: str, words: Lexicon, whole: bool = False) -> Tokens:
    """The tokens of a text where dates may stand (`whole`: all), phrases of the lexicon (longest first) as one each."""
    signs_of = signs(words.language)
    raw, starts = _raw(text, words.language, whole)
    known = list(map(signs_of.__getitem__, raw))
    items: list[int | Token] = []
    known_signs: list[str] = []
    done = 0
    for at in [at for at, sign in enumerate(known) if not sign]:
        if at < done:
            continue
        items += range(done, at)
        known_signs += known[done:at]
        done = at + 1
        if is_number(raw[at]):
            found = [Token(starts[at] + a, starts[at] + b, kinds, raw[at][a:b]) for a, b, kinds in parts_of(raw[at])]
            items += found
            known_signs += [words.sign_of[frozenset(token.kinds)] for token in found]
        elif entry := phrase(at, raw, words):
            done += len(entry.rest)
            start, end = starts[at], starts[done - 1] + len(raw[done - 1])
            items.append(Token(start, end, entry.kinds, text[start:end]))
            known_signs.append(entry.sign)
        else:
            items.append(at)
            known_signs.append(words.sign_of[frozenset(("word",))])
    items += range(done, len(raw))
    known_signs += known[done:]
    return Tokens(TokenList(raw, starts, items, words), "".join(known_signs))
