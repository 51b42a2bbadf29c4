"""Words a few edits away from a word, out of a sorted vocabulary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_AFTER_ALL = "\U0010ffff"


def near(vocabulary: Sequence[str], word: str, distance: int) -> Iterator[str]:
    """The words of `vocabulary` (sorted) at most `distance` edits from `word`.

    Edits are insertions, deletions, substitutions and transpositions of neighbours (optimal string alignment), as
    in Tantivy's automaton. Words with a common beginning share its rows of the edit table, and a beginning that
    is already too far away is left with all its words.
    """
    rows = [list(range(len(word) + 1))]
    before = ""
    at = 0
    while at < len(vocabulary):
        candidate = vocabulary[at]
        known = _common(before, candidate, len(rows) - 1)
        del rows[known + 1 :]
        before = candidate
        for index in range(known, len(candidate)):
            rows.append(_row(rows, word, candidate, index))
            # A transposition reaches two rows back, for one edit more.
            if min(rows[-1]) > distance and min(rows[-2]) >= distance:
                at = bisect_left(vocabulary, candidate[: index + 1] + _AFTER_ALL, at)
                break
        else:
            if rows[-1][-1] <= distance:
                yield candidate
            at += 1


def _common(a: str, b: str, most: int) -> int:
    most = min(most, len(a), len(b))
    for index in range(most):
        if a[index] != b[index]:
            return index
    return most


def _row(rows: list[list[int]], word: str, candidate: str, index: int) -> list[int]:
    letter, above = candidate[index], rows[index]
    row = [index + 1]
    for column, other in enumerate(word, 1):
        cost = min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != other))
        if index and column > 1 and letter == word[column - 2] and candidate[index - 1] == other:
            cost = min(cost, rows[index - 1][column - 2] + 1)
        row.append(cost)
    return row
