"""A name cut into the words that tell people and places apart, without titles, articles and particles.

عبد/Abdul takes the word after it, الله and الدین the word before, so that "Abdul Rahman", "Abdulrahman", عبد الرحمن and
عبدالرحمن are one word each. Single letters, letter names (जे, ایم) and clusters of capitals (JDS) are initials.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN, alphabetic, words

#: Longer names are cut: no person or place has more words, and the cost of aligning grows with their square.
MOST_TOKENS, MOST_LETTERS = 8, 24
_RAW_LIMIT = 400


class Token(NamedTuple):
    """One word of a name: its script, folded letters, the same without an article, and what part it plays.

    `bare` is the word without a leading ال, or the word itself. `initial`: stands for any word that begins alike.
    `light`: often left out (Khan, Kumar, a patronymic), so its absence says little.
    """

    script: str
    letters: str
    bare: str
    initial: bool = False
    light: bool = False


class _Words(NamedTuple):
    title: frozenset[str]
    particle: frozenset[str]
    article: frozenset[str]
    servant: frozenset[str]
    god: frozenset[str]
    faith: frozenset[str]
    mohammad: frozenset[str]
    light: frozenset[str]
    letter: Mapping[str, str]


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    kinds: dict[str, set[str]] = {kind: set() for kind in _Words._fields}
    letters: dict[str, str] = {}
    for line in files("search.names").joinpath("data/words.tsv").read_text(encoding="utf-8").splitlines():
        kind, _, listed = line.partition("\t")
        if kind == "letter":
            letters.update((words(name)[0][1], letter) for name, _, letter in map(_assigned, listed.split()))
        elif not line.startswith("#"):
            kinds[kind].update("".join(part for _, part in words(word)).lower() for word in listed.split())
    return _Words(**{kind: frozenset(found) for kind, found in kinds.items() if kind != "letter"}, letter=letters)


def _assigned(entry: str) -> tuple[str, str, str]:
    return entry.partition("=")


#: "Abdul", "Abdel", "Abdur-R…" before the name of God: the article and its sun letter say nothing.
_SERVANT = {
    LATIN: (re.compile(r"^abd(?:[aeou]{1,2}l(?!$)|[aeou](?=([rsztdn])\1)|[aeou]sh(?=sh)|[aeou](?=š))"), "abd"),
    ARABIC: (re.compile(r"^عبدال(?=..)"), "عبد"),
    DEVANAGARI: (re.compile(r"^अब्द(?:[ुेोूॉ]ल(?=.)|[ुेोू](?=र्र|स्स|श्श)|ल(?=.))"), "अब्द्"),
    CYRILLIC: (re.compile(r"^абд[уэеао](?:л(?=.)|(?=рр|сс))"), "абд"),
}
_MOHAMMAD = {LATIN: "mohammad", DEVANAGARI: "मोहम्मद"}
_ARTICLE_WITHIN = re.compile(r"^(..+)ال(دین|حق|رحمان|رحمن|اسلام|حسن)$")
_PATRONYMIC = re.compile(r"(?:ович|евич|овна|евна|ична|инична)$")


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words of عبد joined with what follows, of الله and الدین with what precedes; articles dropped."""
    lexicon = _lexicon()
    out: list[tuple[str, str]] = []
    servant = after_article = False
    for position, (script, word) in enumerate(parts):
        last = position + 1 == len(parts)
        same = bool(out) and out[-1][0] == script
        if word in lexicon.article and len(parts) > 1 and not last:
            after_article = True
            continue
        if servant and same:
            joined = _SERVANT[script][1] + word
            out[-1] = (script, _short(script, joined) if script == ARABIC or word in lexicon.god else joined)
        elif same and (word in lexicon.god or (after_article and word in lexicon.faith)):
            out[-1] = (script, out[-1][1] + word)
        else:
            out.append((script, _MOHAMMAD.get(script, word) if word in lexicon.mohammad else _short(script, word)))
        servant, after_article = word in lexicon.servant and not last and script in _SERVANT, False
    return out


def _short(script: str, word: str) -> str:
    """A one-word name of عبد without its article (Abdulrahman, Abdurrahman, عبدالرحمن -> abd + rahman)."""
    return _SERVANT[script][0].sub(_SERVANT[script][1], word) if script in _SERVANT else word


def _initials(parts: list[tuple[str, str]], name_has_words: bool) -> list[tuple[str, str, bool]]:
    """Words in lower case, with initials parted and marked; letter names of Devanagari and Urdu become letters."""
    lexicon = _lexicon()
    out: list[tuple[str, str, bool]] = []
    for script, word in parts:
        letter = lexicon.letter.get(word) if name_has_words else None
        if letter:
            out.append((LATIN, letter, True))
        elif len(word) == 1:
            out.append((script, word.lower(), True))
        elif name_has_words and 1 < len(word) <= 4 and script in (LATIN, CYRILLIC) and word.isupper():
            out.extend((script, letter.lower(), True) for letter in word)
        else:
            out.append((script, word.lower(), False))
    return out


def _token(script: str, word: str, initial: bool) -> Token:
    light = word in _lexicon().light or (script == CYRILLIC and bool(_PATRONYMIC.search(word)))
    bare = word
    if script == DEVANAGARI:
        word = bare = alphabetic(word)
    elif script == ARABIC:
        word = bare = _ARTICLE_WITHIN.sub(r"\1\2", word)
        if word.startswith("ال") and len(word) > 4:
            bare = word[2:]
    return Token(script, word[:MOST_LETTERS], bare[:MOST_LETTERS], initial, light)


def _wordy(script: str, word: str) -> bool:
    if script in (LATIN, CYRILLIC):
        return len(word) > 4 or (len(word) > 1 and not word.isupper())
    return len(word) > 2 and word not in _lexicon().letter


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[Token, ...]:
    """The tokens of a name, in order; titles, particles and articles only where nothing else is left.

    Any text is allowed; one without a letter or digit has no tokens, a very long one is cut.
    """
    parts = words(name[:_RAW_LIMIT])
    marked = _initials(parts, any(_wordy(*part) for part in parts))
    whole = _joined([(script, word) for script, word, initial in marked if not initial])
    lexicon = _lexicon()
    kept = [(script, word) for script, word in whole if word not in lexicon.title and word not in lexicon.particle]
    initials = [(script, letter) for script, letter, initial in marked if initial] if kept or not whole else []
    found = [_token(script, word, False) for script, word in kept or whole]
    found += [_token(script, letter, True) for script, letter in initials]
    return tuple(found[:MOST_TOKENS])
