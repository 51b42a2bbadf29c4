"""Persian nouns and adjectives: plural, degree, ی and pronoun endings, taken off when a known word is left.

Written on folded forms (آ is ا, no hamza). Endings are those of any grammar of Persian: plural ها, ان, after a vowel
یان and گان, Arabic ات, ین, یون and جات; ی of indefiniteness and ezafe; pronouns م ت ش مان تان شان; the short copula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
#: The last two letters of a noun's own endings: few words have any of them.
_INNER_TAILS = frozenset({"ات", *(ending[-2:] for ending in _INNER)})
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
_LONG = frozenset({"اش", "ام", "ات", "ای", "است", "اند", "ایم", "اید", "ت", "یت"})
#: The copula goes on adjectives too (منتظرند, معتقدیم); after a short stem it is rather part of another word.
_COPULA = ("ند", "یم", "ید")


def _outer_by_tail() -> dict[str, list[tuple[str, int, int]]]:
    """Last two letters of a word -> endings it may have, with a letter before them where that counts; how many letters
    go, how many the word has at least. Last letter alone -> the same where the two are none of these."""
    rows = []
    for ending, after in _OUTER.items():
        # A short word before ام or ای is chance: سهام is not سه‌ام.
        # Foreign names end in ت (تویت is not of تو), so it goes after no short word either.
        least = len(ending) + (3 if ending in _LONG else 2)
        rows += [(letter + ending, len(ending), least) for letter in after or ("",)]
    rows += [(ending, 2, 6) for ending in _COPULA]
    tails = {ending[-length:] for ending, _, _ in rows for length in (1, 2)}
    return {tail: [row for row in rows if tail.endswith(row[0]) or row[0][-2:] == tail] for tail in tails}


_OUTER_BY_TAIL = _outer_by_tail()


def _feminine(stem: str) -> tuple[str, ...]:
    """What ات may have displaced: ه in جمله and مبارزه, nothing in احساس. Shapes of Arabic nouns, in that order."""
    return ("ه", "ت", "") if len(stem) < 4 or (stem[0] == "م" and stem[2] == "ا") else ("", "ت", "ه")


def _bare(word: str) -> Iterator[str]:
    """A word in one of `_INNER_TAILS` without an ending of the noun's own."""
    if word[-2:] == "ات" and len(word) > 3:
        for instead in _feminine(word[:-2]):
            yield word[:-2] + instead
    for length in (4, 3, 2):
        instead_of = _INNER.get(word[-length:])
        if instead_of and len(word) > length + (3 if word[-length:] == "ین" else 1):
            for instead in instead_of:
                yield word[:-length] + instead
    if word[-3:] == "یان" and word[-4:-3] in ("ا", "و"):  # دانشجویان; but ایرانیان is of ایرانی
        yield word[:-3]


def stems(word: str) -> Iterator[str]:
    """What a word may be an inflected form of, the likelier ones first."""
    if word[-2:] in _INNER_TAILS:
        yield from _bare(word)
    for ending, length, least in _OUTER_BY_TAIL.get(word[-2:]) or _OUTER_BY_TAIL.get(word[-1:]) or ():
        if len(word) >= least and word.endswith(ending):
            stem = word[:-length]
            yield stem
            if stem[-2:] in _INNER_TAILS:
                yield from _bare(stem)
            if ending[-2:] == "ست" and stem[-1] == "ی" and len(stem) > 2:  # کسیست
                yield stem[:-1]


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
