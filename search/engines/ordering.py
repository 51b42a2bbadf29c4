"""The day orders as numbers: newest by last day descending, oldest by first day ascending, undated last in both.

Ties go by a document's ordering number. Day and ordering number do not fit in 64 bits together, so a sort key
holds the day and the upper 42 bits of the number; whoever sorts by it settles the rest with the number itself.
"""

from __future__ import annotations

from search.types import Position

#: `date.max.toordinal()` needs 22 bits; an ordinal is at least 1, so that 0 says "undated".
_ORDER_BITS = 42
_DROPPED_BITS = 63 - _ORDER_BITS
_ORDER_MASK = (1 << _ORDER_BITS) - 1
_UNDATED_OLDEST = (1 << 22) - 1

#: How many documents with one sort key may straddle the end of a page; two are already a rarity.
SLACK = 8

UNDATED = 0


def newest_key(last: int, order: int) -> int:
    """The key that `newest` sorts by, descending; `last` is UNDATED where there is no date."""
    return last << _ORDER_BITS | _ORDER_MASK - (order >> _DROPPED_BITS)


def oldest_key(first: int, order: int) -> int:
    """The key that `oldest` sorts by, ascending; `first` is UNDATED where there is no date."""
    return (first or _UNDATED_OLDEST) << _ORDER_BITS | order >> _DROPPED_BITS


def newest_place(key: int, order: int) -> tuple[int, int]:
    """The full place in the order of `newest`, to be compared ascending."""
    return -(key >> _ORDER_BITS), order


def oldest_place(key: int, order: int) -> tuple[int, int]:
    """The full place in the order of `oldest`, to be compared ascending."""
    return key >> _ORDER_BITS, order


def position(commit: str, key: int, order: int) -> Position:
    """Where a page ended that ends with this key and ordering number."""
    day = key >> _ORDER_BITS
    return Position(commit, day=None if day in (UNDATED, _UNDATED_OLDEST) else day, order=order)
