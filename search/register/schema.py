"""The tables of the register."""

from __future__ import annotations

from search.database import Database
from search.register.known import Perhaps

#: `relinked`: how many documents the archive had at the end of the last relink.
#: `key`: under which similar names are found. `start`: names from each of their words on, as people begin to type them.
SCHEMA = """
CREATE TABLE IF NOT EXISTS entity
(id TEXT PRIMARY KEY, type TEXT NOT NULL, part_of TEXT, hidden INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS name
(entity TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL,
 rank INTEGER NOT NULL, PRIMARY KEY (entity, language, name)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_folded ON name (folded);
CREATE TABLE IF NOT EXISTS key
(key TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (key, entity)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS key_entity ON key (entity);
CREATE TABLE IF NOT EXISTS start
(entity TEXT NOT NULL, text TEXT NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (entity, text)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS start_text ON start (text, length);
CREATE TABLE IF NOT EXISTS redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS suggestion
(a TEXT NOT NULL, b TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS division
(entity TEXT NOT NULL, other TEXT NOT NULL, beside TEXT NOT NULL, documents INTEGER NOT NULL,
 sure INTEGER NOT NULL, PRIMARY KEY (entity, other)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS relinked (documents INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS generation (number INTEGER NOT NULL) STRICT;
INSERT INTO generation SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM generation);
"""
#: Those made anew when the whole register is.
TABLES = ("entity", "name", "key", "start", "suggestion", "division")
#: A row in place of the one of the same key.
PUT_ENTITY = (
    "INSERT INTO entity VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "type = excluded.type, part_of = excluded.part_of, hidden = excluded.hidden"
)
PUT_REDIRECT = "INSERT INTO redirect VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new"
PUT_DIVISION = (
    "INSERT INTO division VALUES (?, ?, ?, ?, ?) ON CONFLICT (entity, other) DO UPDATE SET "
    "beside = excluded.beside, documents = excluded.documents, sure = excluded.sure"
)


def division(found: Perhaps) -> tuple[object, ...]:
    """The row of `division` that keeps it."""
    return found.entity, found.other, " ".join(found.beside), found.documents, int(found.sure)


def counted(database: Database) -> int:
    """The number of a change that is being made to the register: read with it, as another may follow at once."""
    return int(database.execute("UPDATE generation SET number = number + 1 RETURNING number")[0][0])
