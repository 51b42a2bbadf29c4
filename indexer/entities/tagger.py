"""The tagger of one language: a linear-chain CRF over the features of its sentences; its models are in models/."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.entities.crf import Crf, Floats
from indexer.entities.features import AFTER, BEFORE, FAR_AFTER, FAR_BEFORE, hints, word
from indexer.entities.gazetteer import Match
from indexer.entities.outside import Outside
from indexer.entities.pairs import Pairs
from indexer.entities.spans import Span, decode
from indexer.entities.tokens import Token

MODELS = Path(__file__).parent / "models"
#: So many words are kept, with what they say of themselves and their neighbours; beyond it, all are forgotten.
KEPT = 1 << 15
#: Sentences are parted by so many places: as far as a word reaches.
_REACH = 2
#: Of whom a word says something: itself, the token after it, before it, two after, two before.
_PLACES = {b"": 0, BEFORE: 1, AFTER: 2, FAR_BEFORE: 3, FAR_AFTER: 4}
_NOTHING = ""
#: So many new words are summed at once.
_AT_ONCE = 1024


def tag(sentences: Sequence[Sequence[Token]], language: str, known: Sequence[Sequence[Match]]) -> list[list[Span]]:
    """The names the tagger of a language sees in each sentence, told of those known; none for one without a model."""
    tagger = _tagger(language)
    return tagger.tag(sentences, known) if tagger else [[] for _ in sentences]


def has_tagger(language: str) -> bool:
    """Whether a model is there that tags a language."""
    return _tagger(language) is not None


@cache
def _tagger(language: str) -> Tagger | None:
    path = MODELS / f"{language}.npz"
    return Tagger(Crf.read(path), language) if path.exists() else None


class Tagger:
    """A model, and what the words seen so far say by it."""

    def __init__(self, model: Crf, language: str) -> None:
        self.model = model
        self.language = language
        self._pairs = Pairs(model.rows)
        self._hints, self._by_hint = _by_hint(model.rows)
        self._weights = np.concatenate([model.weights, np.zeros_like(model.weights[:1])])
        self._outside = Outside(model)
        self._forget()

    def _forget(self) -> None:
        self._numbers = {_NOTHING: 0}
        self._said = np.zeros((1024, len(_PLACES), len(self.model.labels)), np.float32)
        self._folds = np.zeros(1024, np.int64)

    def tag(self, sentences: Sequence[Sequence[Token]], known: Sequence[Sequence[Match]]) -> list[list[Span]]:
        """The names seen in each sentence, told of those that are known in it."""
        if len(self._numbers) > KEPT:
            self._forget()
        texts = {token.text for sentence in sentences for token in sentence}
        self._learn([text for text in texts if text not in self._numbers])
        starts = list(accumulate((len(sentence) + _REACH for sentence in sentences), initial=_REACH))
        numbers = np.zeros(starts[-1], np.intp)
        number_of = self._numbers
        for start, sentence in zip(starts, sentences, strict=False):
            numbers[start : start + len(sentence)] = [number_of[token.text] for token in sentence]
        said = self._by_words(numbers)
        self._pairs.tell(said, self._folds[numbers], self.model.weights)
        self._by_places(said, starts, sentences, known)
        between = numbers == 0
        found: list[list[Span]] = [[] for _ in sentences]
        for first, behind in self._outside.runs(said, between):
            number = bisect_right(starts, first) - 1
            labels = self.model.best(said[first:behind].tolist(), not between[first - 1], not between[behind])
            start = starts[number]
            found[number] += decode(sentences[number][first - start : behind - start], labels)
        return found

    def _learn(self, texts: Sequence[str]) -> None:
        """Sum what words that were not met before say, so many at a time that the sums stay small."""
        for at in range(0, len(texts), _AT_ONCE):
            self._sum(texts[at : at + _AT_ONCE])

    def _sum(self, texts: Sequence[str]) -> None:
        first = len(self._numbers)
        behind = first + len(texts)
        if behind > len(self._said):
            self._said = np.concatenate([self._said, np.zeros((behind, *self._said.shape[1:]), np.float32)])
            self._folds = np.concatenate([self._folds, np.zeros(behind, np.int64)])
        hints: list[int] = []
        starts: list[int] = []
        for number, text in enumerate(texts, first):
            told = word(text, self.language)
            self._numbers[text] = number
            self._folds[number] = self._pairs.number(told.folded)
            starts.append(len(hints))
            hints += map(self._hints.__getitem__, told.own)
        self._said[first:behind] = np.add.reduceat(self._weights[self._by_hint[hints]], starts, axis=0)

    def _by_words(self, numbers: NDArray[np.intp]) -> Floats:
        """What each token is told by its word, the words beside it and those two away."""
        own, before, after, far, beyond = np.moveaxis(self._said[numbers], 1, 0)
        said: Floats = own.astype(np.float64)
        said[1:] += before[:-1]
        said[:-1] += after[1:]
        said[2:] += far[:-2]
        said[:-2] += beyond[2:]
        return said

    def _by_places(
        self,
        said: Floats,
        starts: Sequence[int],
        sentences: Sequence[Sequence[Token]],
        known: Sequence[Sequence[Match]],
    ) -> None:
        """Add what each token is told by its place in its sentence."""
        row_of = self.model.rows.get
        places: list[int] = []
        rows: list[int] = []
        for start, sentence, believed in zip(starts, sentences, known, strict=False):
            for at, told in hints(sentence, self.language, believed).items():
                for row in map(row_of, told):
                    if row is not None and 0 <= at < len(sentence):
                        places.append(start + at)
                        rows.append(row)
        self.model.tell(said, places, rows)


class _Hints(dict[bytes, int]):
    """What a word may say, as numbers from 1; 0 is what says nothing."""

    def __missing__(self, hint: bytes) -> int:
        return 0


def _by_hint(rows: Mapping[bytes, int]) -> tuple[_Hints, NDArray[np.int32]]:
    """What words may say, and the model's row for each at each place it is said of; len(rows) where it has none."""
    hints = _Hints()
    found: list[list[int]] = [[len(rows)] * len(_PLACES)]
    for name, row in rows.items():
        place = _PLACES.get(name[:2], 0)
        hint = name[2:] if place else name
        if hint not in hints:
            hints[hint] = len(found)
            found.append([len(rows)] * len(_PLACES))
        found[hints[hint]][place] = row
    return hints, np.array(found, np.int32)
