"""Bringing the small segments of a Tantivy index together at the end of long work: a search pays for each segment.

Tantivy merges by itself (its LogMergePolicy) once eight segments are of about one size, and its Python binding has no
call to merge. But a commit of one document makes a segment, which counts among the small: as many are made as are
missing to eight, of documents that are written once more as they are. What is larger stays: five segments or so of
100,000 documents, and not a dozen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from math import log2
from pathlib import Path
from threading import Thread

import tantivy

#: Of Tantivy's policy: segments of a level that are merged; how far a level reaches, as a power of two; the documents
#: that a segment counts for at least (its log_merge_policy.rs).
_TOGETHER, _REACH, _LEAST = 8, 0.75, 10_000

#: Small segments are brought together when they hold so much of the index, and so much more than the largest of them.
_SHARE, _GROWTH = 0.1, 0.5


def sizes(folder: Path) -> list[int]:
    """How many documents each segment of the commit holds."""
    segments = json.loads((folder / "meta.json").read_bytes())["segments"]
    return [each["max_doc"] - (each["deletes"] or {"num_deleted_docs": 0})["num_deleted_docs"] for each in segments]


def missing(sizes: Sequence[int]) -> int:
    """How many segments of one document let Tantivy merge those that are small; 0 where that gains little."""
    small = _level_of_one(sizes)
    gains = len(small) > 1 and sum(small) >= max(sum(sizes) * _SHARE, max(small) * (1 + _GROWTH))
    return max(0, _TOGETHER - len(small)) if gains else 0


def wait(writer: tantivy.IndexWriter) -> None:
    """Waits for the merges under way, minutes in a large index; whoever interrupts it (Ctrl-C) loses only these."""
    failures: list[Exception] = []

    def waits() -> None:
        try:
            writer.wait_merging_threads()
        except Exception as error:
            failures.append(error)

    # In a thread of its own: a signal is only looked at between two steps of Python.
    waiting = Thread(target=waits, daemon=True)
    waiting.start()
    waiting.join()
    for error in failures:
        raise error


def _level_of_one(sizes: Sequence[int]) -> list[int]:
    """The segments that a new one of one document would be merged with."""
    highest = float("inf")

    def level(size: int) -> float:
        nonlocal highest
        power = log2(max(size, _LEAST))
        if highest > power + _REACH:
            highest = power
        return highest

    levels = [list(each) for _, each in groupby(sorted((*sizes, 1), reverse=True), level)]
    return levels[-1][:-1]
