"""Copies: which earlier document a text is a copy of, exactly or nearly.

Exact: the same words in the same order. Near: MinHash over word 3-grams names candidates (`signature`), and the
Jaccard similarity of the 3-grams themselves decides (at least one half). Measured on stories with furniture
added, 30 % cut or 10 % of their words lost, whose true similarities are .92, .67 and .63: evaluation/reading_copies.py.
Simhash found less than a third of those. Translations are not found.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from indexer.bands import Bands, Runs
from indexer.shared_bands import Rows
from indexer.signature import FORMAT, KEPT, Signature, hashes_of
from search.database import Where, connect
from search.database.among import among
from search.errors import ArchiveDamaged

_SIMILAR = 0.5
#: Candidates that are compared: more share a band only where a text is repeated, and then the first decide.
_MOST_CANDIDATES = 50
_FORMAT = f"{FORMAT}, bands apart, {sys.byteorder}"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (format TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, copy_of TEXT,
    whole BLOB NOT NULL, grams BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_whole ON document (whole);
CREATE INDEX IF NOT EXISTS by_copy ON document (copy_of) WHERE copy_of IS NOT NULL;
"""

#: Documents, each with the first one that it is a copy of now.
Moved = dict[str, str | None]


class Signatures:
    """The signatures of an archive's documents, in a database of their own; what was added lasts from `commit` on."""

    def __init__(self, where: Where) -> None:
        self._database = connect(where)
        self._database.set_up(_SCHEMA)
        found = self._database.execute("SELECT format FROM meta")
        if not found:
            self._database.execute("INSERT INTO meta VALUES (?)", (_FORMAT,))
        elif found[0][0] != _FORMAT:
            self._database.close()
            raise ArchiveDamaged(what="copies", reason=f"made in the format {found[0][0]}, not {_FORMAT}")
        beside = where.with_suffix(".bands") if isinstance(where, Path) else None
        self._moved: Moved = {}
        self._bands: Bands = Runs(beside, self._database) if beside else Rows(self._database)

    def add(self, identifier: str, made: Signature) -> str | None:
        """Keeps a document (again), and gives the id of the first one that it is a copy of, or None."""
        return self.add_all([(identifier, made)])[0]

    def add_all(self, many: Sequence[tuple[str, Signature]]) -> list[str | None]:
        """The same of many, one after the other."""
        found: list[str | None] = []
        for few in _without_repetition(many):
            found += self._add_all(few)
        return found

    def _add_all(self, many: Sequence[tuple[str, Signature]]) -> list[str | None]:
        self.remove(identifier for identifier, _ in many)
        wholes = self._wholes(made.whole for _, made in many)
        written = self._bands.written([made.bands for _, made in many])
        found: list[str | None] = []
        for (identifier, made), candidates in zip(many, written, strict=True):
            first = None
            if made.whole:
                first = wholes.get(made.whole) or self._near(made, candidates + self._bands.fresh(made.bands))
                wholes.setdefault(made.whole, first or identifier)
            found.append(first)
            self._bands.add(self._put(identifier, first, made), made.bands)
            self._moved.pop(identifier, None)
        return found

    def find(self, made: Signature) -> str | None:
        """The id of the first document that a text of this signature is, or is a copy of; None where there is none."""
        if not made.whole:
            return None
        candidates = self._bands.written([made.bands])[0] + self._bands.fresh(made.bands)
        return self._wholes([made.whole]).get(made.whole) or self._near(made, candidates)

    def remove(self, identifiers: Iterable[str]) -> None:
        """Forgets documents; of the copies of one of them the earliest becomes the first."""
        self._database.begin()
        for number, identifier in list(among(self._database, "SELECT number, id FROM document WHERE id", identifiers)):
            self._moved.pop(identifier, None)
            self._bands.forget(number)
            self._database.execute("DELETE FROM document WHERE number = ?", (number,))
            copies = self.copies(identifier)
            if copies:
                first, rest = copies[0], (copies[0], identifier)
                self._database.execute("UPDATE document SET copy_of = NULL WHERE id = ?", (first,))
                self._database.execute("UPDATE document SET copy_of = ? WHERE copy_of = ?", rest)
                self._moved.update({**dict.fromkeys(copies, first), first: None})

    def moved(self) -> Moved:
        """The documents whose first one has changed since this was last asked, though they were not added again."""
        moved, self._moved = self._moved, {}
        return moved

    def copy_of(self, identifier: str) -> str | None:
        """The first document that this one is a copy of, or None."""
        found = self._database.execute("SELECT copy_of FROM document WHERE id = ?", (identifier,))
        return found[0][0] if found else None

    def copies(self, identifier: str) -> list[str]:
        """The copies of a document, in the order in which they were added."""
        sql = "SELECT id FROM document WHERE copy_of = ? ORDER BY number"
        return [row[0] for row in self._database.execute(sql, (identifier,))]

    def there(self, identifiers: Iterable[str]) -> set[str]:
        """Which of these documents are known."""
        return {row[0] for row in among(self._database, "SELECT id FROM document WHERE id", identifiers)}

    def commit(self) -> None:
        """Makes everything so far last."""
        self._bands.write()
        self._database.commit()
        self._bands.sweep()

    def close(self) -> None:
        """Forgets what was not committed."""
        self._database.close()

    def _put(self, identifier: str, first: str | None, made: Signature) -> int:
        """Keeps a document; its number."""
        sql = "INSERT INTO document (id, copy_of, whole, grams) VALUES (?, ?, ?, ?) RETURNING number"
        return int(self._database.execute(sql, (identifier, first, made.whole, made.grams))[0][0])

    def _wholes(self, wholes: Iterable[bytes]) -> dict[bytes, str]:
        """Of each of these texts, as far as they are there, the first document that has it, or what that copies."""
        sql = "SELECT number, whole, coalesce(copy_of, id) FROM document WHERE whole"
        return {whole: first for _, whole, first in sorted(among(self._database, sql, wholes), reverse=True)}

    def _near(self, made: Signature, candidates: Iterable[int]) -> str | None:
        """The first of the document most like this one, of those that share the most bands with it."""
        ranked = [number for number, _ in sorted(Counter(candidates).items(), key=lambda pair: (-pair[1], pair[0]))]
        own = hashes_of(made.grams) if ranked else []
        best, compared = (0.0, ""), 0
        sql = "SELECT coalesce(copy_of, id), grams FROM document WHERE number"
        # Some that a band names may be gone.
        while ranked and compared < _MOST_CANDIDATES:
            few, ranked = ranked[: _MOST_CANDIDATES - compared], ranked[_MOST_CANDIDATES - compared :]
            for first, kept in among(self._database, sql, few):
                best = max(best, (_similarity(own, hashes_of(kept)), first))
                compared += 1
        return best[1] if best[0] >= _SIMILAR else None


def _without_repetition(many: Sequence[tuple[str, Signature]]) -> Iterator[list[tuple[str, Signature]]]:
    """The same in order, in stretches that hold no id twice: mostly one."""
    few: dict[str, Signature] = {}
    for identifier, made in many:
        if identifier in few:
            yield list(few.items())
            few = {}
        few[identifier] = made
    yield list(few.items())


def _similarity(some: Sequence[int], others: Sequence[int]) -> float:
    """Jaccard similarity of two sets, from the smallest hashes of each: exact where all were kept."""
    union = sorted({*some, *others})
    if len(some) >= KEPT or len(others) >= KEPT:
        union = union[:KEPT]
    both = {*some} & {*others}
    return sum(one in both for one in union) / len(union) if union else 0.0
