"""The sound classes of letters: what is left of a word when every script's spelling habits are taken off it.

Consonants that scripts do not keep apart share a class (p/b, k/q/g/kh/gh, s/sh/ch, z/j/zh/dh); vowels, h, ain and hamza
have none. The classes are those that lost least over all six pairs of scripts when two of them were merged or parted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN
from search.names.tokens import Token

#: Letters by class of sound. A letter may stand in several: the first class in this order is its skeleton's.
_CLASSES = {
    "B": "bp بپ बभप бп",
    "F": "f ف फ\u095e ф",
    "K": "kcqgx کقگغخ कखगघ кгхґ",
    "S": "sšcčçş سشصچثڅښ सशषचछ сшщцч",
    "Z": "jzžğ زذضظژجځږ ज\u095bझ зж",
    "T": "t تطٹ तथटठ т",
    "D": "d دڈ दधडढ\u095c\u095d д",
    "R": "rř رڑ र\u095c\u095d р",
    "L": "l ل ल л",
    "M": "m م म м",
    "N": "nñ ن नणङञं н",
    "V": "vw و व в",
    "H": "h هحخ ह гх",
    "A": "aeiouyw اویعه अआइईउऊएऐओऔऋ аеиоуыэюяй",
}
_SILENT = "VHA"
_DIGRAPHS = {
    LATIN: "sch=S tch=S ch=S sh=S th=T ph=F kh=K gh=K zh=Z dh=D ts=S dj=Z ck=K",
    ARABIC: "تش=S دج=Z",
    CYRILLIC: "дж=Z дз=Z",
    DEVANAGARI: "तस=S",
}
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """The classes of each letter, as a string of class names (a letter may stand in several)."""
    found: dict[str, str] = {}
    for name, letters in _CLASSES.items():
        for letter in letters.replace(" ", ""):
            found[letter] = found.get(letter, "") + name
    return found


@lru_cache(maxsize=1)
def _first_class() -> dict[int, str]:
    return {ord(letter): "" if names[0] in _SILENT else names[0] for letter, names in classes().items()}


@lru_cache(maxsize=4)
def _digraphs(script: str) -> list[tuple[str, str]]:
    return [(letters, name) for letters, _, name in (entry.partition("=") for entry in _DIGRAPHS[script].split())]


@lru_cache(maxsize=1 << 16)
def skeleton(token: Token) -> str:
    """The consonant classes of a token, doubled ones once; "" where it has only vowels."""
    word = token.bare
    if token.script in _DIGRAPHS:
        for letters, name in _digraphs(token.script):
            word = word.replace(letters, name)
    return _REPEATED.sub(r"\1", word.translate(_first_class()))
