"""Arabic."""

from __future__ import annotations

import re

from search.analysis.pipeline import Analyzer

#: Conjunction, preposition and article, and endings of nouns: after Larkey, Ballesteros, Connell (2007), light10.
_ARTICLE = re.compile("^(?:[وف]?[بکل]?ال|[وف]?لل)(?=...)")
_ENDING = re.compile("(?<=...)(?:ها|ان|ات|ون|ین|یه|ه|ی)$")


def light(word: str) -> str:
    """والمنظمات -> منظم."""
    return _ENDING.sub("", _ARTICLE.sub("", word))


ANALYZER = Analyzer(code="ar", script="Arab", rules=(light,))
