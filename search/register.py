"""The register of people, places and organisations: id, type, names per language. SQLite beside the index.

Its generation is committed before the engine's, and every index entry carries the generation it was made with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import orjson

from search.types import Entity, Named

#: Values asked for in one statement; SQLite takes no more than some thousands.
MOST_VARIABLES = 900

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entity (id TEXT PRIMARY KEY, type TEXT NOT NULL, part_of TEXT, names TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS generation (number INTEGER NOT NULL) STRICT;
INSERT INTO generation SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM generation);
"""

#: Where a language has no name of its own for an entity: whose name a reader of it reads best.
_NEXT_BEST = {
    "fa-AF": ("fa", "ps", "en"),
    "prs": ("fa-AF", "fa", "en"),
    "ps": ("fa-AF", "fa", "en"),
    "ur": ("fa", "en"),
}


class Register:
    """The entities of one archive. One connection a thread of one process; open it after a fork."""

    def __init__(self, path: Path, writing: bool = False) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._known: dict[str, Entity] = {}
        self._version = -1
        if writing:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.executescript(_SCHEMA)

    def generation(self) -> int:
        """How many times the register has been changed."""
        return int(self._connection.execute("SELECT number FROM generation").fetchone()[0])

    def put(self, entities: Iterable[Entity]) -> int:
        """Adds or replaces entities in one commit; the new generation. Nothing to add: the present one."""
        rows = [(e.id, e.type, e.part_of, orjson.dumps(dict(e.names)).decode()) for e in entities]
        if rows:
            self._known.clear()
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?)", rows)
                self._connection.execute("UPDATE generation SET number = number + 1")
        return self.generation()

    def get(self, ids: Iterable[str]) -> dict[str, Entity]:
        """The entities of these ids; an id that is not there is left out."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._known, self._version = {}, version
        wanted = list(dict.fromkeys(ids))
        missing = [id_ for id_ in wanted if id_ not in self._known]
        for at in range(0, len(missing), MOST_VARIABLES):
            part = missing[at : at + MOST_VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(f"SELECT id, type, part_of, names FROM entity WHERE id IN ({marks})", part)
            for id_, type_, part_of, names in rows:
                by_language = {language: tuple(forms) for language, forms in orjson.loads(names).items()}
                self._known[id_] = Entity(id_, type_, by_language, part_of)
        return {id_: self._known[id_] for id_ in wanted if id_ in self._known}

    def labels(self, ids: Iterable[str], language: str) -> dict[str, Named]:
        """Each entity as shown to a reader of `language`: its name there, else in the nearest language, else any."""
        return {id_: label(entity, language) for id_, entity in self.get(ids).items()}

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


def label(entity: Entity, language: str) -> Named:
    """The name of an entity for a reader of `language`, and the language that name is in."""
    for code in (language, *_NEXT_BEST.get(language, ("en",)), *sorted(entity.names)):
        if entity.names.get(code):
            return Named(entity.id, entity.type, entity.names[code][0], code)
    return Named(entity.id, entity.type, entity.id, "und")
