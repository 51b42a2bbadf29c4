"""The postings of a word as bytes: documents, how often each holds the word, and where.

Whoosh pickles each posting by itself, forty bytes where five will do. Here a word's numbers stand in three rows of the
narrowest width that holds them: documents as differences, counts, and all positions one after another.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

#: How many documents, and the widths of the three rows.
_HEAD = struct.Struct("<I3s")
_WIDTHS = ((1 << 8, b"B"), (1 << 16, b"H"), (1 << 32, b"I"))
_SIZES = {code: array(code.decode()).itemsize for _, code in _WIDTHS}


class Postings:
    """Documents that hold a word, how often each does, and its positions in each; of one segment after another."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.counts: list[int] = []
        self._rows: list[list[int]] = []

    def append(self, kept: bytes, base: int) -> None:
        """Add what `pack` made, the documents' numbers raised by `base`."""
        count, widths = _HEAD.unpack_from(kept)
        steps, at = _row(kept, _HEAD.size, count, widths[:1])
        counts, at = _row(kept, at, count, widths[1:2])
        places, _ = _row(kept, at, (len(kept) - at) // _SIZES[widths[2:]], widths[2:])
        steps[0] += base
        self.ids.extend(accumulate(steps))
        self.counts.extend(counts)
        self._rows.append(places)

    @cached_property
    def places(self) -> list[Sequence[int]]:
        """The positions in each document."""
        every = [place for row in self._rows for place in row]
        return [every[start:end] for start, end in pairwise(accumulate(self.counts, initial=0))]


def pack(ids: Sequence[int], counts: Iterable[int], places: Iterable[int]) -> bytes:
    """The bytes to keep; `ids` ascending, `places` those of the first document first."""
    steps = [ids[0], *(after - before for before, after in pairwise(ids))]
    rows = [_narrow(row) for row in (steps, list(counts), list(places))]
    widths = b"".join(code for code, _ in rows)
    return _HEAD.pack(len(ids), widths) + b"".join(kept for _, kept in rows)


def _narrow(row: list[int]) -> tuple[bytes, bytes]:
    most = max(row, default=0)
    code = next(code for limit, code in _WIDTHS if most < limit)
    return code, array(code.decode(), row).tobytes()


def _row(kept: bytes, at: int, count: int, code: bytes) -> tuple[list[int], int]:
    end = at + count * _SIZES[code]
    row = array(code.decode())
    row.frombytes(kept[at:end])
    return row.tolist(), end
