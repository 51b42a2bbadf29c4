"""The readings of a word: the consonant classes of its letters, once for each sound that they may stand for.

th is t or s, х is h or kh, v is silent or f. Vowels, w and y are not written everywhere: only whether a word begins
with a vowel, or with h, is kept. Words of any script that may be the same name share a reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN
from search.names.tokens import Token

#: How often one word may be read.
READINGS = 4

#: Letters to readings, the likeliest first, parted by "/"; longer ones are tried before shorter. "" is not sounded.
_SOUNDS = {
    LATIN: "sch=S tch=S chr=KR ch=S sh=S ph=F ght=T kh=K gh=K ck=K zh=Z dj=Z dz=Z ts=S th=T/S dh=D/Z ce=S ci=S cy=S"
    " ge=K/Z gi=K/Z gy=K/Z j=Z/ v$=F/ va$=F/ v=/F x=KS",
    ARABIC: "تش=S دج=Z ض=Z/D ظ=Z/D",
    DEVANAGARI: "तस=S वअ$=F/ वआ$=F/ व=/B",
    CYRILLIC: "дж=Z дз=Z тс=S в$=F/ ва$=F/ в=/F х=/K",
}
#: Letters of one sound, by class; those of none of these lists are not sounded.
_LETTERS = {
    LATIN: "B=bp F=f K=kcqg S=sščç Z=zž T=t D=d R=rř L=l M=m N=nñ",
    ARABIC: "B=بپ F=ف K=کقگغخ S=سشصچثڅښ Z=زذژجځږ T=تطٹ D=دڈ R=رڑ L=ل M=م N=ن",
    DEVANAGARI: "B=पबभ F=फ\u095e K=कखगघ S=सशषचछ Z=ज\u095bझ T=तथटठ D=दधडढ\u095c\u095d R=रऋ L=ल M=म N=नणङञं",
    CYRILLIC: "B=бп F=ф K=кг S=сшщцч Z=зж T=т D=д R=р L=л M=м N=н",
}
#: How a word may begin: there a vowel is A and h is H, each where it may be either of two.
_BEGINS = {
    LATIN: "eu=A/ a=A e=A i=A o=A u=A h=H",
    ARABIC: "اس=AS/S اش=AS/S ا=A ع=A ه=H ح=H",
    DEVANAGARI: "अ=A आ=A इ=A ई=A उ=A ऊ=A ए=A ऐ=A ओ=A औ=A ह=H",
    CYRILLIC: "а=A э=A и=A о=A у=A/ е=A/ х=H/K г=K/H",
}
#: A long i at the end of a word, with Devanagari spelt out.
_LONG_I = ("i", "y", "ee", "ie", "ی", "ई", "इ", "и", "й", "ы")
_REPEATED = re.compile(r"(.)(?=\1)")

_Sounds = tuple[str, ...]


class _Rules(NamedTuple):
    """`begins` by the first letters, `plain` by letter; `special` by first letter: chunk, whether only at the end.

    `chunks` are all of `special`: most words have none of them, and need no look at each letter.
    """

    begins: Mapping[str, _Sounds]
    special: Mapping[str, tuple[tuple[str, bool, _Sounds], ...]]
    chunks: tuple[str, ...]
    plain: dict[int, str]


class _Plain(dict[int, str]):
    """A table for `str.translate`; what it does not know is not sounded (at most one entry a code point)."""

    def __missing__(self, code: int) -> str:
        self[code] = ""
        return ""


@lru_cache(maxsize=8)
def _rules(script: str) -> _Rules:
    begins, sounds = (
        {letters: tuple(read.split("/")) for letters, read in (rule.split("=") for rule in table[script].split())}
        for table in (_BEGINS, _SOUNDS)
    )
    special: dict[str, tuple[tuple[str, bool, _Sounds], ...]] = {}
    for chunk, read in sounds.items():
        special[chunk[0]] = (*special.get(chunk[0], ()), (chunk.rstrip("$"), chunk.endswith("$"), read))
    rows = (row.split("=") for row in _LETTERS[script].split())
    plain = _Plain({ord(letter): name for name, letters in rows for letter in letters})
    # A chunk that begins with another says nothing that the other does not.
    heads = {chunk.rstrip("$") for chunk in sounds}
    chunks = sorted(chunk for chunk in heads if not any(chunk.startswith(one) for one in heads - {chunk}))
    return _Rules(begins, special, tuple(chunks), plain)


def smooth(reading: str) -> str:
    """Doubled classes once, n before b as m (Ambreen, عنبرین), and ng at the end as n (Singh, सिंह)."""
    if "NB" in reading:
        reading = reading.replace("NB", "MB")
    reading = _REPEATED.sub("", reading)
    return reading[:-1] if reading.endswith("NK") else reading


def _of_word(script: str, word: str) -> _Sounds:
    if script not in _SOUNDS:
        return (word,)
    begins, special, chunks, plain = _rules(script)
    start = word[:2] if word[:2] in begins else word[:1]
    read = begins.get(start, ("",))
    rest = word[len(start) :] if start in begins else word
    for chunk in chunks:
        if chunk in rest:
            read, rest = _special(read, rest, special, plain)
            break
    certain = rest.translate(plain)
    if len(read) == 1:
        return (smooth(read[0] + certain),)
    return tuple(dict.fromkeys([smooth(one + certain) for one in read]))


def _special(
    read: _Sounds, word: str, special: Mapping[str, tuple[tuple[str, bool, _Sounds], ...]], plain: dict[int, str]
) -> tuple[_Sounds, str]:
    """The readings of a word as far as its last special chunk, and the letters after it."""
    at = done = 0
    size = len(word)
    while at < size:
        for chunk, ends, sounds in special.get(word[at], ()):
            if word.startswith(chunk, at) and (not ends or at + len(chunk) == size):
                before = word[done:at].translate(plain)
                read = tuple([f"{one}{before}{sound}" for one in read for sound in sounds][:READINGS])
                done = at + len(chunk)
                at = done - 1
                break
        at += 1
    return read, word[done:]


@lru_cache(maxsize=1 << 16)
def readings(token: Token) -> _Sounds:
    """The readings of a token, without a joined article first; one that is translated is first read in English."""
    read = _of_word(token.script, token.bare)
    if token.meant:
        return tuple(dict.fromkeys((*_of_word(LATIN, token.meant), read[0])))
    if token.bare == token.letters:
        return read
    return tuple(dict.fromkeys((*read, *_of_word(token.script, token.letters)[:2])))


@lru_cache(maxsize=1 << 16)
def apart(left: Token, right: Token) -> float:
    """How far the readings of two tokens are from each other, 0..1: the least part of their classes to be changed.

    A long i at the end counts as a class: it makes another name of one (Ahmad, Ahmadi; هاشم, هاشمی).
    """
    return min(
        Levenshtein.normalized_distance(f"{a}{_ending(left)}", f"{b}{_ending(right)}")
        for a in readings(left)
        for b in readings(right)
    )


def _ending(token: Token) -> str:
    return "I" if token.bare.endswith(_LONG_I) else ""
