"""Searches of six kinds, every other one narrowed to a language and two years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Protocol

from evaluation.speed.texts import FIRST_DAY, Text
from search.analysis import index_terms

KINDS = ("frequent word", "rare word", "two words", "either word", "phrase", "prefix")


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: words as typed, with their terms and surfaces; the language to keep to, first and last day."""

    kind: str
    typed: tuple[str, ...]
    terms: tuple[str, ...]
    surfaces: tuple[str, ...]
    language: str | None = None
    days: tuple[date, date] | None = None

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The search as the page and the JSON endpoint take it."""
        q = {
            "two words": " AND ".join(self.typed),
            "either word": " OR ".join(self.typed),
            "phrase": f'"{" ".join(self.typed)}"',
            "prefix": f"{self.typed[0]}*",
        }.get(self.kind, self.typed[0])
        given = {"q": [q]}
        if self.language and self.days:
            given |= {"language": [self.language], "from": [str(self.days[0])], "to": [str(self.days[1])]}
        return given


class Words(Protocol):
    """Articles by number, and words of a language by rank."""

    def text(self, number: int) -> Text:
        """An article."""

    def word(self, code: str, first: int, last: int, random: Random) -> str:
        """A word of a rank from `first` to `last`."""


def searches(texts: Words, documents: int, each: int, seed: int) -> list[Asked]:
    """`each` times a search of every kind, without filters and with, in an order drawn from the seed."""
    random = Random(seed)
    wanted = list(product(KINDS, (False, True)))
    drawn: list[Asked] = []
    for _ in range(each):
        random.shuffle(wanted)
        drawn += (_one(texts, documents, kind, narrowed, random) for kind, narrowed in wanted)
    return drawn


def _one(texts: Words, documents: int, kind: str, narrowed: bool, random: Random) -> Asked:
    while True:
        text = texts.text(random.randrange(documents))
        found = next(_words(texts, text, kind, random), None)
        if found is None:
            continue
        terms, surfaces = index_terms(" ".join(found), text.language)
        # A word that the analyzer parts, joins or drops would be another search in each engine.
        if len(terms) == len(surfaces) == len(found):
            first = FIRST_DAY + timedelta(random.randrange(4_000))
            days = (first, first + timedelta(730)) if narrowed else None
            return Asked(kind, found, tuple(terms), tuple(surfaces), text.language if narrowed else None, days)


def _words(texts: Words, text: Text, kind: str, random: Random) -> Iterator[tuple[str, ...]]:
    """Words of a text as one may search for them."""
    words = [word for word in text.body.split() if word.isalpha()]
    place = random.randrange(max(1, len(words) - 1))
    if kind == "phrase":
        yield tuple(words[place : place + 2])
    elif kind == "prefix":
        yield from ((word[:5],) for word in words[place:] if len(word) > 6)
    elif kind == "frequent word":
        yield (texts.word(text.language, 5, 300, random),)
    elif kind == "rare word":
        yield (texts.word(text.language, 2_000, 20_000, random),)
    else:
        yield texts.word(text.language, 20, 1_000, random), texts.word(text.language, 200, 5_000, random)
