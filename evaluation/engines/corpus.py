"""A made-up corpus with the uneven shares of a real one: word frequencies by Zipf's law, four languages, facets.

Made-up because no free corpus of 100,000 dated articles with entities in these languages exists; the shares follow
what the findings measured on real news: about 425 words and 7 entities an article, 41,000 entities in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from random import Random

from search.types import SENTINEL, Document, IndexEntry, PublicationDate

LANGUAGES = ("fa", "ar", "hi", "en")
FIRST_DAY = date(2016, 1, 1).toordinal()
DAYS = 3_200
_LETTERS = {
    "fa": "ابپتجچخدرزسشفقکگلمنوهی",
    "ar": "ابتجحدرسشصطعفقكلمنهوي",
    "hi": "कखगचजटडतदनपबमयरलवसह",
    "en": "abcdefghiklmnoprstuvwy",
}


class Corpus:
    """Entries by number; the same for the same seed."""

    def __init__(self, seed: int = 1, vocabulary: int = 80_000, entities: int = 41_000) -> None:
        self.random = Random(seed)
        self.words = {code: self._vocabulary(code, vocabulary) for code in LANGUAGES}
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(vocabulary)))
        self.entities = [f"place:{number}" for number in range(entities)]
        self.entity_weights = list(accumulate(1 / (rank + 5) ** 0.9 for rank in range(entities)))

    def _vocabulary(self, code: str, size: int) -> list[str]:
        letters = _LETTERS[code]
        words: dict[str, None] = {}
        while len(words) < size:
            words["".join(self.random.choices(letters, k=self.random.randint(2, 9)))] = None
        return list(words)

    def entry(self, number: int) -> IndexEntry:
        """The next entry, named by its number."""
        r = self.random
        code = r.choice(LANGUAGES)
        length = max(20, int(r.lognormvariate(5.95, 0.45)))
        words = r.choices(self.words[code], cum_weights=self.weights, k=length + 8)
        tags = [f"{code}:{word[:6]}" for word in words]
        first = FIRST_DAY + r.randrange(DAYS)
        dated = r.random() < 0.85
        days = (first, first + r.choice((0,) * 12 + (29, 364))) if dated else None
        published = (
            PublicationDate(date.fromordinal(first), date.fromordinal(days[1]), "day", 0.8, "gregory", "")
            if days
            else None
        )
        entities = dict.fromkeys(r.choices(self.entities, cum_weights=self.entity_weights, k=7))
        body = " ".join(words[8:])
        return IndexEntry(
            document=Document(f"d{number}", " ".join(words[:8]), body, code, None, published, (), f"made/{number}.txt"),
            terms=" ".join((*tags[:8], SENTINEL, *tags[8:])),
            surfaces=" ".join((*words[:8], SENTINEL, *words[8:])),
            title_terms=" ".join(tags[:8]),
            title_surfaces=" ".join(words[:8]),
            keywords={"language": (code,), "entity": tuple(entities), "source": (f"made/{number % 50}",)},
            days=days,
        )

    def entries(self, count: int) -> Iterator[IndexEntry]:
        """`count` entries."""
        return map(self.entry, range(count))

    def word(self) -> tuple[str, str]:
        """A term and its surface, half of the time frequent, half rare, as people type them."""
        r = self.random
        code = r.choice(LANGUAGES)
        rank = int(10 ** r.uniform(0.7, 4.3))
        word = self.words[code][min(rank, len(self.words[code]) - 1)]
        return f"{code}:{word[:6]}", word
