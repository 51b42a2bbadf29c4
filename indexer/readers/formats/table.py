"""CSV and TSV: one article a row, under a header that names the columns."""

from __future__ import annotations

import csv
import io

from indexer.readers.encoding import decode
from indexer.readers.given import BY_CONTENT, MOST_TEXT, NO, Given, Read, unreadable
from indexer.readers.records import document, has_body

_SUFFIXES = {".csv", ".tsv", ".tab"}
#: Bytes by which the encoding of a table is told.
_SAMPLE = 256 * 1024


def recognises(given: Given) -> int:
    """By its name alone: a text with commas is no table."""
    return BY_CONTENT if given.suffix in _SUFFIXES else NO


def read(given: Given) -> Read:
    """A document a row; an Unreadable, with its line number, for each row without a body."""
    csv.field_size_limit(MOST_TEXT)
    with given.open() as stream:
        sample = stream.read(_SAMPLE)
    # A sample that ends within a letter is not valid: cut at the last end of a line.
    whole = sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample
    found = decode(whole, given.source, given.declared.get("charset"))
    delimiter = _delimiter(found.text)
    header = next(csv.reader([found.text.partition("\n")[0]], delimiter=delimiter), [])
    if not has_body(header, given.options.columns):
        raise unreadable(
            given.source,
            f"a table without a column for the text; its columns: {', '.join(header)[:300]}",
            "Name the column: --map body=NAME",
        )
    with io.TextIOWrapper(given.open(), found.encoding, errors="replace", newline="") as stream:
        reader = csv.DictReader(stream, delimiter=delimiter)
        # A byte order mark is no part of the first name.
        reader.fieldnames = [name.removeprefix("\ufeff") for name in reader.fieldnames or ()]
        yield from _rows(given, reader, found.metadata)


def _rows(given: Given, reader: csv.DictReader[str], metadata: dict[str, str]) -> Read:
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number = reader.line_num
            yield unreadable(f"{given.source}#{number}", f"line {number}: {error}")
            continue
        yield document(given, {**metadata, **{key: value for key, value in row.items() if key}}, reader.line_num)


def _delimiter(text: str) -> str:
    """Of comma, semicolon and tab, the one that parts the header most often."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)
