"""The tagger of one language: a linear-chain CRF over the features of a sentence; its models are in models/."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from indexer.entities.features import features
from indexer.entities.gazetteer import Match
from indexer.entities.spans import Span, decode
from indexer.entities.tokens import Token

MODELS = Path(__file__).parent / "models"


def tag(sentence: Sequence[Token], language: str, known: Sequence[Match]) -> list[Span]:
    """The names the tagger of a language sees in a sentence, told of those known; none for one without a model."""
    model = _model(language)
    return decode(sentence, model[0].tag(features(sentence, language, known))) if model else []


@cache
def _model(language: str) -> tuple[pycrfsuite.Tagger, bytes] | None:
    path = MODELS / f"{language}.crf.gz"
    if not path.exists():
        return None
    tagger = pycrfsuite.Tagger()
    content = gzip.decompress(path.read_bytes())
    tagger.open_inmemory(content)
    return tagger, content  # CRFsuite reads from these bytes as long as it tags: they are to live as long.
