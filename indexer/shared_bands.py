"""Bands as rows of a database that several machines share."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.bands import Fresh
from search.database import Database
from search.database.among import among

_SCHEMA = """
CREATE TABLE IF NOT EXISTS band (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number));
CREATE INDEX IF NOT EXISTS band_of ON band (number);
"""


class Rows(Fresh):
    """See Bands."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        database.set_up(_SCHEMA)
        self._database = database

    def forget(self, number: int) -> None:
        """See Bands: at once, but for what was added since `write`."""
        self._database.execute("DELETE FROM band WHERE number = ?", (number,))

    def written(self, many: Sequence[Sequence[int]]) -> list[list[int]]:
        """See Bands."""
        numbers: dict[int, list[int]] = {}
        keys = {key for each in many for key in each}
        for key, number in among(self._database, "SELECT key, number FROM band WHERE key", keys):
            numbers.setdefault(key, []).append(number)
        return [[number for key in dict.fromkeys(each) for number in numbers.get(key, ())] for each in many]

    def write(self) -> None:
        """See Bands."""
        rows = sorted((key, number) for key, numbers in self._fresh.items() for number in numbers)
        if rows:
            self._database.executemany("INSERT INTO band VALUES (?, ?)", rows)
        self._fresh.clear()

    def sweep(self) -> None:
        """See Bands: nothing is left."""
