"""Any number of made-up articles in the words, and their uneven shares, of the texts of a folder.

A language's words are those of its texts by how often they occur; after them come made-up words, of a real word's
beginning and another's end, up to `VOCABULARY`. The word of rank r is drawn with probability 1/(r + 2.7)^1.2 (the
Zipf–Mandelbrot law), so that 20,000 words hold some 4,700 distinct ones: in news there were 4,600 in English, 4,200
in Persian, 3,800 in Hindi.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from indexer import readers
from indexer.language import identify
from search.errors import Unreadable
from search.types import RawDocument

#: Distinct words of a language: 340,000 were counted in 42 million words of press in four languages.
VOCABULARY = 85_000
#: Words of an article: the middle, and the spread of the logarithm.
WORDS, _SPREAD = 400, 0.45
#: Names of people, drawn by the same law; so many a text holds.
_NAMES, _NAMES_IN = 20_000, 7
FIRST_DAY, _DAYS, _DATED = date(2012, 1, 1), 5_000, 0.85
_STOPS = {"hi": "।", "ur": "۔"}
WORD = re.compile(r"[^\W\d_][\w\u0900-\u094f\u200c]*")


@dataclass(frozen=True, slots=True)
class Text:
    """A made-up article; `names`: where people are named in the body, and how."""

    number: int
    title: str
    body: str
    language: str
    day: date | None
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    words: list[str]
    weights: list[float]

    def draw(self, random: Random, count: int) -> list[str]:
        return random.choices(self.words, cum_weights=self.weights, k=count)


class Texts:
    """Makes articles; the same number gives the same article, in any process."""

    def __init__(self, folder: Path, seed: int = 1, vocabulary: int = VOCABULARY) -> None:
        self._seed = seed
        random = Random(seed)
        counts = _counted(folder)
        self.languages = sorted(counts)
        self._words = {code: _law(_extended(counts[code], vocabulary, random)) for code in self.languages}
        self._names = {code: self._people(code, random) for code in self.languages}

    def text(self, number: int) -> Text:
        """The article of a number."""
        random = Random(f"{self._seed} {number}")
        code = random.choice(self.languages)
        words = self._words[code]
        length = max(20, int(random.lognormvariate(0, _SPREAD) * WORDS))
        title = " ".join(words.draw(random, 8))
        pieces = words.draw(random, length)
        people = dict(
            zip(random.sample(range(length), _NAMES_IN), self._names[code].draw(random, _NAMES_IN), strict=True)
        )
        for place, name in people.items():
            pieces[place] = name
        body, starts = _laid_out(pieces, _STOPS.get(code, "."), random)
        day = FIRST_DAY + timedelta(random.randrange(_DAYS)) if random.random() < _DATED else None
        names = tuple((starts[at], starts[at] + len(people[at]), people[at]) for at in sorted(people))
        return Text(number, title, body, code, day, names)

    def word(self, code: str, first: int, last: int, random: Random) -> str:
        """A word of a language, of a rank from `first` to `last`."""
        return random.choice(self._words[code].words[first:last])

    def _people(self, code: str, random: Random) -> _Words:
        # Frequent words would make the names of people of them.
        rare = self._words[code].words[1_000:]
        pairs = (f"{random.choice(rare)} {random.choice(rare)}".title() for _ in range(_NAMES))
        return _law(list(dict.fromkeys(pairs)))


def _counted(folder: Path) -> dict[str, Counter[str]]:
    """How often each word occurs, by language. Raises ValueError where a folder holds no text."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path, source in readers.walk(folder, lambda refused: None):
        try:
            for raw in readers.read(path, source):
                if isinstance(raw, RawDocument):
                    counts[identify(raw.text).code].update(WORD.findall(raw.text))
        except Unreadable:
            continue
    counts.pop("und", None)
    if not counts:
        raise ValueError(f"{folder} holds no text whose language is recognised")
    return dict(counts)


def _extended(counts: Counter[str], size: int, random: Random) -> list[str]:
    words = dict.fromkeys(word for word, _ in counts.most_common(size))
    real = list(words)
    while len(words) < size:
        first, second = random.choice(real), random.choice(real)
        words[first[: random.randint(1, 5)] + second[-random.randint(2, 6) :]] = None
    return list(words)


def _law(words: list[str]) -> _Words:
    return _Words(words, list(accumulate((rank + 2.7) ** -1.2 for rank in range(len(words)))))


def _laid_out(pieces: list[str], stop: str, random: Random) -> tuple[str, list[int]]:
    """Sentences of about twenty words, paragraphs of about four sentences; and where each piece begins."""
    starts: list[int] = []
    parts: list[str] = []
    length = 0
    for at, piece in enumerate(pieces):
        starts.append(length)
        last = at == len(pieces) - 1
        end = f"{stop}\n\n" if random.random() < 0.0125 and not last else f"{stop} " if random.random() < 0.05 else " "
        end = f"{stop}\n" if last else end
        parts += (piece, end)
        length += len(piece) + len(end)
    return "".join(parts), starts
