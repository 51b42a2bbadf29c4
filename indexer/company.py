"""The company that documents keep: which others mention the same rare entities, and so may mention more of them.

What two documents share is counted in nats: each shared entity as far as it is rare in the archive (inverse document
frequency; Spärck Jones, "A statistical interpretation of term specificity", 1972).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

#: An entity of more documents than this says little, and would make everything related to everything.
MOST_DOCUMENTS = 100
#: Documents that one is related to, those that share most.
MOST_RELATED = 30


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of which only some documents are at hand: how many it has, and how many mention an entity."""

    documents: int = 0
    mentioning: Mapping[str, int] = field(default_factory=dict)


class Company:
    """The entities of each document at hand, both by id; `archive`: what they are a part of, where not all are."""

    def __init__(self, present: Mapping[str, frozenset[str]], archive: Archive | None = None) -> None:
        self._present = present
        self._archive = archive or Archive()
        self._documents: dict[str, list[str]] = defaultdict(list)
        for document, entities in present.items():
            for entity in entities:
                self._documents[entity].append(document)

    def related(self, document: str, least: float) -> dict[str, float]:
        """The documents that share at least so much with this one, and how much: the most first."""
        shared: dict[str, float] = defaultdict(float)
        for entity in sorted(self._present[document]):
            documents = self._documents[entity]
            mentioning = max(len(documents), self._archive.mentioning.get(entity, 0))
            if mentioning <= MOST_DOCUMENTS:
                rarity = math.log(max(len(self._present), self._archive.documents) / mentioning)
                for other in documents:
                    shared[other] += rarity
        shared.pop(document, None)
        enough = sorted((-value, other) for other, value in shared.items() if value >= least)
        return {other: -value for value, other in enough[:MOST_RELATED]}

    def expected(self, document: str, least: float, own: float) -> dict[str, float]:
        """The entities of related documents, and the most that is shared with one of these; `own`: of its own ones."""
        found = dict.fromkeys(self._present[document], own)
        for other, value in self.related(document, least).items():
            for entity in self._present[other]:
                found[entity] = max(value, found.get(entity, 0.0))
        return found
