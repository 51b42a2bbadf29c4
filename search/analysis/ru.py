"""Russian: the likeliest lemma of a word by its ending, and by table where the ending misleads."""

from __future__ import annotations

from search.analysis.analyzer import Analyzer
from search.analysis.russian import by_ending
from search.analysis.tables import load


def lexicon(word: str) -> str | None:
    """людей -> человек; шел -> идти."""
    return load("ru-words").get(word)


def ending(word: str) -> str:
    """построивших -> построить; талибами -> талиб; талибанизация stays."""
    return by_ending(word, load("ru-endings").get)


ANALYZER = Analyzer(code="ru", script="Cyrl", rules=(lexicon, ending))
