"""What people decided about entities: entities.csv beside the archive, one row each, or a table that machines share.

Columns: action, entity, other, language, name. An entity is named by its id, or by any name of exactly one.

    merge   entity other            the two are one, under the id of the first
    split   entity name             this name is somebody else's: an entity of its own
    rename  entity language name    what it is called in a language, before all other names
    hide    entity                  no entity at all; it is shown nowhere
    refuse  entity other            the two are not the same, and are not to be suggested
    divide  entity other            two people of one name: where `other` is mentioned too it is the second; `other` may
                                    be several ids, with spaces between them
    unite   entity                  one person, who is not to be divided

Where a row has an `other` and no use for a name, it says what the other is called, for those who read it.
An action with `undo` and a space before it takes the last row back that is otherwise the same: nothing is ever erased.
"""

from __future__ import annotations

import csv
import fcntl
import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from charset_normalizer import from_bytes

from search.database import Database, Tables, Where, connect
from search.errors import Unreadable

COLUMNS = ("action", "entity", "other", "language", "name")
_LISTED = ", ".join(COLUMNS)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS decision
(number INTEGER PRIMARY KEY, {", ".join(f"{column} TEXT NOT NULL" for column in COLUMNS)}) STRICT;
"""
UNDO = "undo "
#: Characters of a name that somebody gives: the page's field takes as many.
LONGEST_NAME = 200
#: Which columns an action needs beside `entity`.
NEEDS = {
    "merge": ("other",),
    "split": ("name",),
    "rename": ("language", "name"),
    "hide": (),
    "refuse": ("other",),
    "divide": ("other",),
    "unite": (),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One row."""

    action: str
    entity: str
    other: str = ""
    language: str = ""
    name: str = ""


def rows(where: Where) -> tuple[list[Decision], list[Unreadable]]:
    """The decisions of a file, with or without BOM, with commas, semicolons or tabs, in UTF-8 or UTF-16; or of a table.

    A bad row is a failure that names its line; the others count. No file: no decisions.
    """
    if isinstance(where, Tables):
        with closing(_opened(where)) as database:
            found = [Decision(*row) for row in database.execute(f"SELECT {_LISTED} FROM decision ORDER BY number")]
        return _counting((number, row, "decisions") for number, row in enumerate(found, 1))
    return _counting(_lines(where)) if where.exists() else ([], [])


def append(where: Where, added: list[Decision]) -> None:
    """Adds rows to a file, which is made where there is none, or to a table; several processes may add at once."""
    made = [[getattr(row, column) for column in COLUMNS] for row in added]
    if isinstance(where, Tables):
        with closing(_opened(where)) as database, database.transaction():
            database.executemany(f"INSERT INTO decision ({_LISTED}) VALUES (?, ?, ?, ?, ?)", made)
        return
    with where.open("a", encoding="utf-8", newline="") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        writer = csv.writer(file)
        if not where.stat().st_size:
            writer.writerow(COLUMNS)
        writer.writerows(made)


def _opened(where: Where) -> Database:
    database = connect(where)
    database.set_up(_SCHEMA)
    return database


def _lines(path: Path) -> Iterator[tuple[int, Decision, str]]:
    """The rows of a file, each with its line and the name of the file."""
    text = str(from_bytes(path.read_bytes()).best() or "").removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        values = [cell.strip() for cell in cells]
        if any(values) and values[0] != "action":
            yield number, Decision(*(values + [""] * len(COLUMNS))[: len(COLUMNS)]), path.name


def _counting(lines: Iterable[tuple[int, Decision, str]]) -> tuple[list[Decision], list[Unreadable]]:
    """The rows that hold, and those that make no sense; what was undone is taken out."""
    found: list[Decision] = []
    failures: list[Unreadable] = []
    for number, row, name in lines:
        if reason := fault(row):
            hint = f"Columns: {', '.join(COLUMNS)}."
            failures.append(Unreadable(source=f"{name} line {number}", reason=reason, hint=hint))
        elif row.action.startswith(UNDO):
            taken = replace(row, action=row.action.removeprefix(UNDO))
            if taken in found:
                del found[len(found) - 1 - found[::-1].index(taken)]
        else:
            found.append(row)
    return found, failures


def fault(row: Decision) -> str:
    """Why a row is no decision; "" where it is one."""
    action = row.action.removeprefix(UNDO)
    if action not in NEEDS:
        return f"{row.action!r} is no action; actions are {', '.join(NEEDS)}"
    missing = [column for column in ("entity", *NEEDS[action]) if not getattr(row, column)]
    if missing:
        return f"{row.action} needs {', '.join(missing)}"
    too_long = action == "rename" and len(row.name) > LONGEST_NAME
    return f"a name of {len(row.name):,} characters; one has at most {LONGEST_NAME}" if too_long else ""
