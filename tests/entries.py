"""Entries for engine tests: words at white space, the stem a word without its last s, tagged with the language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from search.types import SENTINEL, Document, IndexEntry, PublicationDate


def entry(
    name: str,
    body: str = "",
    title: str = "",
    *,
    language: str = "en",
    days: tuple[int, int] | None = None,
    entities: Sequence[str] = (),
    source: str = "wire",
    generation: int = 0,
) -> IndexEntry:
    """One entry; `days` are ordinals."""
    heads, tails = title.split(), body.split()
    surfaces = [word.lower() for word in (*heads, SENTINEL, *tails)]
    terms = [word if word == SENTINEL else f"{language}:{word.removesuffix('s')}" for word in surfaces]
    published = days and PublicationDate(
        date.fromordinal(days[0]), date.fromordinal(days[1]), "day", 0.8, "gregory", "dateline"
    )
    return IndexEntry(
        document=Document(name, title, body, language, None, published, (), source),
        terms=" ".join(terms),
        surfaces=" ".join(surfaces),
        title_terms=" ".join(terms[: len(heads)]),
        title_surfaces=" ".join(surfaces[: len(heads)]),
        keywords={"language": (language,), "entity": tuple(entities), "source": (source,)},
        days=days,
        generation=generation,
    )


def day(year: int, month: int = 1, number: int = 1) -> int:
    """The ordinal of a day."""
    return date(year, month, number).toordinal()
