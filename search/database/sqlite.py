"""A database that is a file: SQLite, with a write-ahead log, so that readers never wait."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from search.errors import ArchiveBusy
from search.frozen import connect, write_ahead


class SQLite:
    """See `base.Database`."""

    def __init__(self, path: Path, wait: float) -> None:
        self._path = path
        self._connection = connect(path, wait)
        # An archive that nobody holds any more is let go of, not closed: requests may still have been using it.
        weakref.finalize(self, self._connection.close)

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """See Database."""
        return self._connection.execute(statement, values).fetchall()

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """See Database."""
        self._connection.executemany(statement, rows)

    def set_up(self, schema: str) -> None:
        """See Database."""
        write_ahead(self._connection)
        self._connection.executescript(schema)

    def begin(self) -> None:
        """See Database."""
        if self._connection.in_transaction:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise ArchiveBusy(archive=str(self._path.parent.parent)) from error

    def commit(self) -> None:
        """See Database."""
        self._connection.commit()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See Database."""
        self.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self.commit()

    def close(self) -> None:
        """See Database."""
        self._connection.close()
