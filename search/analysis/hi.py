"""Hindi."""

from __future__ import annotations

import re

from search.analysis.pipeline import Analyzer

#: Endings of number and case, longest first: after Ramanathan and Rao (2003), without those that change the word class.
_ENDING = re.compile("(?<=..)(?:ियों|ियां|ाओं|ाएं|ुओं|ुएं|ों|ें|ो|ा|े)$")


def light(word: str) -> str:
    """तालिबानों -> तालिबान."""
    return _ENDING.sub("", word)


ANALYZER = Analyzer(code="hi", script="Deva", rules=(light,))
