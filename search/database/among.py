"""Rows of a database by many values of a column, some hundreds in a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from search.database.base import Database

#: Values asked for in one statement; SQLite takes no more than some thousands.
MOST_VARIABLES = 900


def among(database: Database, select: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement that ends in a column, which is to have one of these values."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), MOST_VARIABLES):
        few = distinct[start : start + MOST_VARIABLES]
        yield from database.execute(f"{select} IN ({','.join('?' * len(few))})", few)
