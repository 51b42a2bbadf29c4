"""How far two words are from each other by their consonants, and whether these tell them apart."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from search.names.letters import ARABIC
from search.names.readings import Sounds, read
from search.names.tokens import Token

#: A long i at the end of a word, with Devanagari spelt out.
_LONG_I = ("i", "y", "ee", "ie", "ی", "ई", "इ", "и", "й", "ы")
#: Letters for v, where other writers of their script have f; and what then tells no words apart.
_WRITTEN_V = frozenset("vwوвव")
_VOWEL, _VOWEL_OR_V = str.maketrans("", "", "A"), str.maketrans("", "", "AF")


def apart(left: Token, right: Token) -> float:
    """How far the readings of two tokens are from each other, 0..1: the least part of their classes to be changed.

    A long i at the end counts as a class: it makes another name of one (Ahmad, Ahmadi; هاشم, هاشمی).
    """
    one, other = _ending(left), _ending(right)
    return min([Levenshtein.normalized_distance(a + one, b + other) for a in left.readings for b in right.readings])


def told_apart(left: Token, right: Token) -> bool:
    """Whether two words of one script differ in more than spelling: in a consonant class, or a long i at the end.

    Vowels may differ (Yevgeny, Evgeni), v and f (Kabulov, Kabuloff; و and ف), گ and ج (Arabic has no g), and words that
    are translated (جنوبی, الجنوبية).
    """
    if left.meant and left.meant == right.meant:
        return False
    if _ending(left) != _ending(right):
        return True
    silent = _VOWEL_OR_V if _WRITTEN_V.intersection(left.letters + right.letters) else _VOWEL
    one, other = ({reading.translate(silent) for reading in _with_g_as_j(token)} for token in (left, right))
    return one.isdisjoint(other)


def _with_g_as_j(token: Token) -> Sounds:
    if "گ" not in token.bare:
        return token.readings
    word = token.bare.replace("گ", "ج")
    return (*token.readings, *read(ARABIC, word, word))


def _ending(token: Token) -> str:
    return "I" if token.bare.endswith(_LONG_I) else ""
