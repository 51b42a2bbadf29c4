"""A made-up corpus with the uneven shares of a real one: word frequencies by Zipf's law, four languages, facets.

Made-up because no free corpus of 100,000 dated articles with entities in these languages exists; the shares follow
what the findings measured on real news: about 425 words and 7 entities an article, 41,000 entities in all. Words are
drawn letter by letter and analysed as the archive analyses any; an entity is mentioned by words of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from random import Random

from search.analysis import index_terms
from search.register import Known, Name
from search.types import SENTINEL, Document, IndexEntry, Mention, Precision, PublicationDate

LANGUAGES = ("fa", "ar", "hi", "en")
FIRST_DAY = date(2016, 1, 1).toordinal()
DAYS = 3_200
_TITLE = 8
#: Words of a sentence.
_SENTENCE = 20
#: How many days a date stands for: mostly one.
_PRECISIONS: tuple[tuple[int, Precision], ...] = (*(((1, "day"),) * 12), (30, "month"), (360, "year"))
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
        self._known: dict[str, dict[str, tuple[str, str]]] = {code: {} for code in LANGUAGES}
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
        words = r.choices(self.words[code], cum_weights=self.weights, k=length + _TITLE)
        written = [f"{word}." if at % _SENTENCE == 0 else word for at, word in enumerate(words[_TITLE:], 1)]
        title, body = " ".join(words[:_TITLE]), " ".join(written)
        title_terms, title_surfaces = self._analysed(words[:_TITLE], code)
        terms, surfaces = self._analysed(words[_TITLE:], code)
        published = self._published()
        mentions = self._mentions(written)
        document = Document(f"d{number}", title, body, code, None, published, mentions, f"made/{number}.txt")
        return IndexEntry(
            document=document,
            terms=" ".join((*title_terms, SENTINEL, *terms)),
            surfaces=" ".join((*title_surfaces, SENTINEL, *surfaces)),
            title_terms=" ".join(title_terms),
            title_surfaces=" ".join(title_surfaces),
            keywords={
                "language": (code,),
                "entity": tuple(dict.fromkeys(m.entity for m in mentions if m.entity)),
                "source": (f"made{number % 50}",),
            },
            days=(published.first.toordinal(), published.last.toordinal()) if published else None,
        )

    def _analysed(self, words: list[str], code: str) -> tuple[list[str], list[str]]:
        """Terms and surfaces, each distinct word analysed once: there are more than the analyzers remember."""
        known = self._known[code]
        # Not `set(words) - known.keys()`, which goes through all that is known.
        for word in (each for each in dict.fromkeys(words) if each not in known):
            terms, surfaces = index_terms(word, code)
            known[word] = " ".join(terms), " ".join(surfaces)
        found = [known[word] for word in words]
        return [term for term, _ in found if term], [surface for _, surface in found if surface]

    def _published(self) -> PublicationDate | None:
        """A day, seldom a month or a year; none for one in seven."""
        r = self.random
        first = FIRST_DAY + r.randrange(DAYS)
        if r.random() >= 0.85:
            return None
        length, precision = r.choice(_PRECISIONS)
        day = date.fromordinal(first - (first - FIRST_DAY) % length)
        last = date.fromordinal(day.toordinal() + length - 1)
        return PublicationDate(day, last, precision, 0.8, "gregory", "")

    def _mentions(self, words: list[str]) -> tuple[Mention, ...]:
        """Seven entities, each mentioned once to three times."""
        r = self.random
        starts = [0, *accumulate(len(word) + 1 for word in words)]
        found = []
        for entity in r.choices(self.entities, cum_weights=self.entity_weights, k=7):
            for at in r.choices(range(len(words)), k=r.choice((1, 1, 2, 3))):
                start, word = starts[at], words[at].removesuffix(".")
                found.append(Mention(start, start + len(word), "place", word, word, entity=entity))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def entries(self, count: int) -> Iterator[IndexEntry]:
        """`count` entries."""
        return map(self.entry, range(count))

    def known(self) -> Iterator[Known]:
        """The register's entities: each with a name in four languages, none of them a word of the texts."""
        for identifier in self.entities:
            number = identifier.partition(":")[2]
            yield Known(identifier, "place", tuple(Name(code, f"{code} place {number}") for code in LANGUAGES))

    def word(self) -> str:
        """A word, half of the time frequent, half rare, as people type them."""
        r = self.random
        code = r.choice(LANGUAGES)
        rank = int(10 ** r.uniform(0.7, 4.3))
        return self.words[code][min(rank, len(self.words[code]) - 1)]
