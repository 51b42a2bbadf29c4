"""Hindi: the likeliest lemma of a known form; an ending off a known word; plural endings off unknown ones."""

from __future__ import annotations

from search.analysis.hindi import fold, inflected, light
from search.analysis.pipeline import Analyzer
from search.analysis.tables import load


def lexicon(word: str) -> str | None:
    """किया, किए, करेंगे -> कर; मामलों -> मामला; की, के -> का."""
    return load("hi-words").get(word)


def inflection(word: str) -> str | None:
    """एसोसिएशंस -> एसोसिएशन."""
    return inflected(word, load("hi-words").get)


def unknown(word: str) -> str | None:
    """तालिबानियों -> तालिबानी."""
    return light(word)


ANALYZER = Analyzer(code="hi", script="Deva", folds=(fold,), rules=(lexicon, inflection, unknown))
