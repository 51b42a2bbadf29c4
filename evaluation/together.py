"""What tantivy-py holds, in as few segments as Diwan's: a search pays for each, so only then are the two alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from search.engines.tantivy_.merging import missing, sizes

#: Documents kept back until the end, each to be a segment of its own.
_HELD = 7


class Together:
    """Writes documents to an index in a folder, and at its end brings them together."""

    def __init__(self, index: tantivy.Index, folder: Path) -> None:
        self._writer = index.writer(128_000_000, 1)
        self._folder = folder
        self._held: list[tantivy.Document] = []

    def add(self, documents: Iterable[tantivy.Document]) -> None:
        """Adds documents; the last few are kept back."""
        held = [*self._held, *documents]
        for document in held[:-_HELD]:
            self._writer.add_document(document)
        self._held = held[-_HELD:]

    def end(self) -> None:
        """Commits, and waits until all is merged."""
        self._writer.commit()
        for document in self._held:
            self._writer.add_document(document)
            if missing(sizes(self._folder)):
                self._writer.commit()
        self._writer.commit()
        self._writer.wait_merging_threads()
