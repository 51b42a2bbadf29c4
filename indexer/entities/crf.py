"""A trained linear-chain CRF as arrays, and the likeliest labels of a sentence.

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

    def best(self, said: Sequence[Sequence[float]]) -> list[str]:
        """The likeliest labels of a sentence, of whose tokens each row says how likely each label is (Viterbi)."""
        score: Sequence[float] = said[0]
        steps = []
        for row in said[1:]:
            paths = [list(map(add, score, into)) for into in self.into]
            tops = list(map(max, paths))
            steps.append((paths, tops))
            score = list(map(add, tops, row))
        label = score.index(max(score))
        labels = [label]
        for paths, tops in reversed(steps):
            label = paths[label].index(tops[label])
            labels.append(label)
        return [self.labels[label] for label in reversed(labels)]
