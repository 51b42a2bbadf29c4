"""English."""

from __future__ import annotations

import re

from search.analysis.pipeline import Analyzer

_VOWEL = re.compile("[aeiouy]")
#: Ending, and what stands in its place; the first that fits is the one.
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ied", "y"), ("ed", ""), ("es", ""), ("s", ""))


def light(word: str) -> str:
    """negotiates, negotiated, negotiating, negotiate -> negotiat."""
    for ending, new in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWEL.search(stem) and not word.endswith(("ss", "us", "is")):
            word = stem + new
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


ANALYZER = Analyzer(code="en", script="Latn", rules=(light,))
