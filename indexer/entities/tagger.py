"""The tagger of one language: a linear-chain CRF over the features of its sentences; its models are in models/."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.entities.crf import Crf, Floats
from indexer.entities.features import beside, word
from indexer.entities.gazetteer import Match
from indexer.entities.spans import Span, decode
from indexer.entities.tokens import Token

MODELS = Path(__file__).parent / "models"
#: So many words are kept, with what they say of themselves and their neighbours; beyond it, all are forgotten.
KEPT = 1 << 15
#: A word says something of those up to two places away.
_REACH = 2
_NOTHING = ""


def tag(sentences: Sequence[Sequence[Token]], language: str, known: Sequence[Sequence[Match]]) -> list[list[Span]]:
    """The names the tagger of a language sees in each sentence, told of those known; none for one without a model."""
    tagger = _tagger(language)
    return tagger.tag(sentences, known) if tagger else [[] for _ in sentences]


@cache
def _tagger(language: str) -> Tagger | None:
    path = MODELS / f"{language}.npz"
    return Tagger(Crf.read(path), language) if path.exists() else None


class Tagger:
    """A model, and what the words seen so far say by it."""

    def __init__(self, model: Crf, language: str) -> None:
        self.model = model
        self.language = language
        self._forget()

    def _forget(self) -> None:
        self._numbers = {_NOTHING: 0}
        self._folded = [b""]
        self._said = np.zeros((1024, 2 * _REACH + 1, len(self.model.labels)), np.float32)

    def tag(self, sentences: Sequence[Sequence[Token]], known: Sequence[Sequence[Match]]) -> list[list[Span]]:
        """The names seen in each sentence, told of those that are known in it."""
        if len(self._numbers) > KEPT:
            self._forget()
        texts = {token.text for sentence in sentences for token in sentence}
        self._learn([text for text in texts if text not in self._numbers])
        starts = list(accumulate((len(sentence) + _REACH for sentence in sentences), initial=_REACH))
        numbers = np.zeros(starts.pop(), np.intp)
        for start, sentence in zip(starts, sentences, strict=True):
            numbers[start : start + len(sentence)] = [self._numbers[token.text] for token in sentence]
        said = self._by_words(numbers)
        self.model.tell(said, self._by_places(starts, sentences, known))
        rows = said.tolist()
        return [
            decode(sentence, self.model.best(rows[start : start + len(sentence)]))
            for start, sentence in zip(starts, sentences, strict=True)
        ]

    def _learn(self, texts: Collection[str]) -> None:
        if len(self._folded) + len(texts) > len(self._said):
            more = np.zeros((len(texts) + len(self._said), *self._said.shape[1:]), np.float32)
            self._said = np.concatenate([self._said, more])
        places = self._said.shape[1]
        said = self._said.reshape(-1, len(self.model.labels))
        self.model.tell(said, self._heard(texts, places))

    def _heard(self, texts: Collection[str], places: int) -> Iterator[tuple[int, list[bytes]]]:
        for number, text in enumerate(texts, len(self._folded)):
            *told, folded = word(text, self.language)
            yield from enumerate(told, number * places)
            self._numbers[text] = number
            self._folded.append(folded)

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
        self, starts: Sequence[int], sentences: Sequence[Sequence[Token]], known: Sequence[Sequence[Match]]
    ) -> Iterator[tuple[int, list[bytes]]]:
        """What each token is told by its place in its sentence."""
        for start, sentence, believed in zip(starts, sentences, known, strict=True):
            folded = [self._folded[self._numbers[token.text]] for token in sentence]
            yield from enumerate(beside(sentence, folded, self.language, believed), start)
