"""A trained linear-chain CRF as arrays, and the likeliest labels of tokens in a row.

CRFsuite trains (train.py) and could tag, but reads every feature of every token as a string; here what a word adds is
summed once and kept (tagger.py), which gives the same labels, twice as fast where words were met before.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.entities.spans import OUTSIDE

Floats = NDArray[np.float64]


class Crf(NamedTuple):
    """Weights by feature and label; `into`: for each label, what each label before it adds."""

    labels: tuple[str, ...]
    rows: dict[bytes, int]
    weights: NDArray[np.float32]
    into: list[list[float]]

    def write(self, path: Path) -> None:
        """Write it as NumPy's .npz, compressed; the same model gives the same bytes."""
        names = np.frombuffer(b"\n".join(self.rows), np.uint8)
        labels = np.array(self.labels)
        np.savez_compressed(path, labels=labels, names=names, weights=self.weights, into=np.array(self.into))

    @classmethod
    def read(cls, path: Path) -> Crf:
        """A model that `write` wrote. Raises OSError or ValueError for another file."""
        with np.load(path) as file:
            names = file["names"].tobytes().split(b"\n")
            labels = tuple(map(str, file["labels"]))
            return cls(labels, {name: row for row, name in enumerate(names)}, file["weights"], file["into"].tolist())

    def tell(self, said: NDArray[np.floating], places: Sequence[int], rows: Sequence[int]) -> None:
        """Add to places of `said` what features (by their rows here, one a place) say for each label."""
        if rows:
            np.add.at(said, places, self.weights[rows])

    def best(self, said: Sequence[Sequence[float]], after: bool = False, before: bool = False) -> list[str]:
        """The likeliest labels of tokens in a row, of each of which a row says how likely each label is (Viterbi).

        `after`, `before`: they stand after, before a token that is outside.
        """
        steps = []
        score: Sequence[float] = list(map(add, said[0], self._from_outside())) if after else said[0]
        for row in said[1:]:
            paths = [list(map(add, score, into)) for into in self.into]
            tops = list(map(max, paths))
            steps.append((paths, tops))
            score = list(map(add, tops, row))
        if before:
            score = list(map(add, score, self.into[self.labels.index(OUTSIDE)]))
        label = score.index(max(score))
        labels = [label]
        for paths, tops in reversed(steps):
            label = paths[label].index(tops[label])
            labels.append(label)
        return [self.labels[label] for label in reversed(labels)]

    def _from_outside(self) -> list[float]:
        outside = self.labels.index(OUTSIDE)
        return [into[outside] for into in self.into]
