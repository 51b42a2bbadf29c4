"""Hindi: the likeliest lemma of a known form; an ending off a known word; plural endings off unknown ones."""

from __future__ import annotations

from search.analysis.analyzer import Analyzer
from search.analysis.hindi import final, inflected, light
from search.analysis.tables import Listed, load

#: किया, किए, करेंगे -> कर; मामलों -> मामला; की, के -> का.
LEXICON = Listed("lexicon", "hi-words", keys=lambda words: list(map(final, words)))


def inflection(word: str) -> str | None:
    """एसोसिएशंस -> एसोसिएशन."""
    return inflected(word, load("hi-words").get)


def unknown(word: str) -> str | None:
    """तालिबानियों -> तालिबानी."""
    bare = final(word)
    return light(bare) or (bare if bare != word else None)


ANALYZER = Analyzer(code="hi", script="Deva", rules=(LEXICON, inflection, unknown))
