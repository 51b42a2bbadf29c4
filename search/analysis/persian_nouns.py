"""Persian nouns and adjectives: plural, degree, ی and pronoun endings, taken off when a known word is left.

Written on folded forms (آ is ا, no hamza). Endings are those of any grammar of Persian: plural ها, ان, after a vowel
یان and گان, Arabic ات, ین, یون and جات; ی of indefiniteness and ezafe; pronouns م ت ش مان تان شان; the short copula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

Known = Callable[[str], str | None]

PRONOUN = "(?:م|ت|ش|مان|تان|شان)"
#: What ها, تر and ترین may be followed by. ها is taken off unknown words too: nothing else looks like it, but for a
#: silent ه with an ending, which `Plural.silent` tells apart.
_HA = re.compile(f"^(..+?) ?ها ?(یی|ی|ای|ی? ?{PRONOUN}|ست|یند|یم|)$")
_DEGREE = re.compile(f"^(...+?) ?تر ?(?:ین)? ?(?:ها)?(?:یی|ی|ی?{PRONOUN}|ند|ست)?$")
#: Parts that are written apart or with a joiner, and are no word: خانه ی, برنامه ای, کشور شان, نماینده گان.
_ENCLITIC = re.compile(f"(?:ا?ی|یی|[ای]?{PRONOUN}|ای[مد]|ید|ا?ند|یند|ا?ست)$")

#: A noun's own endings, and what stood there before: دیدگان is of دیده, ساعات of ساعت, لحظات of لحظه.
_INNER = {
    "هگان": ("ه",),
    "گان": ("ه",),
    "جات": ("", "ه"),
    "یات": ("ی", "یه", "یت"),
    "یون": ("ی",),
    "تر": ("",),
    "ترین": ("",),
    "ان": ("",),
    "ین": ("",),
}
_LAST_OF_INNER = frozenset(ending[-1] for ending in _INNER)
#: Endings after a noun or its plural, the likelier readings first -> the letters they may follow ("": any).
_OUTER = {
    "ی": "",
    "یی": "اوه",
    "شان": "",
    "مان": "",
    "تان": "",
    "یشان": "او",
    "یمان": "او",
    "یتان": "او",
    "یش": "او",
    "یم": "او",
    "یت": "او",
    "اش": "هی",
    "ام": "هی",
    "ات": "ه",
    "ای": "ه",
    "ش": "",
    "م": "",
    "ت": "",
    "ست": "اوی",
    "است": "",
    "اند": "",
    "ایم": "ه",
    "اید": "ه",
}
#: Last letter -> the endings in it, in the same order.
_BY_LAST = {last: [(e, after) for e, after in _OUTER.items() if e[-1] == last] for last in {e[-1] for e in _OUTER}}
_LONG = frozenset({"اش", "ام", "ات", "ای", "است", "اند", "ایم", "اید", "ت", "یت"})
#: The copula goes on adjectives too (منتظرند, معتقدیم); after a short stem it is rather part of another word.
_COPULA = ("ند", "یم", "ید")


def _feminine(stem: str) -> tuple[str, ...]:
    """What ات may have displaced: ه in جمله and مبارزه, nothing in احساس. Shapes of Arabic nouns, in that order."""
    return ("ه", "ت", "") if len(stem) < 4 or (stem[0] == "م" and stem[2] == "ا") else ("", "ت", "ه")


def _bare(word: str) -> list[str]:
    found: list[str] = []
    if word[-1:] not in _LAST_OF_INNER:
        return found
    if word.endswith("ات") and len(word) > 3:
        found += [word[:-2] + instead for instead in _feminine(word[:-2])]
    for length in (4, 3, 2):
        instead_of = _INNER.get(word[-length:])
        if instead_of and len(word) > length + (3 if word[-length:] == "ین" else 1):
            found += [word[:-length] + instead for instead in instead_of]
    if word.endswith("یان") and word[-4:-3] in ("ا", "و"):  # دانشجویان; but ایرانیان is of ایرانی
        found.append(word[:-3])
    return found


def _without_outer(word: str) -> list[str]:
    found = []
    for ending, after in _BY_LAST.get(word[-1:], ()):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            # A short word before ام or ای is chance: سهام is not سه‌ام.
            # Foreign names end in ت (تویت is not of تو), so it goes after no short word either.
            if len(stem) > (ending in _LONG) + 1 and (not after or stem[-1] in after):
                found.append(stem)
    if word[-2:] in _COPULA and len(word) > 5:
        found.append(word[:-2])
    return found


@lru_cache(8)  # asked of the words in use, then of the rare ones
def stems(word: str) -> tuple[str, ...]:
    """What a word may be an inflected form of, the likelier ones first."""
    found = _bare(word)
    for stem in _without_outer(word):
        found.append(stem)
        found += _bare(stem)
        if word.endswith("ست") and stem[-1] == "ی" and len(stem) > 2:  # کسیست
            found.append(stem[:-1])
    return tuple(found)


def inflected(word: str, known: Known, shortest: int = 2) -> str | None:
    """The lemma of the first known word, of `shortest` letters at least, that `word` may be a form of, or None."""
    for stem in stems(word):
        if len(stem) >= shortest:
            found = known(stem)
            if found:
                return found
    return None


def plural_stems(word: str) -> tuple[str, ...]:
    """What a word in ها, with a space at its joints, is a plural of, the likelier one first: one word, or two.

    برگ‌های and برگه‌ای are told apart by their joint. Glued, برگهای is rather a plural, خانهاش rather خانه‌اش.
    """
    found = _HA.match(word) if "ها" in word else None
    if not found:
        return ()
    stem, ending = found[1].replace(" ", ""), found[2]
    if " ها" in word or not ending:
        return (stem,)
    if f"ه ا{ending}" in word:
        return (stem + "ه",)
    return (stem + "ه", stem) if ending in ("م", "ت", "ش") else (stem, stem + "ه")


def degree_stem(word: str) -> str | None:
    """پرنفوسترین -> پرنفوس, or None. تر alone is glued to known words only: مانچستر is no comparative."""
    found = _DEGREE.match(word) if "ترین" in word or " تر" in word else None
    return found and found[1].replace(" ", "")


def without_enclitics(word: str) -> Iterator[str]:
    """A word with a space at its joints, without the enclitics written apart: without the last, the last two …"""
    parts = word.split(" ")
    while len(parts) > 1 and (_ENCLITIC.match(parts[-1]) or (parts[-1] == "گان" and parts[-2][-1:] == "ه")):
        parts.pop()
        stem = "".join(parts)
        if len(stem) > 1:
            yield stem
