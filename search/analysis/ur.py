"""Urdu: forms of known words by table; new words lose a plural ending that leaves a known one, or a clear one."""

from __future__ import annotations

import re

from search.analysis.analyzer import Analyzer
from search.analysis.tables import Listed, load
from search.analysis.urdu import KeepEnding, singulars

#: English clusters are written with an ا before them or without: اسکول, سکول. Not اسکی, which is "his".
_CLUSTER = re.compile("ا(?=س[ٹپک]..)")


def _without_alef(words: list[str]) -> list[str]:
    """Words as they are listed: اسٹیشن as سٹیشن, where these are one word (اسٹیون is not of سٹی)."""
    return [word[1:] if _CLUSTER.match(word) and _twins(word) else word for word in words]


def _twins(word: str) -> bool:
    lemma = load("ur-words").get
    return lemma(word[1:]) == (lemma(word) or "ا" + (lemma(word[1:]) or word))[1:]


#: گئے -> جانا, کتابوں -> کتاب, قوانین -> قانون.
KNOWN = Listed("known", "ur-words", keys=_without_alef)


def plural(word: str) -> str | None:
    """A plural or oblique that the table lacks, of a word that it has."""
    for singular, ending in singulars(word):
        if len(singular) > (3 if ending in ("ان", "س", "ز", "ین") else 1):
            found = KNOWN(singular)
            if found:
                return found
    return None


#: Endings that hardly end another word: یوں, یاں, ؤں, وں.
_CLEAR = re.compile("(?<=..)(?:(?<=ی)ان|ون)$")


def unknown(word: str) -> str:
    """A plural of a word that the table lacks."""
    return _CLEAR.sub("", word)


ANALYZER = Analyzer(code="ur", script="Arab", fold=KeepEnding(), rules=(KNOWN, plural, unknown))
