"""Copies: which earlier document a text is a copy of, exactly or nearly.

Exact: the same words in the same order. Near: MinHash over word 3-grams names candidates (`signature`), and the
Jaccard similarity of the 3-grams themselves decides (at least one half). Measured on stories with furniture
added, 30 % cut or 10 % of their words lost, whose true similarities are .92, .67 and .63: evaluation/reading_copies.py.
Simhash found less than a third of those. Translations are not found.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

from indexer.signature import FORMAT, KEPT, Signature, hashes_of
from search.database import Where, connect
from search.errors import ArchiveDamaged

_SIMILAR = 0.5
#: Candidates that are compared: more share a band only where a text is repeated, and then the first decide.
_MOST_CANDIDATES = 50
_FORMAT = f"{FORMAT} {sys.byteorder}"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (format TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, copy_of TEXT,
    whole BLOB NOT NULL, grams BLOB NOT NULL, bands BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_whole ON document (whole);
CREATE INDEX IF NOT EXISTS by_copy ON document (copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE IF NOT EXISTS band (key INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (key, number)) WITHOUT ROWID;
"""


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

    def add(self, identifier: str, made: Signature) -> str | None:
        """Keeps a document (again), and gives the id of the first one that it is a copy of, or None."""
        self.remove([identifier])
        first = self.find(made)
        bands = array("q", made.bands).tobytes()
        statement = "INSERT INTO document (id, copy_of, whole, grams, bands) VALUES (?, ?, ?, ?, ?) RETURNING number"
        number = self._database.execute(statement, (identifier, first, made.whole, made.grams, bands))[0][0]
        self._database.executemany("INSERT INTO band VALUES (?, ?)", [(band, number) for band in {*made.bands}])
        return first

    def find(self, made: Signature) -> str | None:
        """The id of the first document that a text of this signature is, or is a copy of; None where there is none."""
        return (self._same(made.whole) or self._near(made)) if made.whole else None

    def remove(self, identifiers: Iterable[str]) -> None:
        """Forgets documents; of the copies of one of them the earliest becomes the first."""
        self._database.begin()
        for identifier in identifiers:
            found = self._database.execute("SELECT number, bands FROM document WHERE id = ?", (identifier,))
            if not found:
                continue
            number, packed = found[0]
            bands = array("q")
            bands.frombytes(packed)
            rows = [(band, number) for band in bands]
            self._database.executemany("DELETE FROM band WHERE key = ? AND number = ?", rows)
            self._database.execute("DELETE FROM document WHERE number = ?", (number,))
            copies = self.copies(identifier)
            if copies:
                first, rest = copies[0], (copies[0], identifier)
                self._database.execute("UPDATE document SET copy_of = NULL WHERE id = ?", (first,))
                self._database.execute("UPDATE document SET copy_of = ? WHERE copy_of = ?", rest)

    def copy_of(self, identifier: str) -> str | None:
        """The first document that this one is a copy of, or None."""
        found = self._database.execute("SELECT copy_of FROM document WHERE id = ?", (identifier,))
        return found[0][0] if found else None

    def copies(self, identifier: str) -> list[str]:
        """The copies of a document, in the order in which they were added."""
        sql = "SELECT id FROM document WHERE copy_of = ? ORDER BY number"
        return [row[0] for row in self._database.execute(sql, (identifier,))]

    def commit(self) -> None:
        """Makes everything so far last."""
        self._database.commit()

    def close(self) -> None:
        """Forgets what was not committed."""
        self._database.close()

    def _same(self, whole: bytes) -> str | None:
        sql = "SELECT coalesce(copy_of, id) FROM document WHERE whole = ? ORDER BY number LIMIT 1"
        found = self._database.execute(sql, (whole,))
        return found[0][0] if found else None

    def _near(self, made: Signature) -> str | None:
        if not made.bands:
            return None
        sql = (
            f"SELECT coalesce(copy_of, id), grams FROM document WHERE number IN "
            f"(SELECT number FROM band WHERE key IN ({','.join('?' * len(made.bands))}) "
            "GROUP BY number ORDER BY count(*) DESC, number LIMIT ?)"
        )
        own = hashes_of(made.grams)
        best = (0.0, "")
        for first, kept in self._database.execute(sql, (*made.bands, _MOST_CANDIDATES)):
            best = max(best, (_similarity(own, hashes_of(kept)), first))
        return best[1] if best[0] >= _SIMILAR else None


def _similarity(some: Sequence[int], others: Sequence[int]) -> float:
    """Jaccard similarity of two sets, from the smallest hashes of each: exact where all were kept."""
    union = sorted({*some, *others})
    if len(some) >= KEPT or len(others) >= KEPT:
        union = union[:KEPT]
    both = {*some} & {*others}
    return sum(one in both for one in union) / len(union) if union else 0.0
