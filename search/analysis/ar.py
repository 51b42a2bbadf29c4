"""Arabic: the likeliest reading in a lexicon of inflected forms; words it does not know lose article and plural."""

from __future__ import annotations

import re
from functools import cache

from search.analysis.analyzer import Analyzer
from search.analysis.arabic import Words
from search.analysis.tables import Listed, load


@cache
def _words() -> Words:
    return Words(load("ar-words"))


#: The forms met most: these need no cutting.
FREQUENT = Listed("lexicon", "ar-frequent")


def lexicon(word: str) -> str | None:
    """وستلتقيهم -> التقی, بوزارته -> وزاره, المدن -> مدینه; None where no cut leaves a known form."""
    return _words().best(word)


#: Article with its prepositions; the endings of adjectives in ی; regular plurals. After Larkey, Ballesteros, Connell
#: (2007), light10, without its ها ان ه ی, which end too many names.
_ARTICLE = re.compile("^(?:[وف]?[بک]?ال|[وف]?لل)(?=...)")
_ADJECTIVE = re.compile("(?<=...)ی(?:ه|ین|ون)$")
_PLURAL = re.compile("(?<=....)(?:ات|ون|ین)$")


def unknown(word: str) -> str:
    """والکابلوفیه -> کابلوفی."""
    word = _ADJECTIVE.sub("ی", _ARTICLE.sub("", word))
    return _PLURAL.sub("", word)


ANALYZER = Analyzer(code="ar", script="Arab", rules=(FREQUENT, lexicon, unknown))
