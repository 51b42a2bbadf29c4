"""The readings of a word: the consonant classes of its letters, once for each sound that they may stand for.

th is t or s, х is h or kh, v is silent or f. Vowels, w and y are not written everywhere: only whether a word begins
with a vowel, or with h, is kept. Words of any script that may be the same name share a reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice, product
from typing import NamedTuple

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN

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
_REPEATED = re.compile(r"(.)(?=\1)")

Sounds = tuple[str, ...]


class _Rules(NamedTuple):
    """How to read a word between ^ and $: what is `sounded` of it, and what each such chunk may sound.

    Of a word without a `special` chunk each letter has its own sound only, and its `beginning` another.
    """

    sounded: re.Pattern[str]
    sounds: Mapping[str, Sounds]
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


def _of_word(script: str, word: str) -> Sounds:
    if script not in _RULES:
        return (word,)
    rules = _RULES[script]
    if not rules.special.search(word):
        first = rules.beginning.get(word[0])
        return (smooth(first + word[1:].translate(rules.letters) if first else word.translate(rules.letters)),)
    chunks = rules.sounded.findall(f"^{word}$")
    ways = islice(product(*[rules.sounds[chunk] for chunk in chunks]), READINGS)
    return tuple(dict.fromkeys([smooth("".join(way)) for way in ways]))


def read(script: str, word: str, bare: str, meant: str = "") -> Sounds:
    """The readings of a word, without its joined article (`bare`) first; of one that is translated English comes first.

    Words go in as tokens have them; a word of another script than the four is its own reading.
    """
    found = _of_word(script, bare)
    if meant:
        return tuple(dict.fromkeys((*_of_word(LATIN, meant), found[0])))
    if bare == word:
        return found
    return tuple(dict.fromkeys((*found, *_of_word(script, word)[:2])))
