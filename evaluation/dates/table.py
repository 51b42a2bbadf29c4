"""A table of date expressions: what is expected of each, and how a finder does on it.

Columns: lang, text, expected ISO value (empty or none: no date; 1979/1989 with precision "range": a span of years,
no date either), precision, note (`ref=` the day, or moment, that year-less and relative expressions are read on).
"""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

#: Text, language, reference -> (value, precision) of each date found.
Finder = Callable[[str, str, date | None], list[tuple[str, str]]]
_REFERENCE = re.compile(r"ref=([0-9T:-]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One expression; `expected` None: there is no date in it."""

    language: str
    text: str
    expected: tuple[str, str] | None
    reference: date | None


@dataclass(slots=True)
class Score:
    """Counts of right, wrong and missing by language, traps that were taken, the rows not right, time."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    traps: int = 0
    taken: int = 0
    not_right: list[tuple[Row, str, list[tuple[str, str]]]] = field(default_factory=list)
    seconds: float = 0.0


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(record) for record in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _row(record: dict[str, str]) -> Row:
    found = _REFERENCE.search(record["note"] or "")
    written = found[1] if found else ""
    reference = datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written) if written else None
    trap = record["expected"] in ("", "none") or record["precision"] in ("", "none", "range")
    expected = None if trap else (record["expected"], record["precision"])
    return Row(record["lang"], record["text"], expected, reference)


def score(rows: Iterable[Row], finder: Finder) -> Score:
    """A row is right if exactly the one expected date is found, or none where none is; missing if nothing is."""
    result = Score()
    for row in rows:
        start = time.process_time()
        found = finder(row.text, row.language, row.reference)
        result.seconds += time.process_time() - start
        right = found == ([row.expected] if row.expected else [])
        verdict = "right" if right else "wrong" if found else "missing"
        result.counts[row.language, verdict] += 1
        result.traps += row.expected is None
        result.taken += row.expected is None and not right
        if not right:
            result.not_right.append((row, verdict, found))
    return result
