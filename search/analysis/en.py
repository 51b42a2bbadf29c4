"""English: the likeliest lemma of a listed form; an ending off a known word; a plural ending off an unknown one."""

from __future__ import annotations

from search.analysis.analyzer import Analyzer
from search.analysis.english import inflected, without_plural
from search.analysis.tables import Listed, load

#: went -> go; meetings -> meeting; news -> news.
LEXICON = Listed("lexicon", "en-words")


def inflection(word: str) -> str | None:
    """negotiates, negotiated, negotiating -> negotiate."""
    return inflected(word, load("en-words").get)


def unknown_plural(word: str) -> str | None:
    """Kabulovs -> kabulov."""
    return without_plural(word)


ANALYZER = Analyzer(code="en", script="Latn", rules=(LEXICON, inflection, unknown_plural))
