"""The regular forms of English nouns, verbs and adjectives, each with the name of its slot.

Spelling rules after Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), chapter 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Form = tuple[str, str]

_SIBILANT = re.compile("(?:[sxz]|[cs]h)$")
_CONSONANT_Y = re.compile("[^aeiou]y$")
#: One vowel and one consonant that may double; qu is no vowel.
_DOUBLING = re.compile("(?:^|[^aeiou]|qu)[aeiouy][bcdfgklmnprstvz]$")
_ONE_SYLLABLE = re.compile("^[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]$")


def plural(lemma: str) -> Iterator[Form]:
    """Nouns and the third person: -s, -es, -ies, -ves; where spelling varies, in both ways."""
    if _CONSONANT_Y.search(lemma):
        yield lemma[:-1] + "ies", "s"
    elif _SIBILANT.search(lemma):
        yield lemma + "es", "s"
        if lemma[-1] in "sz":
            yield f"{lemma}{lemma[-1]}es", "s"
    else:
        yield lemma + "s", "s"
        if lemma[-1] == "o":
            yield lemma + "es", "s"
        if lemma.endswith(("f", "fe")):
            yield lemma.rstrip("e")[:-1] + "ves", "s"


def _with(lemma: str, ending: str, slot: str) -> Iterator[Form]:
    """An ending that begins with a vowel: e is dropped, y changes, a consonant doubles (in longer words it may)."""
    if lemma.endswith("e") and (ending[0] == "e" or not lemma.endswith(("ee", "oe", "ye", "ie"))):
        yield lemma[:-1] + ending, slot
    elif lemma.endswith("ie"):
        yield lemma[:-2] + "y" + ending, slot
    elif ending[0] == "e" and _CONSONANT_Y.search(lemma):
        yield f"{lemma[:-1]}i{ending}", slot
    elif lemma.endswith("c"):
        yield f"{lemma}k{ending}", slot
    elif _DOUBLING.search(lemma):
        yield f"{lemma}{lemma[-1]}{ending}", slot
        if not _ONE_SYLLABLE.search(lemma):
            yield lemma + ending, slot
    else:
        yield lemma + ending, slot


def verb(lemma: str) -> Iterator[Form]:
    """-ed and -ing."""
    yield from _with(lemma, "ed", "ed")
    yield from _with(lemma, "ing", "ing")


def adjective(lemma: str) -> Iterator[Form]:
    """-er and -est."""
    yield from _with(lemma, "er", "er")
    yield from _with(lemma, "est", "est")
