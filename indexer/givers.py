"""Which files give a document: two may hold the same one, by its id or its address, and the archive keeps it once."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from indexer.document import has_own_id
from indexer.duplicates import Signatures
from indexer.ledger import UNREAD, Entry, Ledger
from search.engines.base import Engine
from search.types import Document


class Givers:
    """Of one archive that is written to.

    `again`: files to read again, as they give what is kept as another file, which no longer gives it, had it.
    """

    def __init__(self, engine: Engine, ledger: Ledger, copies: Signatures) -> None:
        self._engine = engine
        self._ledger = ledger
        self._copies = copies
        self._new: list[str] = []
        self.again: list[Entry] = []

    def leaving(self, gone: Mapping[str, str]) -> list[str]:
        """Of documents, each with the file that no longer gives it, those that no other file gives."""
        leaving, asked = [], set()
        for id_, file in gone.items():
            kept = self._engine.get(id_)
            if kept and not is_of(kept, file):
                continue  # another file gave it since
            leaving.append(id_)
            if kept and has_own_id(kept):
                asked.add(id_)
        given = self._given_by_others(asked, set(gone.values())) if asked else set()
        return [id_ for id_ in leaving if id_ not in given]

    def _given_by_others(self, ids: set[str], files: set[str]) -> set[str]:
        """Which of these documents other files than these give too; such files will be read again."""
        found: set[str] = set()
        for entry in self._ledger.all():
            if entry.source not in files and not ids.isdisjoint(entry.ids):
                found |= ids.intersection(entry.ids)
                self._ledger.put(replace(entry, modified=UNREAD))
                self.again.append(entry)
        return found

    def see(self, document: Document, now: Container[str], before: Container[str]) -> None:
        """Takes note of what a file gives; `now`: the ids of what it gave already, `before`: when it was read last."""
        if has_own_id(document) and (document.id in now or document.id not in before):
            self._new.append(document.id)

    def taken(self) -> int:
        """How many documents, of those seen since this was last asked, took the place of another of the same id."""
        there = self._copies.there(set(self._new))
        taken = len(self._new) - len(set(self._new) - there)
        self._new.clear()
        return taken


def is_of(document: Document, file: str) -> bool:
    """Whether it was read from this file, or from a part of it."""
    return document.source == file or document.source.startswith(f"{file}#")
