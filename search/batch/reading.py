"""A file with a list of queries, as people have them: a text of lines, or a table of a spreadsheet -> the queries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from search import sheets
from search.errors import BadParameter

MOST_BYTES = 10_000_000
#: Characters in a cell; a longer one is a quotation mark that never ends.
MOST_CELL = 100_000
#: What the column of queries is called, where a table has a row of names.
HEADINGS = {"q", "query", "queries", "name", "names", "search", "نام", "نام‌ها", "اسم", "الاسم", "नाम", "نوم", "имя"}
#: A last row that no table has: a cell that is never closed swallows it.
_END = "\0"


def read(data: bytes, table: bool, column: str = "", most: int | None = None) -> list[str]:
    """The queries of a file, each once, in its order: its lines, or of a `table` the cells of a column.

    `column` names it, or is its number from 1; otherwise it is one that is called so (HEADINGS), else the first.
    Raises BadParameter: too large, not UTF-8 or UTF-16, no such column, no query, more than `most`.
    """
    if len(data) > MOST_BYTES:
        raise sheets.bad(f"{len(data)} bytes", f"is larger than {MOST_BYTES} bytes", "Split it in several.")
    text, _ = sheets.decoded(data)
    lines = _cells(text, column) if table else text.splitlines()
    queries = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not queries:
        raise sheets.bad("", "holds no query", "Give one name or query a line.")
    if most is not None and len(queries) > most:
        hint = "Split it, or use python -m indexer batch, which takes all."
        raise sheets.bad(f"{len(queries)} queries", f"holds more than {most}", hint)
    return queries


def _cells(text: str, column: str) -> Iterable[str]:
    """The cells of a table's column, without its heading."""
    rows = _rows(text)
    headings = [cell.strip() for cell in rows[0]] if rows else []
    known = [heading.casefold() for heading in headings]
    if column.isascii() and column.isdigit() and column.casefold() not in known:
        number, named = int(column[:6]) - 1, bool(HEADINGS.intersection(known))
    elif column:
        number, named = known.index(column.casefold()) if column.casefold() in known else -1, True
    else:
        called = [place for place, heading in enumerate(known) if heading in HEADINGS]
        number, named = (called[0], True) if called else (0, False)
    if not 0 <= number < max(map(len, rows), default=0):
        raise BadParameter(
            name="column", value=column, rule="no such column", hint=f"Columns: {', '.join(headings) or 'none'}."
        )
    return [row[number] for row in rows[1 if named else 0 :] if number < len(row)]


def _rows(text: str) -> list[list[str]]:
    """The rows of a table that are not empty. Raises BadParameter where it cannot be read to its end."""
    delimiter, start = sheets.delimiter(text)
    lines = io.StringIO(f"{text[start:]}\n{_END}", newline="")
    try:
        *rows, last = (row for row in csv.reader(lines, delimiter=delimiter) if any(row))
    except csv.Error as error:
        raise _no_table(str(error)) from None
    if last != [_END]:
        raise _no_table("a quotation mark is never closed")
    # The csv module's own limit is the process's, and who reads tables of articles raises it.
    if any(len(cell) > MOST_CELL for row in rows for cell in row):
        raise _no_table(f"a cell of more than {MOST_CELL} characters")
    return rows


def _no_table(why: str) -> BadParameter:
    return sheets.bad("", f"is no table that can be read ({why})", "Save it again as CSV.")
