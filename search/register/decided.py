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
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import BinaryIO

from search import sheets
from search.database import Database, Tables, Where, connect
from search.errors import BadParameter, NotDecided, Unreadable

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

    A bad row is a failure that names its line; the others count. No file: no decisions. A file that is no such text
    is a failure as a whole.
    """
    if isinstance(where, Tables):
        with closing(_opened(where)) as database:
            found = [Decision(*row) for row in database.execute(f"SELECT {_LISTED} FROM decision ORDER BY number")]
        return _counting((number, row, "decisions") for number, row in enumerate(found, 1))
    if not where.exists():
        return [], []
    try:
        return _counting(_lines(sheets.decoded(where.read_bytes())[0], where.name))
    except BadParameter as error:
        return [], [Unreadable(source=where.name, reason=error.values["rule"], hint=error.hint)]


def append(where: Where, added: list[Decision]) -> None:
    """Adds rows to a file, which is made where there is none, or to a table; several processes may add at once.

    Raises BadParameter, NotDecided where the file, as somebody saved it, cannot take them.
    """
    if isinstance(where, Tables):
        made = [[getattr(row, column) for column in COLUMNS] for row in added]
        with closing(_opened(where)) as database, database.transaction():
            database.executemany(f"INSERT INTO decision ({_LISTED}) VALUES (?, ?, ?, ?, ?)", made)
        return
    with where.open("a+b") as file:
        _alone(file)
        file.seek(0)
        before, encoding = sheets.decoded(file.read())
        after = _following(before, added)
        if _length(before + after) != _length(before) + len(added):
            reason = f"{where.name} would not be read to its end: a quotation mark in it is never closed"
            raise NotDecided(reason=reason, hint="Mend that file first.")
        file.write(after.encode(encoding))


def _alone(file: BinaryIO) -> None:
    """Waits until no other process adds to the file; on Windows, which has no such lock, one person decides."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _length(text: str) -> int:
    return sum(1 for _ in _lines(text, ""))


def _following(before: str, added: list[Decision]) -> str:
    """Rows as they go on after a text, which a spreadsheet or an editor may have saved in its own way."""
    text = io.StringIO(newline="")
    if before and not before.endswith(("\n", "\r")):
        text.write("\r\n")
    writer = csv.writer(text, delimiter=sheets.delimiter(before)[0])
    if not before:
        writer.writerow(COLUMNS)
    writer.writerows([getattr(row, column) for column in COLUMNS] for row in added)
    return text.getvalue()


def _opened(where: Where) -> Database:
    database = connect(where)
    database.set_up(_SCHEMA)
    return database


def _lines(text: str, name: str) -> Iterator[tuple[int, Decision, str]]:
    """The rows of a file, each with its line and the name of the file. Raises BadParameter."""
    delimiter, start = sheets.delimiter(text)
    rows = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(rows, 1 + text.count("\n", 0, start)):
            values = [cell.strip() for cell in cells]
            if any(values) and values[0].casefold() != "action":
                yield number, Decision(*(values + [""] * len(COLUMNS))[: len(COLUMNS)]), name
    except csv.Error as error:
        raise sheets.bad("", f"is no table that can be read ({error})", "Save it again as CSV.") from None


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
    if any("\n" in getattr(row, column) for column in COLUMNS):
        return "a line break in a cell: perhaps a quotation mark is not closed"
    if action not in NEEDS:
        return f"{row.action!r} is no action; actions are {', '.join(NEEDS)}"
    missing = [column for column in ("entity", *NEEDS[action]) if not getattr(row, column)]
    if missing:
        return f"{row.action} needs {', '.join(missing)}"
    too_long = action == "rename" and len(row.name) > LONGEST_NAME
    return f"a name of {len(row.name):,} characters; one has at most {LONGEST_NAME}" if too_long else ""
