"""Russian: the likeliest lemma of a word by its ending, and by table where the ending misleads."""

from __future__ import annotations

from functools import cache

from search.analysis.analyzer import Analyzer, ManyAtOnce
from search.analysis.russian import Endings
from search.analysis.tables import Listed, dictionary, rows

#: людей -> человек; шел -> идти.
LEXICON = Listed("lexicon", "ru-words")


@cache
def _endings() -> Endings:
    return Endings(dictionary(rows("ru-endings")))


class ByEnding(ManyAtOnce):
    """построивших -> построить; талибами -> талиб; талибанизация stays."""

    name = "ending"

    def __call__(self, word: str) -> str:
        """The lemma of a word."""
        return _endings().lemma(word)

    def all(self, words: list[str]) -> list[str]:
        """The lemma of each word."""
        return _endings().lemmas(words)


ANALYZER = Analyzer(code="ru", script="Cyrl", rules=(LEXICON, ByEnding()))
