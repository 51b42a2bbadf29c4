"""Copies: which earlier document a text is a copy of, exactly or nearly.

Exact: the same words in the same order. Near: MinHash over word 3-grams (rensa, 128 permutations) names candidates,
and the Jaccard similarity of the 3-grams themselves decides (at least one half). Measured on stories with furniture
added, 30 % cut or 10 % of their words lost, whose true similarities are .92, .67 and .63: evaluation/reading_copies.py.
Simhash found less than a third of those. Translations are not found.
"""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

from rensa import RMinHash

from search.errors import ArchiveDamaged

_PERMUTATIONS, _SEED = 128, 1
#: 32 bands of 4: a pair of similarity .5 meets with probability .87, of .63 with .996.
_BANDS, _ROWS = 32, 4
_WORDS, _SIMILAR = 3, 0.5
#: 3-grams of a text that are kept, those of the smallest hashes: all of them below some 500 words, else a sample.
_KEPT = 512
#: Words of a book by which it is compared.
_MOST_WORDS = 50_000
#: With fewer 3-grams two texts are alike only where they are the same.
_FEWEST = 10
#: Candidates that are compared: more share a band only where a text is repeated, and then the first decide.
_MOST_CANDIDATES = 50
_FORMAT = f"1 {RMinHash.ALGORITHM_VERSION}"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (format TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, copy_of TEXT,
    whole BLOB NOT NULL, grams BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_whole ON document (whole);
CREATE INDEX IF NOT EXISTS by_copy ON document (copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE IF NOT EXISTS band (key INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_number ON band (number);
"""


class Signatures:
    """The signatures of an archive's documents, in a file of their own; what was added lasts from `commit` on."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)
        found = self._connection.execute("SELECT format FROM meta").fetchone()
        if found is None:
            self._connection.execute("INSERT INTO meta VALUES (?)", (_FORMAT,))
        elif found[0] != _FORMAT:
            self._connection.close()
            raise ArchiveDamaged(what=path.name, reason=f"made in the format {found[0]}, not {_FORMAT}")

    def add(self, identifier: str, text: str) -> str | None:
        """Keeps a document (again), and gives the id of the first one that it is a copy of, or None."""
        self.remove([identifier])
        words = _words(text)
        whole = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
        words = words[:_MOST_WORDS]
        grams = {" ".join(words[place : place + _WORDS]) for place in range(len(words) - _WORDS + 1)}
        hashes = sorted({zlib.crc32(gram.encode("utf-8", "replace")) for gram in grams})[:_KEPT]
        keys = _keys(grams) if len(grams) >= _FEWEST else []
        first = self._same(whole) if words else None
        if first is None:
            first = self._near(keys, hashes)
        row = (identifier, first, whole, array("I", hashes).tobytes())
        number = self._connection.execute("INSERT INTO document (id, copy_of, whole, grams) VALUES (?, ?, ?, ?)", row)
        self._connection.executemany("INSERT INTO band VALUES (?, ?)", [(key, number.lastrowid) for key in keys])
        return first

    def remove(self, identifiers: Iterable[str]) -> None:
        """Forgets documents; of the copies of one of them the earliest becomes the first."""
        for identifier in identifiers:
            found = self._connection.execute("SELECT number FROM document WHERE id = ?", (identifier,)).fetchone()
            if found is None:
                continue
            self._connection.execute("DELETE FROM band WHERE number = ?", found)
            self._connection.execute("DELETE FROM document WHERE number = ?", found)
            copies = self.copies(identifier)
            if copies:
                first, rest = copies[0], (copies[0], identifier)
                self._connection.execute("UPDATE document SET copy_of = NULL WHERE id = ?", (first,))
                self._connection.execute("UPDATE document SET copy_of = ? WHERE copy_of = ?", rest)

    def copy_of(self, identifier: str) -> str | None:
        """The first document that this one is a copy of, or None."""
        found = self._connection.execute("SELECT copy_of FROM document WHERE id = ?", (identifier,)).fetchone()
        return found[0] if found else None

    def copies(self, identifier: str) -> list[str]:
        """The copies of a document, in the order in which they were added."""
        sql = "SELECT id FROM document WHERE copy_of = ? ORDER BY number"
        return [row[0] for row in self._connection.execute(sql, (identifier,))]

    def commit(self) -> None:
        """Makes everything so far last."""
        self._connection.commit()

    def close(self) -> None:
        """Forgets what was not committed."""
        self._connection.close()

    def _same(self, whole: bytes) -> str | None:
        sql = "SELECT coalesce(copy_of, id) FROM document WHERE whole = ? ORDER BY number LIMIT 1"
        found = self._connection.execute(sql, (whole,)).fetchone()
        return found[0] if found else None

    def _near(self, keys: list[int], hashes: list[int]) -> str | None:
        if not keys:
            return None
        sql = (
            f"SELECT coalesce(copy_of, id), grams FROM document WHERE number IN "
            f"(SELECT number FROM band WHERE key IN ({','.join('?' * len(keys))}) "
            "GROUP BY number ORDER BY count(*) DESC, number LIMIT ?)"
        )
        best = (0.0, "")
        for first, kept in self._connection.execute(sql, (*keys, _MOST_CANDIDATES)):
            other = array("I")
            other.frombytes(kept)
            best = max(best, (_similarity(hashes, list(other)), first))
        return best[1] if best[0] >= _SIMILAR else None


class _Folded(dict[int, str | None]):
    """Which character stands for another: letters and digits folded, marks of Arabic dropped, the rest a space."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kind = unicodedata.category(character)[0]
        if (kind == "M" and "\u0600" <= character <= "\u06ff") or character in "\u0640\u200c\u200d":
            folded: str | None = None
        elif kind in "LMN":
            folded = unicodedata.normalize("NFKC", character).casefold()
        else:
            folded = " "
        self[code] = folded
        return folded


_FOLDED = _Folded({ord(a): b for a, b in zip("يىكأإآٱ", "ییکاااا", strict=True)})


def _words(text: str) -> list[str]:
    return text.translate(_FOLDED).split()


def _keys(grams: set[str]) -> list[int]:
    """A number for each band of the MinHash of a text."""
    hashing = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    hashing.update(sorted(grams))
    digest = array("I", hashing.digest())
    bands = (digest[start : start + _ROWS].tobytes() for start in range(0, _BANDS * _ROWS, _ROWS))
    hashed = (hashlib.blake2b(band, digest_size=8, salt=bytes([number])) for number, band in enumerate(bands))
    return [int.from_bytes(one.digest(), "big", signed=True) for one in hashed]


def _similarity(some: list[int], others: list[int]) -> float:
    """Jaccard similarity of two sets, from the smallest hashes of each: exact where all were kept."""
    union = sorted({*some, *others})
    if len(some) >= _KEPT or len(others) >= _KEPT:
        union = union[:_KEPT]
    both = {*some} & {*others}
    return sum(one in both for one in union) / len(union) if union else 0.0
