"""JSON Lines, and JSON: one article a line (or an element of a list), an object with a body and what is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from indexer.readers.encoding import decode
from indexer.readers.given import BY_CONTENT, BY_NAME, MOST_TEXT, NO, Given, Read, unreadable
from indexer.readers.records import document

_SUFFIXES = {".jsonl", ".ndjson", ".jsonlines"}
_OBJECT = re.compile(rb'\{\s*"[^"\n]{1,60}"\s*:')
#: Largest file that is one JSON value: parsed, it takes ten times as much memory.
_LIMIT = 32 * 1024 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def recognises(given: Given) -> int:
    """By its name, or a first line that begins like an object."""
    if given.suffix in _SUFFIXES:
        return BY_CONTENT
    return BY_NAME if given.suffix == ".json" or _OBJECT.match(given.start) else NO


def read(given: Given) -> Read:
    """A document a line; an Unreadable, with its line number, for each line that is not JSON or has no body."""
    whole = _whole(given) if given.suffix == ".json" else None
    if whole is not None:
        for number, record in enumerate(whole, 1):
            yield document(given, record, number)
        return
    for number, line in _lines(given):
        if len(line) > MOST_TEXT:
            yield unreadable(f"{given.source}#{number}", f"line {number}: longer than {MOST_TEXT:,} bytes")
            continue
        try:
            record = json.loads(decode(line, given.source).text)
        except (ValueError, RecursionError) as error:
            reason = f"line {number}: not JSON: {error}"
            yield unreadable(f"{given.source}#{number}", reason, "Each line must be one JSON object.")
            continue
        yield document(given, record, number)


def _whole(given: Given) -> list[object] | None:
    """The elements of a file that is one JSON value; None where it is not, as JSON Lines are not."""
    text = decode(given.data(_LIMIT), given.source).text
    try:
        value: object = json.loads(text)
    except RecursionError:
        raise unreadable(given.source, "JSON nested too deep") from None
    except ValueError:
        return None
    return value if isinstance(value, list) else [value]


def _lines(given: Given) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank; one over the limit is given cut, one byte too long."""
    if given.head.startswith(_UTF_16):
        text = decode(given.data(), given.source).text
        yield from ((n, line.encode()) for n, line in enumerate(text.split("\n"), 1) if line.strip())
        return
    with given.open() as stream:
        number = 0
        while line := stream.readline(MOST_TEXT + 1):
            number += 1
            rest = line
            while len(rest) > MOST_TEXT and not rest.endswith(b"\n"):
                rest = stream.readline(MOST_TEXT + 1)
            if line.strip():
                yield number, line
