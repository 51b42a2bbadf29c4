"""Hindi words: what is folded before they are looked up, and the endings a known word may have lost.

Written on folded forms (no nukta, no chandrabindu, ए for ये after a vowel).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from search.analysis.filters import fold_devanagari

_VIRAMA = "\u094d"


def final(word: str) -> str:
    """Without the silent virama at a word's end: महान् is as often written महान."""
    return word.rstrip(_VIRAMA)


def fold(word: str) -> str:
    """What words are looked up by: the surface, without a silent virama."""
    return final(fold_devanagari(word))


#: Ending -> what stood in its place, the likelier first; longest first.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ियों", ("ी", "ि", "िया")),
    ("ियां", ("ी", "ि", "िया")),
    ("ियो", ("ी", "ि")),
    ("ीयों", ("ी",)),
    ("इयों", ("ई",)),
    ("इयां", ("ई",)),
    ("ईयों", ("ई",)),
    ("नेवाला", ("",)),
    ("नेवाले", ("",)),
    ("नेवाली", ("",)),
    ("ेंगे", ("",)),
    ("ेगा", ("",)),
    ("ेगी", ("",)),
    ("कर", ("",)),
    ("ने", ("",)),
    ("ाओं", ("ा",)),
    ("ाएं", ("ा",)),
    ("ुओं", ("ु", "ू")),
    ("ुएं", ("ु", "ू")),
    ("ूओं", ("ू",)),
    ("ों", ("", "ा")),
    ("ओं", ("", "आ")),
    ("एं", ("", "आ")),
    ("ें", ("",)),
    ("्स", ("",)),
    ("ंस", ("न",)),
    ("े", ("ा",)),
)


#: Last character -> the endings in it, in the same order.
_BY_LAST = {last: [row for row in _ENDINGS if row[0][-1] == last] for last in {row[0][-1] for row in _ENDINGS}}
#: कर and ने end short names too.
_SHORTEST = {"कर": 3, "ने": 3}


def stems(word: str) -> Iterator[str]:
    """What a word may be an inflected form of."""
    for ending, instead in _BY_LAST.get(word[-1:], ()):
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST.get(ending, 1):
            for letters in instead:
                yield word[: -len(ending)] + letters


def inflected(word: str, known: Callable[[str], str | None]) -> str | None:
    """The lemma of the first known word that `word` may be a form of, or None."""
    for stem in stems(word):
        found = known(stem)
        if found:
            return found
    return None


#: Endings that only number and case make; after Ramanathan and Rao (2003), without all that may be part of a name or
#: change the word class (ी, ता, ो) and without the verbal ones, as new verbs are made with करना.
_LIGHT = (("ियों", "ी"), ("ियां", "ी"), ("ाओं", "ा"), ("ाएं", "ा"), ("ुओं", "ु"), ("ुएं", "ु"), ("ों", ""), ("ें", ""))


def light(word: str) -> str | None:
    """An unknown word without its plural ending, or None."""
    for ending, letters in _LIGHT:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + letters
    return None
