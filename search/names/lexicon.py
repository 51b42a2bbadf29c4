"""Words of names that are no name of their own: titles, particles, articles, and those that belong to a neighbour.

Read from data/words.tsv, which says what each kind is. `joined` makes one word of "Abdul Rahman", "Abdulrahman",
عبد الرحمن and عبدالرحمن alike: عبد/Abdul takes the word after it, الله and الدین the word before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN, words


class Lexicon(NamedTuple):
    """Folded words by kind; `letter` maps names of Latin letters (जे, ایم) to letters, `alias` words to others.

    `place` maps words for kinds of places to English, `side` those that tell parts of a place or places of one name
    apart. `beside`: all that have to be read beside their neighbours.
    """

    letter: Mapping[str, str]
    alias: Mapping[str, str]
    place: Mapping[str, str]
    side: Mapping[str, str]
    beside: frozenset[str]
    dropped: frozenset[str]
    joining: frozenset[str]
    title: frozenset[str]
    particle: frozenset[str]
    article: frozenset[str]
    servant: frozenset[str]
    god: frozenset[str]
    faith: frozenset[str]
    light: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of data/words.tsv; `dropped` and `joining` are kinds taken together."""
    kinds: dict[str, set[str]] = {}
    pairs: dict[str, dict[str, str]] = {"letter": {}, "alias": {}, "place": {}, "side": {}}
    for line in files("search.names").joinpath("data/words.tsv").read_text(encoding="utf-8").splitlines():
        kind, _, listed = line.partition("\t")
        if kind in pairs:
            named = (entry.partition("=") for entry in listed.split())
            pairs[kind].update((words(name)[0][1].lower(), meant) for name, _, meant in named)
        elif not line.startswith("#"):
            folded = ("".join(part for _, part in words(word)).lower() for word in listed.split())
            kinds.setdefault(kind, set()).update(folded)
    found = {kind: frozenset(listed) for kind, listed in kinds.items()}
    joining = found["article"].union(found["servant"], found["god"], found["faith"], pairs["alias"])
    dropped = found["title"] | found["particle"]
    beside = dropped.union(joining, pairs["place"], pairs["side"])
    return Lexicon(pairs["letter"], pairs["alias"], pairs["place"], pairs["side"], beside, dropped, joining, **found)


#: "Abdul", "Abdel", "Abdur-R…" before the name of God: the article and its sun letter say nothing.
_SERVANT = {
    LATIN: (re.compile(r"^abd(?:[aeou]{1,2}l(?!$)|[aeou](?=([rsztdn])\1)|[aeou]sh(?=sh)|[aeou](?=š))"), "abd"),
    ARABIC: (re.compile(r"^عبدال(?=..)"), "عبد"),
    DEVANAGARI: (re.compile(r"^अब्द(?:[ुेोूॉ]ल(?=.)|[ुेोू](?=र्र|स्स|श्श)|ल(?=.))"), "अब्द्"),
    CYRILLIC: (re.compile(r"^абд[уэеао](?:л(?=.)|(?=рр|сс))"), "абд"),
}
#: "…ullah" at the end of a name: its vowel is that of the word before, and is written in any way.
_GOD = {
    LATIN: (re.compile("(?<=..)[aou]ll+ah?$"), "lah"),
    ARABIC: (re.compile("(?<=..)الله$"), "له"),
    DEVANAGARI: (re.compile("(?<=..)[ाुोउओअ]?ल्लाह?$"), "ल्ला"),
    CYRILLIC: (re.compile("(?<=..)[ауо]ллах?$"), "лла"),
}
#: How words with either begin, and a letter that is among their last three.
_SHORT = {script: (_SERVANT[script][1][:3], god[-2]) for script, (_, god) in _GOD.items()}
#: Mohammad (and Sayed, but not of Sidorov) written together with the name that follows (محمدجواد): two words.
_MOHAMMAD = {ARABIC: re.compile("^(محمد|سید(?![وین]))(...+)$"), LATIN: re.compile("^(m[ou]ham+[ae]d)(...+)$")}

_MOHAMMAD_BEGINS = frozenset("mمس")


def joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words of عبد joined with what follows, of الله and الدین with what precedes; articles dropped.

    Words go in and come out as (script, folded word in lower case).
    """
    known = lexicon()
    parts = [part for script, word in parts for part in _parted(script, word)]
    out: list[tuple[str, str]] = []
    servant = after_article = False
    for position, (script, word) in enumerate(parts):
        last = position + 1 == len(parts)
        same = bool(out) and out[-1][0] == script
        if word in known.article and len(parts) > 1 and not last:
            after_article = True
            continue
        if servant and same:
            whole = _SERVANT[script][1] + word
            out[-1] = (script, _short(script, whole) if script == ARABIC or word in known.god else whole)
        elif same and (word in known.god or (after_article and word in known.faith)):
            out[-1] = (script, _short(script, _construct(out[-1][1]) + word))
        else:
            out.append((script, known.alias.get(word) or _short(script, word)))
        servant, after_article = word in known.servant and not last and script in _SERVANT, False
    return out


def joined_word(script: str, word: str) -> list[tuple[str, str]]:
    """The same of a word that stands beside none."""
    if word[0] in _MOHAMMAD_BEGINS:
        return [(script, _short(script, part)) for script, part in _parted(script, word)]
    return [(script, _short(script, word))]


def _short(script: str, word: str) -> str:
    """A word without the article of "Abdul…" (عبدالرحمن -> abd + rahman) and the vowel of "…ullah"; titles stay."""
    if script not in _SERVANT:
        return word
    begins, god = _SHORT[script]
    if (god in word[-3:] or word.startswith(begins)) and word not in lexicon().dropped:
        word = _GOD[script][0].sub(_GOD[script][1], word)
        if word.startswith(begins):
            word = _SERVANT[script][0].sub(_SERVANT[script][1], word)
    return word


def _construct(word: str) -> str:
    """A word before الله: its ة is a t (هبة الله, Hibatullah)."""
    return word[:-1] + "ت" if word.endswith("ه") else word


def _parted(script: str, word: str) -> list[tuple[str, str]]:
    found = _MOHAMMAD[script].match(word) if word[:1] in _MOHAMMAD_BEGINS and script in _MOHAMMAD else None
    return [(script, found[1]), (script, found[2])] if found else [(script, word)]
