"""Made-up entries with words, facets and days in the uneven shares of real ones."""

from __future__ import annotations

from random import Random

from search.types import IndexEntry
from tests.entries import day, entry


def sample(random: Random, count: int, start: int = 0) -> list[IndexEntry]:
    """Entries `d<start>` and following; the same for the same state of `random`."""
    vocabulary = ["".join(random.choices("abcdefghij", k=random.randint(2, 7))) for _ in range(1_000)]
    vocabulary += [f"{word}s" for word in vocabulary[::3]]

    def text(length: int) -> str:
        return " ".join(vocabulary[int(random.paretovariate(0.6)) % len(vocabulary)] for _ in range(length))

    def days() -> tuple[int, int] | None:
        if random.random() < 0.3:
            return None
        first = day(2018) + random.randrange(2_000)
        return first, first + random.choice((0, 0, 0, 27, 364))

    return [
        entry(
            f"d{number}",
            text(random.randint(1, 40)),
            text(random.randint(0, 5)),
            language=random.choice(("en", "fa", "ar")),
            days=days(),
            entities=[f"e{int(random.paretovariate(0.5)) % 3_000}" for _ in range(random.choice((0, 3, 6, 20)))],
            source=f"s{random.randrange(40)}",
            generation=number,
        )
        for number in range(start, start + count)
    ]
