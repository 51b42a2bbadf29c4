"""SQLite FTS5 without contents, facets by SQL; only the analysis is Diwan's."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation.speed.asked import Asked
from indexer.work import Ready

_SCHEMA = """
CREATE VIRTUAL TABLE IF NOT EXISTS text USING fts5(terms, surfaces, content='',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'");
CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT, language TEXT, day INTEGER, year INTEGER);
CREATE TABLE IF NOT EXISTS entity (number INTEGER, name TEXT);
CREATE INDEX IF NOT EXISTS entity_number ON entity (number);
"""
_FACETS = (
    "SELECT language, count(*) FROM found CROSS JOIN document USING (number) GROUP BY 1",
    "SELECT year, count(*) FROM found CROSS JOIN document USING (number) GROUP BY 1",
    "SELECT name, count(*) FROM found CROSS JOIN entity USING (number) GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
)


class Fts5:
    """See Contender."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        """See Contender."""
        self.folder.mkdir(exist_ok=True)
        self._connection = sqlite3.connect(self.folder / "fts5.sqlite")
        self._connection.executescript(_SCHEMA)
        self._count: int = self._connection.execute("SELECT count(*) FROM document").fetchone()[0]

    def add(self, batch: Sequence[Ready]) -> None:
        """See Contender."""
        execute = self._connection.execute
        for ready in batch:
            self._count += 1
            made, day = ready.entry.document, ready.entry.document.date
            dated = (day.first.toordinal(), day.first.year) if day else (None, None)
            values = (self._count, ready.entry.terms, ready.entry.surfaces)
            execute("INSERT INTO text (rowid, terms, surfaces) VALUES (?, ?, ?)", values)
            execute("INSERT INTO document VALUES (?, ?, ?, ?, ?)", (self._count, made.id, made.language, *dated))
            rows = [(self._count, name) for name in {mention.name for mention in made.mentions}]
            self._connection.executemany("INSERT INTO entity VALUES (?, ?)", rows)

    def finish(self) -> None:
        """See Contender."""
        self._connection.commit()
        self._connection.close()

    def open(self) -> None:
        """See Contender."""
        self._connection = sqlite3.connect(self.folder / "fts5.sqlite")
        self._connection.execute("CREATE TEMP TABLE found (number INTEGER PRIMARY KEY, rank REAL)")

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        execute = self._connection.execute
        narrowed: str = ""
        values: tuple[str | int, ...] = ()
        if asked.language and asked.days:
            narrowed = "AND document.language = ? AND document.day BETWEEN ? AND ?"
            values = (asked.language, *(day.toordinal() for day in asked.days))
        execute("DELETE FROM found")
        execute(
            "INSERT INTO found SELECT text.rowid, rank FROM text CROSS JOIN document ON number = text.rowid "
            f"WHERE text MATCH ? {narrowed}",
            (_match(asked), *values),
        )
        total = int(execute("SELECT count(*) FROM found").fetchone()[0])
        execute("SELECT id FROM found JOIN document USING (number) ORDER BY found.rank LIMIT 10").fetchall()
        for facet in _FACETS:
            execute(facet).fetchall()
        return total

    def clock(self) -> float:
        """See Contender."""
        return time.process_time()

    def close(self) -> None:
        """See Contender."""
        self._connection.close()


def _match(asked: Asked) -> str:
    if asked.kind == "phrase":
        return f"terms : {_quoted(' '.join(asked.terms))}"
    if asked.kind == "prefix":
        return f"surfaces : {_quoted(asked.surfaces[0])} *"
    return f"terms : ({(' OR ' if asked.kind == 'either word' else ' AND ').join(map(_quoted, asked.terms))})"


def _quoted(words: str) -> str:
    return '"{}"'.format(words.replace('"', '""'))
