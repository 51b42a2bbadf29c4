"""The databases beside an index: SQLite files in an archive's folder, or tables of a PostgreSQL server.

Statements are written once, as SQLite takes them; `dialect` names every difference.
"""

from __future__ import annotations

from pathlib import Path

from search.database.base import Database, Tables, Where
from search.database.sqlite import SQLite

__all__ = ["Database", "Tables", "Where", "connect", "drop"]

#: Seconds to wait for another process that writes to the same database.
WAIT = 60.0


def connect(where: Where, wait: float = WAIT) -> Database:
    """A database, for all threads of this process. Open it after a fork.

    `wait`: seconds after which `begin` gives up. Raises EngineDown, EngineRefuses (PostgreSQL only).
    """
    if isinstance(where, Path):
        return SQLite(where, wait)
    # Loaded only where it is used: no archive of one machine needs it.
    from search.database.postgresql import PostgreSQL

    return PostgreSQL(where, wait)


def drop(tables: Tables) -> None:
    """Takes tables away, with what they hold. Raises EngineDown, EngineRefuses."""
    from search.database import postgresql

    postgresql.drop(tables)
