"""`python -m indexer batch FILE`: a list of names or queries, each searched in every script."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.export_command import output, searched, searching, written
from search.archive import Archive
from search.batch import MOST_BYTES, REPORTS, read, stream
from search.errors import NoSuch
from search.query import NARROWING

FILTERS = tuple(parameter for parameter in NARROWING if parameter.name != "q")


def add_to(commands: Any) -> None:
    """The `batch` command; its options are the filters of a search."""
    batch = commands.add_parser("batch", help="search each name or query of a file: hits by language and month")
    batch.add_argument("path", metavar="FILE", help="lines of text, or a .csv or .tsv table; - for standard input")
    batch.add_argument("--report", choices=REPORTS, default="counts", help="counts, or every hit (%(default)s)")
    batch.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="of the hits (%(default)s)")
    batch.add_argument("--column", default="", help="the column of a table: its name, or its number from 1")
    searching(batch, FILTERS)
    output(batch)
    batch.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Writes the report of the list."""
    queries = read(_content(given.path), Path(given.path).suffix.lower() in (".csv", ".tsv"), given.column)
    with closing(Archive.open(given.archive)) as archive:
        pieces = stream(archive, queries, searched(given, FILTERS), given.report, given.format)
        return written(given.output, pieces)


def _content(path: str) -> bytes:
    """The bytes of a file or of standard input, one more than is read where it is too large. Raises NoSuch."""
    if path == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise NoSuch(what="file", value=path, hint=NoSuch.PATH) from None
