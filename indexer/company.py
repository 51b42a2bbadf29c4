"""The company that documents keep: which others mention the same rare entities, and so may mention more of them.

What two documents share is counted in nats: each shared entity as far as it is rare in the archive (inverse document
frequency; Spärck Jones, "A statistical interpretation of term specificity", 1972).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

#: An entity of more documents than this says little, and would make everything related to everything.
MOST_DOCUMENTS = 100
#: Documents that one is related to, those that share most.
MOST_RELATED = 30


class Company:
    """The entities of each document of an archive, both by id."""

    def __init__(self, present: Mapping[str, frozenset[str]]) -> None:
        self._present = present
        self._documents: dict[str, list[str]] = defaultdict(list)
        for document, entities in present.items():
            for entity in entities:
                self._documents[entity].append(document)

    def related(self, document: str, least: float) -> dict[str, float]:
        """The documents that share at least so much with this one, and how much: the most first."""
        shared: dict[str, float] = defaultdict(float)
        for entity in sorted(self._present[document]):
            documents = self._documents[entity]
            if len(documents) <= MOST_DOCUMENTS:
                rarity = math.log(len(self._present) / len(documents))
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
