"""Index terms that the spellings of one name share, whatever the script: the consonant classes of its words.

A word is read once for each sound its letters may stand for (th: t or s; х: h or kh; v: silent or f). Vowels, w and y
are not written everywhere: only whether a word begins with a vowel, or with h, is kept. The readings, sorted, are
the key, and all words run together in order are another, for names that are cut differently (Alireza, علی رضا).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, product
from typing import NamedTuple

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN
from search.names.tokens import Token, tokens

#: How often one word, and one name, may be read; and how many consonants part of a name must have to stand for it.
READINGS, KEYS, PART = 4, 8, 5
#: How many words make blocks, and how short one may be before no consonant is left out.
BLOCK_WORDS, SHORT = 4, 3

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
_REPEATED = re.compile(r"(.)\1+")


_Sounds = dict[str, tuple[str, ...]]


class _Rules(NamedTuple):
    begins: _Sounds
    special: re.Pattern[str]
    sounds: _Sounds
    plain: dict[int, str]


@lru_cache(maxsize=8)
def _rules(script: str) -> _Rules:
    begins, sounds = (
        {letters: tuple(read.split("/")) for letters, read in (rule.split("=") for rule in table[script].split())}
        for table in (_BEGINS, _SOUNDS)
    )
    rows = (row.split("=") for row in _LETTERS[script].split())
    plain = {ord(letter): name for name, letters in rows for letter in letters}
    return _Rules(begins, re.compile("|".join(sounds)), sounds, _Silent(plain))


class _Silent(dict[int, str]):
    """A table for `str.translate` that drops what it does not know."""

    def __missing__(self, code: int) -> str:
        return ""


def _smooth(reading: str) -> str:
    """Doubled classes once, n before b as m (Ambreen, عنبرین), and ng at the end as n (Singh, सिंह)."""
    if "NB" in reading:
        reading = reading.replace("NB", "MB")
    if _REPEATED.search(reading):
        reading = _REPEATED.sub(r"\1", reading)
    return reading[:-1] if reading.endswith("NK") else reading


@lru_cache(maxsize=1 << 16)
def _readings(script: str, word: str) -> tuple[str, ...]:
    if script not in _SOUNDS:
        return (word,)
    rules = _rules(script)
    start = word[:2] if word[:2] in rules.begins else word[:1]
    read = rules.begins.get(start, ("",))
    at = len(start) if start in rules.begins else 0
    for found in rules.special.finditer(word, at):
        before = word[at : found.start()].translate(rules.plain)
        letters = found[0] if found.end() < len(word) or f"{found[0]}$" not in rules.sounds else f"{found[0]}$"
        read = tuple([f"{one}{before}{sound}" for one in read for sound in rules.sounds[letters]][:READINGS])
        at = found.end()
    rest = word[at:].translate(rules.plain)
    if len(read) == 1:
        return (_smooth(read[0] + rest),)
    return tuple(dict.fromkeys([_smooth(one + rest) for one in read]))


@lru_cache(maxsize=1 << 16)
def _of_token(token: Token) -> tuple[str, ...]:
    read = _readings(token.script, token.bare)
    if token.bare == token.letters:
        return read
    return tuple(dict.fromkeys((*read, *_readings(token.script, token.letters)[:2])))


def _parts(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The name without what may be missing: its light words, then all but two words."""
    heavy = [token for token in words if not token.light]
    if 2 <= len(heavy) < len(words):
        yield heavy
    if len(heavy) > 2:
        yield from combinations(heavy[:4], 2)


def _ways(read: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The readings of a name's words, put together in every way, up to `KEYS`."""
    if max(map(len, read)) == 1:
        return [tuple([only for (only,) in read])]
    return list(islice(product(*read), KEYS))


def _sorted_key(chosen: tuple[str, ...]) -> str:
    return "-".join(sorted(chosen)).lstrip("-")


def keys(name: str) -> frozenset[str]:
    """Index terms of a name, that its spellings in other scripts share; empty where it has no letter or digit.

    A name without consonants (Wu) has only its own spelling.
    """
    found = tokens(name)
    words = [token for token in found if not token.initial]
    if not words:
        return frozenset([token.letters for token in found])
    ways = _ways([_of_token(token) for token in words])
    out = {_sorted_key(chosen) for chosen in ways}
    if len(words) > 1:
        out.update([_smooth("".join(chosen)) for chosen in ways])
        for part in _parts(words):
            part_keys = [_sorted_key(chosen) for chosen in _ways([_of_token(token) for token in part])]
            out.update([key for key in part_keys if len(key) > PART])
    out.discard("")
    return frozenset(out or ["".join([token.letters for token in words])])


def block_keys(name: str) -> frozenset[str]:
    """Wider index terms, to find candidates for `similarity`: each word, or two, with any one consonant left out."""
    words = [token for token in tokens(name) if not token.initial]
    heavy = [token for token in words if not token.light]
    parts = combinations(words[:BLOCK_WORDS], 2) if len(words) > 1 else [words]
    out = set()
    for part in [*parts, *([heavy] if len(heavy) == 1 < len(words) else [])]:
        for read in islice(product(*map(_of_token, part)), READINGS):
            whole = "".join(sorted(filter(None, read)))
            out.add(f"*{whole}")
            if len(whole) > SHORT:
                out.update(f"*{whole[:at]}{whole[at + 1 :]}" for at in range(len(whole)))
    out.discard("*")
    return keys(name) | out
