"""Urdu: forms of known words by table; new words lose a plural ending that leaves a known one, or a clear one."""

from __future__ import annotations

import re

from search.analysis.analyzer import Analyzer
from search.analysis.tables import Listed, load
from search.analysis.urdu import keep_ending, singulars

#: گئے -> جانا, کتابوں -> کتاب, قوانین -> قانون.
KNOWN = Listed("known", "ur-words")


def plural(word: str) -> str | None:
    """A plural or oblique that the table lacks, of a word that it has."""
    for singular, ending in singulars(word):
        if len(singular) > (3 if ending in ("ان", "س", "ز", "ین") else 1):
            found = load("ur-words").get(singular)
            if found:
                return found
    return None


#: Endings that hardly end another word: یوں, یاں, ؤں, وں.
_CLEAR = re.compile("(?<=..)(?:(?<=ی)ان|ون)$")


def unknown(word: str) -> str:
    """A plural of a word that the table lacks."""
    return _CLEAR.sub("", word)


ANALYZER = Analyzer(code="ur", script="Arab", fold=keep_ending, rules=(KNOWN, plural, unknown))
