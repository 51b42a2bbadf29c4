"""Hits as CSV for spreadsheets: UTF-8 with a BOM, without texts, and no cell that a spreadsheet would run.

A cell that begins with one of `=+-@`, their full-width forms, a tab or a line break may be taken for a formula;
OWASP's advice (CSV Injection) is an apostrophe before it, inside the quotes. Where lists are written with semicolons
(most of Europe, Russia), a spreadsheet parts the lines of any CSV at these, also inside quotation marks that do not
open its cell; so what follows a semicolon, a tab or a line break within a cell is taken as the beginning of one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from search.types import EntityType, Found

COLUMNS = (
    "id", "title", "language", "variety", "date", "date_precision", "date_estimated", "source", "site", "url",
    "people", "organizations", "places", "copy_of",
)  # fmt: skip
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
#: Before what a spreadsheet that parts lines at semicolons, tabs or line breaks would run.
WITHIN = re.compile(r'([;\t\r\n]"*)(?=[=+\-@＝＋－＠])')
BOM = "\ufeff"


def row(cells: Iterable[str]) -> bytes:
    """One line of CSV (RFC 4180), its cells safe to open."""
    line = io.StringIO()
    csv.writer(line).writerow(map(_safe, cells))
    return line.getvalue().encode("utf-8", "replace")


def _safe(cell: str) -> str:
    cell = WITHIN.sub(_with_apostrophe, cell)
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _with_apostrophe(found: re.Match[str]) -> str:
    return f"{found[0]}'"


def head(columns: Iterable[str]) -> bytes:
    """The BOM, by which a spreadsheet knows UTF-8, and the names of the columns."""
    return BOM.encode() + row(columns)


HEAD = head(COLUMNS)


def write(found: Found) -> bytes:
    """A hit as one line."""
    return row(cells(found))


def cells(found: Found) -> tuple[str, ...]:
    """The cells of a hit, in the order of COLUMNS; what is not known is empty."""
    document, day = found.document, found.document.date
    return (
        document.id,
        document.title,
        document.language,
        document.variety or "",
        day.value if day else "",
        day.precision if day else "",
        ("yes" if day.estimated else "no") if day else "",
        document.source,
        document.site or "",
        document.url or "",
        _labels(found, "person"),
        _labels(found, "organization"),
        _labels(found, "place"),
        document.copy_of or "",
    )


def _labels(found: Found, kind: EntityType) -> str:
    return "; ".join(named.label for named in found.entities if named.type == kind)
