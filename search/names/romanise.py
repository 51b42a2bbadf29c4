"""Names in Latin letters, for readers of no script they are written in: as a newspaper may write them.

Arabic script leaves out the short vowels, so each of its words that is part of many a name is written as most names
in Latin letters have it (data/romanised.tsv); of others the letters tell what they can, with an a where no syllable
would be without a vowel. Devanagari's inherent vowel falls where Hindi speaks none: at the end of a word, and between
a vowel with one consonant before it and one consonant with a vowel behind it (Ohala, Aspects of Hindi Phonology, 1983).
It stays behind consonants written as one. Other scripts are anyascii's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

from search.names.letters import ARABIC, DEVANAGARI, INHERENT, alphabetic, words

_RUN = re.compile(r"[\u0600-\u06ff\u200c\u200d]+|[\u0900-\u097f\u200c\u200d]+")
_LETTERS = {
    "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ڈ": "d",
    "ذ": "z", "ر": "r", "ڑ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ښ": "sh", "ص": "s", "ض": "z", "ط": "t",
    "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "څ": "ts",
    "ځ": "dz", "ږ": "g",
}  # fmt: skip
_LONG = frozenset("اوی")
#: ع is a consonant that Latin letters leave out.
_UNHEARD = "ع"
_GOD = "الله"
_LONG_A = "آ"
#: How Russian surnames end, whose v Arabic script writes as f or w.
_RUSSIAN = (("وفا", "ova"), ("وف", "ov"), ("یف", "ev"))
_VOWELS = dict(zip("अआइईउऊऋएऐओऔ", ("a", "a", "i", "i", "u", "u", "ri", "e", "ai", "o", "au"), strict=True))
_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n", "ट": "t",
    "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n", "प": "p", "फ": "ph",
    "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "व": "v", "श": "sh", "ष": "sh", "स": "s", "ह": "h",
    "\u0958": "q", "\u0959": "kh", "\u095a": "gh", "\u095b": "z", "\u095c": "r", "\u095d": "rh", "\u095e": "f",
}  # fmt: skip
_NASAL = "ं"


@lru_cache(maxsize=1 << 14)  # labels are made anew whenever the register has changed
def romanise(name: str, language: str = "") -> str:
    """A name in Latin letters, each word with a capital; "" for one without letters or digits.

    `language` "ar": ال may be the article; elsewhere it begins a name (الکسی, Aleksei).
    """
    latin = _RUN.sub(lambda found: _run(found[0], language == "ar"), name)
    return " ".join(_capital(word) for word in (latin if latin.isascii() else anyascii(latin)).split())


def _run(written: str, article: bool) -> str:
    """One word in Latin letters; signs that are no letters of names go."""
    return "".join(
        _from_devanagari(word) if script == DEVANAGARI else _from_arabic(word, article, written[0] == _LONG_A)
        for script, word in words(written)
        if script in (ARABIC, DEVANAGARI)
    )


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _from_arabic(word: str, article: bool, long: bool) -> str:
    known = "Allah" if word == _GOD else _table().get(word)
    if known or not (article and word.startswith("ال")) or len(word) < 5:
        # Behind a consonant that is not heard an alef is an a, whatever follows.
        return known or _by_letters(_UNHEARD + word if long else word)
    return "Al-" + _capital(_table().get(word[2:]) or _by_letters(word[2:]))


def _by_letters(word: str) -> str:
    for ending, sound in _RUSSIAN:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return _by_letters(word[: -len(ending)]) + sound
    sounds: list[str] = []
    for at, letter in enumerate(word):
        after = word[at + 1 : at + 2]
        vowel_before = bool(sounds) and sounds[-1].endswith(("a", "i", "u"))
        if letter in _LONG:
            sounds.append(_long(letter, at == 0 or vowel_before, after))
        elif letter == "ه" and not after and at > 1 and not vowel_before:
            sounds.append("a")
        elif letter == _UNHEARD:
            sounds += [] if vowel_before or after in _LONG else ["a"]
        elif letter in _LETTERS:
            bare = bool(after) and after not in _LONG and not vowel_before
            sounds.append(_LETTERS[letter] + ("a" if bare and after != _UNHEARD else ""))
    return "".join(sounds)


def _long(letter: str, begins: bool, after: str) -> str:
    if letter == "ا":
        return "" if begins and after in "وی" and after else "a"
    consonant, vowel = ("w", "u") if letter == "و" else ("y", "i")
    return consonant if begins or after == "ا" else vowel


def _from_devanagari(word: str) -> str:
    letters = list(alphabetic(word))
    spoken = list(letters)
    if letters[-1] == INHERENT and len(letters) > 3 and letters[-3] in _VOWELS:
        spoken[-1] = ""
    for at in range(len(letters) - 3, 1, -1):
        around = letters[at - 2] in _VOWELS and letters[at - 1] in _CONSONANTS and letters[at + 1] in _CONSONANTS
        if letters[at] == INHERENT and around and spoken[at + 2] in _VOWELS and spoken[at + 2]:
            spoken[at] = ""
    return "".join(_sound(letter, letters[at - 1] if at else "", spoken[at + 1 :]) for at, letter in enumerate(spoken))


def _sound(letter: str, before: str, rest: list[str]) -> str:
    if letter == "व" and before in _CONSONANTS:
        return "w"
    if letter == _NASAL:
        return "m" if rest and rest[0] in "पफबभम" and rest[0] else "n"
    return _VOWELS.get(letter) or _CONSONANTS.get(letter, "")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Folded words of Arabic script (letters.words), and how names in Latin letters mostly have them."""
    text = files("search.names").joinpath("data/romanised.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
