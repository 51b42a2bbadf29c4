"""CSV and TSV: one article a row, under a header that names the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TextIO

from indexer.readers.encoding import decode, mend
from indexer.readers.given import BY_CONTENT, MOST_TEXT, NO, Given, Read, unreadable
from indexer.readers.records import document, has_body
from search.errors import Unreadable

_SUFFIXES = {".csv", ".tsv", ".tab"}
#: Bytes by which the encoding of a table is told.
_SAMPLE = 256 * 1024
_DELIMITERS = ",;\t|"
#: A line in front of the header by which spreadsheets are told the delimiter.
_SAYS = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def recognises(given: Given) -> int:
    """By its name alone: a text with commas is no table."""
    return BY_CONTENT if given.suffix in _SUFFIXES else NO


def read(given: Given) -> Read:
    """A document a row; an Unreadable, with its line number, for each row without a body, or that is no whole row."""
    csv.field_size_limit(MOST_TEXT)
    with given.open() as stream:
        sample = stream.read(_SAMPLE)
    # A sample that ends within a letter is not valid: cut at the last end of a line.
    whole = sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample
    found = decode(whole, given.source, given.declared.get("charset"))
    delimiter = _delimiter(found.text)
    with io.TextIOWrapper(given.open(), found.encoding, errors="replace", newline="") as stream:
        lines = _Lines(stream)
        before = csv.reader(lines, delimiter=delimiter)
        header = next((row for row in before if _is_filled(row) and not _SAYS.fullmatch(delimiter.join(row))), [])
        _check(given, header)
        for number, row in _rows(given, lines, delimiter):
            if isinstance(row, Unreadable):
                yield row
                continue
            cells = row if len(header) > 1 else [delimiter.join(row)]
            if _is_filled(cells[len(header) :]):
                reason = f"line {number}: {len(cells)} cells under a header of {len(header)}"
                hint = "A text that holds the delimiter must be within quotes."
                yield unreadable(f"{given.source}#{number}", reason, hint)
            else:
                named = {name: mend(cell)[0] for name, cell in zip(header, cells, strict=False) if name}
                yield document(given, {**found.metadata, **named}, number)


class _Lines:
    """The lines of a table, without a byte order mark.

    `number`: of the line that was given last, from 1; `ended`: whether more were asked for than there are.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.number = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        return line if self.number > 1 else line.removeprefix("\ufeff")


def _rows(given: Given, lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Unreadable]]:
    """The rows after the header, each with the number of its last line; blank ones are left out."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        begins = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield lines.number, unreadable(f"{given.source}#{lines.number}", f"line {lines.number}: {error}")
            continue
        if lines.ended:
            reason = f"line {begins}: a quote that is opened here is never closed, so that the rest would be one cell"
            yield begins, unreadable(f"{given.source}#{begins}", reason, "Close it, then add the file again.")
        elif _is_filled(row):
            yield lines.number, row


def _is_filled(row: list[str]) -> bool:
    return any(cell.strip() for cell in row)


def _check(given: Given, header: list[str]) -> None:
    """Raises Unreadable where no column holds the text, or one that was named is not there."""
    columns = given.options.columns
    if not has_body(header, columns):
        reason = "a table without a column for the text"
        raise unreadable(given.source, f"{reason}; {_named(header)}", "Name the column: --map body=NAME")
    there = {name.strip().casefold() for name in header}
    for field, column in columns.items():
        if column.casefold() not in there:
            reason = f"a table without a column {column!r}"
            raise unreadable(given.source, f"{reason}; {_named(header)}", f"Name another: --map {field}=NAME")


def _named(header: list[str]) -> str:
    return f"its columns: {', '.join(header)[:300]}"


def _delimiter(text: str) -> str:
    """What a line in front says, else of comma, semicolon, tab and bar the one that parts the header most often."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if said := _SAYS.fullmatch(first):
        return said[1]
    return max(_DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))
