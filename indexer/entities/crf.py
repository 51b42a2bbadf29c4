"""A trained linear-chain CRF as arrays, and the likeliest labels of many sentences at once.

CRFsuite trains (train.py) and could tag, but reads every feature of every token as a string; here what a word adds is
summed once and kept (tagger.py), which is three times as fast and gives the same labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


class Crf(NamedTuple):
    """Weights by feature and label, and of one label after another (rows: the label before)."""

    labels: tuple[str, ...]
    rows: dict[bytes, int]
    weights: NDArray[np.float32]
    transitions: Floats

    def write(self, path: Path) -> None:
        """Write it as NumPy's .npz, compressed; the same model gives the same bytes."""
        names = np.frombuffer(b"\n".join(self.rows), np.uint8)
        labels = np.array(self.labels)
        np.savez_compressed(path, labels=labels, names=names, weights=self.weights, transitions=self.transitions)

    @classmethod
    def read(cls, path: Path) -> Crf:
        """A model that `write` wrote. Raises OSError or ValueError for another file."""
        with np.load(path) as file:
            names = file["names"].tobytes().split(b"\n")
            labels = tuple(map(str, file["labels"]))
            return cls(labels, {name: row for row, name in enumerate(names)}, file["weights"], file["transitions"])

    def tell(self, said: NDArray[np.floating], told: Iterable[tuple[int, Iterable[bytes]]]) -> None:
        """Add to rows of `said` what features say for each label; what training never saw says nothing."""
        row_of = self.rows.get
        places, rows = [], []
        for place, features in told:
            for row in map(row_of, features):
                if row is not None:
                    places.append(place)
                    rows.append(row)
        if rows:
            np.add.at(said, places, self.weights[rows])

    def best(self, said: Floats, first: Places, lengths: Places) -> Places:
        """The likeliest label of each row of `said` (tokens by labels) that belongs to a sentence (Viterbi).

        `first`: the row of each sentence's first token, `lengths`: its number of tokens, at least 1. Other rows get 0.
        """
        order = np.argsort(-lengths, kind="stable")
        first, lengths = first[order], lengths[order]
        going = np.searchsorted(-lengths, -np.arange(int(lengths.max(initial=0))), "left")
        came = np.zeros(said.shape, np.intp)
        score = said[first]
        for step in range(1, len(going)):
            count = going[step]
            at = first[:count] + step
            paths = score[:count, :, None] + self.transitions
            came[at] = paths.argmax(1)
            score[:count] = paths.max(1) + said[at]
        labels = np.zeros(len(said), np.intp)
        last = score.argmax(1)
        for step in range(len(going) - 1, -1, -1):
            count = going[step]
            at = first[:count] + step
            labels[at] = last[:count]
            last[:count] = came[at, last[:count]]
        return labels
