"""What was added to an archive: each file, what it held when it was read, the documents it gave, what failed of it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from search.errors import Unreadable
from search.frozen import write_ahead

_SCHEMA = """
CREATE TABLE IF NOT EXISTS file
(source TEXT PRIMARY KEY, path BLOB NOT NULL, size INTEGER, modified INTEGER, digest TEXT, ids TEXT NOT NULL,
 options TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS beside (source TEXT PRIMARY KEY, stamp TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failure
(file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS failure_of ON failure (file);
"""
#: Seconds for which a process waits until another, that adds to the same archive, has made its commit.
WAIT = 600.0
#: What is kept of a failure.
_FAILURE = ("source", "reason", "hint", "kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was read: size in bytes, modified in nanoseconds, SHA-256, ids of its documents, options.

    `beside`: what lay beside it and was read with it, as `sidecar.stamp` says.
    """

    source: str
    path: str
    size: int
    modified: int
    digest: str
    ids: tuple[str, ...]
    options: str = ""
    beside: str = ""


class Ledger:
    """The files of one archive, in SQLite. Its changes are committed after the engine's: a crash reads files again."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=WAIT)
        write_ahead(self._connection)
        self._connection.executescript(_SCHEMA)

    def begin(self) -> None:
        """From here to `commit` nobody else changes the archive's files beside the index; waits until nobody does.

        Several processes may add to one archive where its engine allows it, so whoever changes any of these files
        takes the ledger first: in one order, nobody waits for one who waits.
        """
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def get(self, source: str) -> Entry | None:
        """The entry of one file, or None."""
        rows = self._rows("WHERE source = ?", source)
        return next(rows, None)

    def all(self) -> Iterator[Entry]:
        """Every entry, in the order of sources."""
        return self._rows("ORDER BY source")

    def below(self, source: str) -> Iterator[Entry]:
        """The entry of a file, or of every file below a folder."""
        return self._rows(f"WHERE {_below('source')} ORDER BY source", source, source.rstrip("/") + "/")

    def put(self, entry: Entry) -> None:
        """Adds or replaces an entry; lasts from `commit` on."""
        ids = orjson.dumps(entry.ids).decode()
        row = (
            entry.source,
            os.fsencode(entry.path),
            entry.size,
            entry.modified,
            entry.digest,
            ids,
            entry.options,
        )
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._connection.execute("INSERT OR REPLACE INTO beside VALUES (?, ?)", (entry.source, entry.beside))

    def remove(self, source: str) -> None:
        """Takes an entry out; lasts from `commit` on."""
        self._connection.execute("DELETE FROM file WHERE source = ?", (source,))
        self._connection.execute("DELETE FROM beside WHERE source = ?", (source,))

    def failed(self, file: str, failures: Iterable[Unreadable]) -> None:
        """Keeps what failed of a file when it was read last, in place of what had before; lasts from `commit` on."""
        self._connection.execute("DELETE FROM failure WHERE file = ?", (file,))
        rows = [(file, *(str(one.values.get(name, "")) for name in _FAILURE)) for one in failures]
        self._connection.executemany("INSERT INTO failure VALUES (?, ?, ?, ?, ?)", rows)

    def failures(self, below: str = "") -> dict[str, list[Unreadable]]:
        """File -> what failed of it, in the order of files; `below`: only a file, or those below a folder."""
        where, values = (f"WHERE {_below('file')}", (below, below.rstrip("/") + "/")) if below else ("", ())
        found: dict[str, list[Unreadable]] = {}
        columns = ", ".join(_FAILURE)
        for file, *row in self._connection.execute(
            f"SELECT file, {columns} FROM failure {where} ORDER BY file, rowid", values
        ):
            found.setdefault(file, []).append(Unreadable(**dict(zip(_FAILURE, row, strict=True))))
        return found

    def commit(self) -> None:
        """Makes the changes so far last."""
        self._connection.commit()

    def close(self) -> None:
        """Lets go of the file; what was not committed is forgotten."""
        self._connection.close()

    def _rows(self, where: str, *values: object) -> Iterator[Entry]:
        columns = "source, path, size, modified, digest, ids, options, coalesce(stamp, '')"
        for row in self._connection.execute(
            f"SELECT {columns} FROM file LEFT JOIN beside USING (source) {where}", values
        ).fetchall():
            found, path, size, modified, content, ids, options, beside = row
            yield Entry(found, os.fsdecode(path), size, modified, content, tuple(orjson.loads(ids)), options, beside)


def _below(column: str) -> str:
    """A file (?1), or any below the folder of it (?2, with its slash)."""
    return f"{column} = ?1 OR substr({column}, 1, length(?2)) = ?2"


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
