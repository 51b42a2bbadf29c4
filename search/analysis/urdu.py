"""Urdu's spelling, and the endings of its nouns: the table is made by them, and new words are read by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.analysis.analyzer import Fold
from search.analysis.filters import fold_arabic

#: ے and its presentation forms; ۓ and its own, which are ئے.
_BIG_YEH, _WITH_HAMZA = "ےﮮﮯ", "ۓﮰﮱ"
#: One ی for a glide written twice: دیئے, دیے, دئے.
_GLIDE = re.compile("ی+(?=ی[یے])")


def fold(word: str) -> str:
    """What words are looked up by."""
    return keep_ending(word, fold_arabic(word))


def keep_ending(word: str, folded: str) -> str:
    """The folded word, but ے stays where it ends one: there it is an ending of its own (لڑکے is not لڑکی).

    Inside a word it is ی: اےک is how InPage files are often converted for ایک.
    """
    if folded[-1:] == "ی":
        last = next(letter for letter in reversed(word) if letter.isalpha())
        if last in _BIG_YEH:
            folded = folded[:-1] + "ے"
        elif last in _WITH_HAMZA:
            folded += "ے"
    return _GLIDE.sub("", folded)


class KeepEnding(Fold):
    """The same as a fold of words whose surfaces are there."""

    def __call__(self, raw: str, surface: str) -> str:
        """That of one word."""
        return keep_ending(raw, surface)

    def plain(self, raws: list[str], surfaces: list[str], jointed: list[str]) -> list[str]:
        """That of each of some words."""
        return [
            keep_ending(raw, surface) if surface[-1] == "ی" or "یی" in surface else surface
            for raw, surface in zip(raws, surfaces, strict=True)
        ]


#: Plural or oblique ending -> the singular's endings, the likelier first; folded, so that ں is ن and ئ is ی. Masculines
#: in ا and ہ have ے and وں, feminines in ی اں and وں, others یں and وں; Arabic ات and ین, Persian ان and گان, and
#: English س and ز are plurals too. (Schmidt, Urdu: An Essential Grammar, 1999, chapter 1)
_ENDINGS = (
    ("یون", ("ی",)),
    ("یان", ("ی",)),
    ("گان", ("ه",)),
    ("اون", ("ا",)),
    ("ایون", ("ا",)),
    ("ایین", ("ا",)),
    ("این", ("ا",)),
    ("ون", ("", "ه", "ا")),
    ("ین", ("",)),
    ("ے", ("ه", "ا")),
    ("یات", ("یه", "یت", "ت")),
    ("ات", ("ه", "ت", "")),
    ("ان", ("",)),
    ("س", ("",)),
    ("ز", ("",)),
)


def singulars(word: str) -> Iterator[tuple[str, str]]:
    """What a noun may be the plural or oblique of, with the ending it has: longest endings first."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            for new in instead:
                yield word[: -len(ending)] + new, ending
