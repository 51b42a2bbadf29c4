"""What two words beside each other say of both, looked up for all tokens of a text at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

#: A feature of this sort begins so: the token's word and the next one; the word before it and its own.
_WITH_NEXT, _WITH_LAST = b"0,1=", b"-1,0="
_SORTS = {_WITH_NEXT: 0, _WITH_LAST: 1}


def names(folded: Sequence[bytes]) -> list[list[bytes]]:
    """The features of the pairs that each word of a sentence is in."""
    told: list[list[bytes]] = [[] for _ in folded]
    for at, pair in enumerate(pairwise(folded)):
        told[at].append(_WITH_NEXT + b" ".join(pair))
        told[at + 1].append(_WITH_LAST + b" ".join(pair))
    return told


class Pairs:
    """The pairs a model knows: words as numbers from 1 (0: a word in no pair), and which of its rows a pair is."""

    def __init__(self, rows: Mapping[bytes, int]) -> None:
        found: list[tuple[int, bytes, bytes, int]] = []
        for name, row in rows.items():
            sort, equals, pair = name.partition(b"=")
            place = _SORTS.get(sort + equals)
            if place is not None:
                one, _, two = pair.partition(b" ")
                found.append((place, one, two, row))
        words = sorted({word for _, one, two, _ in found for word in (one, two)})
        self._numbers = {word: number for number, word in enumerate(words, 1)}
        self._base = len(words) + 1
        self._tables = [(place, *self._table(found, place)) for place in _SORTS.values()]

    def number(self, word: bytes) -> int:
        """What stands for a word, given as it is folded."""
        return self._numbers.get(word, 0)

    def _table(
        self, found: Sequence[tuple[int, bytes, bytes, int]], place: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        number = self._numbers
        its = sorted((number[one] * self._base + number[two], row) for at, one, two, row in found if at == place)
        codes, rows = np.array(its, np.int64).reshape(-1, 2).T
        return codes, rows

    def tell(self, said: NDArray[np.float64], numbers: NDArray[np.int64], weights: NDArray[np.float32]) -> None:
        """Add to what is said of each token what its pairs say; `numbers` of their words, 0 between sentences."""
        codes = numbers[:-1] * self._base + numbers[1:]
        for place, known, rows in self._tables:
            if len(known):
                at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
                met = np.flatnonzero(known[at] == codes)
                said[met + place] += weights[rows[at[met]]]
