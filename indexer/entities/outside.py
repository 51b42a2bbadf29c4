"""Which tokens are surely outside of any name, without looking for the likeliest labels: most of a text.

In the likeliest labels each row of named tokens is worth more than the same tokens outside. So a token is outside where
the best row that it could be in, as if each label might follow each other at the best price there is, is worth less.
"""

import numpy as np
from numpy.typing import NDArray

from indexer.entities.crf import Crf, Floats
from indexer.entities.spans import OUTSIDE

#: More than any row of names is worth: no row goes on through the places between sentences.
_FAR = 1e6
#: Less than what differs by rounding.
_SURELY = -0.01


class Outside:
    """What a model's labels cost, beside staying outside."""

    def __init__(self, model: Crf) -> None:
        self._outside = model.labels.index(OUTSIDE)
        into = np.array(model.into)
        cost = np.delete(into, self._outside, 0) - into[self._outside, self._outside]
        self._begun = cost[:, self._outside]
        self._gone_on = np.delete(cost, self._outside, 1).max(1)
        ended = np.delete(into[self._outside], self._outside) - into[self._outside, self._outside]
        self._ended = float(ended.max())

    def runs(self, said: Floats, between: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Where that is not sure: rows of tokens, by the places of the first and behind the last.

        `said`: how likely each label is of each token; `between`: at which places, the first and last among them, none
        stands because a sentence ends there.
        """
        worth = np.delete(said, self._outside, 1) - said[:, [self._outside]]
        worth[between] = -_FAR
        begun = (worth + self._begun).max(1)
        first = np.flatnonzero(between[:-1] & ~between[1:]) + 1
        begun[first] = worth[first].max(1)
        ended = np.where(np.roll(between, -1), 0, self._ended)
        row = np.cumsum((worth + self._gone_on).max(1))
        best = np.maximum.accumulate(begun - row) + np.maximum.accumulate((row + ended)[::-1])[::-1]
        edges = np.flatnonzero(np.diff(best >= _SURELY)) + 1
        return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
