"""What the register keeps of an entity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from search.types import EntityType

#: Curated names come from the gazetteer or a person, seen ones from documents; a short one is the last word of a
#: person's full name, which alone may mean several people.
Kind = Literal["curated", "seen", "short"]

#: An id that the register made: of no gazetteer.
_OWN = re.compile(r"(?:person|organization|place):x[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity in a language; `rank`: 0 the best of its kind."""

    language: str
    name: str
    kind: Kind = "curated"
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """An entity with all its names, and the keys under which similar names are found."""

    id: str
    type: EntityType
    names: tuple[Name, ...]
    keys: frozenset[str] = frozenset()
    part_of: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Perhaps:
    """That somebody is perhaps two: in so many documents, where these others are mentioned too, it may be `other`.

    `sure`: it is.
    """

    entity: str
    other: str
    beside: tuple[str, ...]
    documents: int
    sure: bool = False


def starts(folded: Iterable[str]) -> list[tuple[str, int]]:
    """Names from each of their words on, each with the length of the shortest name it is the end of."""
    found: dict[str, int] = {}
    for name in folded:
        words = name.split(" ")
        for at in range(len(words)):
            end = " ".join(words[at:])
            found[end] = min(found.get(end, len(name)), len(name))
    return sorted(found.items())


def is_own(identifier: str) -> bool:
    """Whether the register made an id, rather than a gazetteer."""
    return bool(_OWN.fullmatch(identifier))
