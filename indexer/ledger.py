"""What was added to an archive: each file, what it held when it was read, the documents it gave, what failed of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import orjson

from search.database import Tables, Where, connect
from search.database.base import OF
from search.errors import Unreadable

_SCHEMA = """
CREATE TABLE IF NOT EXISTS file
(source TEXT PRIMARY KEY, path BLOB NOT NULL, size INTEGER, modified INTEGER, digest TEXT, ids TEXT NOT NULL,
 options TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS beside (source TEXT PRIMARY KEY, stamp TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failure
(file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS failure_of ON failure (file);
"""
#: Seconds for which a process waits until another, that adds to the same archive, has made its commit or its relink.
WAIT = 3600.0
_PUT_FILE = (
    "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET path = excluded.path, "
    "size = excluded.size, modified = excluded.modified, digest = excluded.digest, ids = excluded.ids, "
    "options = excluded.options"
)
_PUT_BESIDE = "INSERT INTO beside VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET stamp = excluded.stamp"
#: Bytes of a source that PostgreSQL still finds by an index, with a machine's name before it.
LONGEST = 2_500
#: When a file was modified that is to be read again.
UNREAD = -1
#: Bytes of a file that are hashed at a time.
_PIECE = 1 << 16
#: What is kept of a failure.
_FAILURE = ("source", "reason", "hint", "kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was read: size in bytes, modified in nanoseconds, SHA-256, ids of its documents, options.

    `beside`: what lay beside it and was read with it, as `sidecar.stamp` says. `machine`: which other machine of the
    archive the path is of; "" for this one.
    """

    source: str
    path: str
    size: int
    modified: int
    digest: str
    ids: tuple[str, ...]
    options: str = ""
    beside: str = ""
    machine: str = ""


class Ledger:
    """The files of one archive. Its changes are committed after the engine's: a crash reads files again."""

    def __init__(self, where: Where, wait: float = WAIT) -> None:
        self._here = where.here if isinstance(where, Tables) else ""
        self._database = connect(where, wait)
        self._database.set_up(_SCHEMA)

    def begin(self) -> None:
        """From here to `commit` nobody else changes what the archive keeps beside the index; waits until nobody does.

        Several processes may add to one archive where its engine allows it, so whoever changes any of these databases
        takes the ledger first: in one order, nobody waits for one who waits. Raises ArchiveBusy.
        """
        self._database.begin()

    def alone(self) -> AbstractContextManager[None]:
        """`begin`, then `commit`."""
        return self._database.transaction()

    def can_keep(self, source: str) -> bool:
        """Whether a file of this name can be found again."""
        return not self._here or len(os.fsencode(source)) <= LONGEST

    def get(self, source: str) -> Entry | None:
        """The entry of one file, or None."""
        rows = self._rows("WHERE source = ?", source)
        return next(rows, None)

    def all(self) -> Iterator[Entry]:
        """Every entry, in the order of sources."""
        return self._rows("ORDER BY source")

    def below(self, source: str) -> Iterator[Entry]:
        """The entry of a file, or of every file below a folder."""
        return self._rows(f"WHERE {_below('source')} ORDER BY source", *_at_or_below(source))

    def put(self, entry: Entry) -> None:
        """Adds or replaces an entry; lasts from `commit` on."""
        self._database.begin()
        ids = orjson.dumps(entry.ids).decode()
        machine = f"{entry.machine}{OF}" if entry.machine else self._here
        row = (
            entry.source,
            os.fsencode(machine + entry.path),
            entry.size,
            entry.modified,
            entry.digest,
            ids,
            entry.options,
        )
        self._database.execute(_PUT_FILE, row)
        self._database.execute(_PUT_BESIDE, (entry.source, entry.beside))

    def remove(self, source: str) -> None:
        """Takes an entry out; lasts from `commit` on."""
        self._database.begin()
        self._database.execute("DELETE FROM file WHERE source = ?", (source,))
        self._database.execute("DELETE FROM beside WHERE source = ?", (source,))

    def failed(self, file: str, failures: Iterable[Unreadable], machine: str = "") -> None:
        """Keeps what failed of a file when it was read last, in place of what had before; lasts from `commit` on.

        `machine`: which other machine of the archive read it; "" for this one.
        """
        self._database.begin()
        file = (f"{machine}{OF}" if machine else self._here) + file
        self._database.execute("DELETE FROM failure WHERE file = ?", (file,))
        rows = [(file, *(str(one.values.get(name, "")) for name in _FAILURE)) for one in failures]
        self._database.executemany("INSERT INTO failure VALUES (?, ?, ?, ?, ?)", rows)

    def failures(self, below: str = "") -> dict[str, list[Unreadable]]:
        """File -> what failed of it, in the order of files; `below`: only a file, or those below a folder, of here."""
        where, values = (f"WHERE {_below('file')}", _at_or_below(self._here + below)) if below else ("", ())
        found: dict[str, list[Unreadable]] = {}
        for _, file, failure in self._failures(where, *values):
            found.setdefault(file, []).append(failure)
        return found

    def failures_anywhere(self) -> dict[tuple[str, str], list[Unreadable]]:
        """The same of the files of every machine: by the machine, "" for this one, and the file."""
        found: dict[tuple[str, str], list[Unreadable]] = {}
        for machine, file, failure in self._failures(""):
            found.setdefault((machine, file), []).append(failure)
        return found

    def commit(self) -> None:
        """Makes the changes so far last."""
        self._database.commit()

    def close(self) -> None:
        """Lets go of the file; what was not committed is forgotten."""
        self._database.close()

    def _failures(self, where: str, *values: object) -> Iterator[tuple[str, str, Unreadable]]:
        """What failed, each with the other machine that its file is of, if any, and the file."""
        statement = f"SELECT file, {', '.join(_FAILURE)} FROM failure {where} ORDER BY file, rowid"
        for kept, *row in self._database.execute(statement, values):
            machine, of, file = kept.partition(OF) if self._here else ("", "", kept)
            other = machine if machine + of != self._here else ""
            yield other, file, Unreadable(**dict(zip(_FAILURE, row, strict=True)))

    def _rows(self, where: str, *values: object) -> Iterator[Entry]:
        columns = "source, path, size, modified, digest, ids, options, coalesce(stamp, '')"
        for row in self._database.execute(
            f"SELECT {columns} FROM file LEFT JOIN beside USING (source) {where}", values
        ):
            found, path, size, modified, content, ids, options, beside = row
            machine, of, path = os.fsdecode(path).partition(OF) if self._here else ("", "", os.fsdecode(path))
            other = machine if machine + of != self._here else ""
            yield Entry(found, path, size, modified, content, tuple(orjson.loads(ids)), options, beside, other)


def _below(column: str) -> str:
    """A file, or any below the folder of it: with the values of `_at_or_below`."""
    return f"({column} = ? OR substr({column}, 1, ?) = ?)"


def _at_or_below(name: str) -> tuple[str, int, str]:
    folder = name.rstrip("/") + "/"
    return name, len(folder), folder


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    # Not hashlib.file_digest, which makes a buffer for a large file each time.
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while some := file.read(_PIECE):
            found.update(some)
    return found.hexdigest()
