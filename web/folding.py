"""Copies among the hits of a page, folded under the first of them: shown once, counted each.

One whose first stands on another page is marked and leads to it. To leave it out there, an engine would have to group
its matches: Tantivy does not, OpenSearch not with a cursor. Copies are alike in score and often in date, so that most
stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.alike import group
from search.types import Document, Hit


@dataclass(frozen=True, slots=True)
class Card:
    """A hit as the page shows it, those hits of the page that have the same text, how many others have it in all."""

    hit: Hit
    copies: tuple[Document, ...]
    others: int = 0

    @property
    def elsewhere(self) -> str | None:
        """The id of the document that this one is a copy of, where that is not on the page."""
        first = self.hit.document.copy_of
        return None if any(copy.id == first for copy in self.copies) else first


def cards(hits: Iterable[Hit], copied: Mapping[str, int]) -> list[Card]:
    """The hits in their order, each copy under the first hit of its group; `copied`: others with its text, by id."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(group(hit.document), []).append(hit)
    return [
        Card(first, tuple(copy.document for copy in copies), copied.get(first.document.id, 0))
        for first, *copies in groups.values()
    ]
