"""The readings of a word: the consonant classes of its letters, once for each sound that they may stand for.

th is t or s, х is h or kh, v is silent or f. Vowels, w and y are not written everywhere: only whether a word begins
with a vowel, or with h, is kept. Words of any script that may be the same name share a reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product
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
#: Letters for v, where other writers of their script have f; and what then tells no words apart.
_WRITTEN_V = frozenset("vwوвव")
_VOWEL, _VOWEL_OR_V = str.maketrans("", "", "A"), str.maketrans("", "", "AF")
_REPEATED = re.compile(r"(.)(?=\1)")

_Sounds = tuple[str, ...]


class _Rules(NamedTuple):
    """How to read a word between ^ and $: what is `sounded` of it, and what each such chunk may sound.

    Of a word without a `special` chunk each letter has its own sound only, and its `beginning` another.
    """

    sounded: re.Pattern[str]
    sounds: Mapping[str, _Sounds]
    special: re.Pattern[str]
    beginning: Mapping[str, str]
    letters: Mapping[int, str]


def _rules(script: str) -> _Rules:
    begins, special, letters = (
        dict(rule.split("=") for rule in table[script].split()) for table in (_BEGINS, _SOUNDS, _LETTERS)
    )
    plain = {letter: name for name, listed in letters.items() for letter in listed}
    first = {"^": "", **{f"^{chunk}": sounds for chunk, sounds in begins.items()}}
    sounds = {chunk: tuple(read.split("/")) for chunk, read in {**first, **special, **plain}.items()}
    chunks = "|".join(special).replace("$", r"\$")
    alone = {chunk: read for chunk, read in begins.items() if len(chunk) == 1 and "/" not in read}
    begun = "|".join([f"^{chunk}" for chunk in begins if chunk not in alone] or ["(?!)"])
    return _Rules(
        re.compile(rf"\^(?:{'|'.join(begins)})?|{chunks}|[{''.join(plain)}]"),
        sounds,
        re.compile(f"{begun}|{'|'.join(special)}"),
        alone,
        defaultdict(str, {ord(letter): name for letter, name in plain.items()}),
    )


_RULES = {script: _rules(script) for script in _SOUNDS}


def smooth(reading: str) -> str:
    """Doubled classes once, n before b as m (Ambreen, عنبرین), and ng at the end as n (Singh, सिंह)."""
    if "NB" in reading:
        reading = reading.replace("NB", "MB")
    if len(set(reading)) < len(reading):
        reading = _REPEATED.sub("", reading)
    return reading[:-1] if reading[-2:] == "NK" else reading


def _of_word(script: str, word: str) -> _Sounds:
    if script not in _RULES:
        return (word,)
    rules = _RULES[script]
    if not rules.special.search(word):
        first = rules.beginning.get(word[0])
        return (smooth(first + word[1:].translate(rules.letters) if first else word.translate(rules.letters)),)
    chunks = rules.sounded.findall(f"^{word}$")
    ways = islice(product(*[rules.sounds[chunk] for chunk in chunks]), READINGS)
    return tuple(dict.fromkeys([smooth("".join(way)) for way in ways]))


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


def _with_g_as_j(token: Token) -> _Sounds:
    return (*readings(token), *_of_word(ARABIC, token.bare.replace("گ", "ج"))) if "گ" in token.bare else readings(token)


def _ending(token: Token) -> str:
    return "I" if token.bare.endswith(_LONG_I) else ""
