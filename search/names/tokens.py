"""A name cut into the words that tell people and places apart, without titles, articles and particles.

Single letters, letter names (जे, ایم) and clusters of capitals (JDS) are initials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from search.names.letters import ARABIC, CYRILLIC, DEVANAGARI, LATIN, alphabetic, cut, script_of
from search.names.lexicon import joined, joined_word, lexicon
from search.names.readings import Sounds, read

#: Longer names are cut: no person or place has more words, and the cost of aligning grows with their square.
MOST_TOKENS, MOST_LETTERS = 8, 24
_RAW_LIMIT = 400
#: So many capitals are initials.
MOST_INITIALS = 4
#: A shorter word ends in ی of its own (رضای is رضا before another word, but رای is رای).
SHORT = 3


class Token(NamedTuple):
    """One word of a name: its script, folded letters, the same without an article, and what part it plays.

    `bare` is the word without a joined article or "ben", or the word itself. `initial`: any word that begins so.
    `light`: often left out (Khan, Kumar, a patronymic), so its absence says little. `meant`: what a word that is
    translated means, in English (شهر, Shahr: city); its sound may be kept as well. `readings`: what it may sound,
    by its consonants (readings.py); an initial has none.
    """

    script: str
    letters: str
    bare: str
    initial: bool = False
    light: bool = False
    meant: str = ""
    readings: Sounds = ()


def token(script: str, letters: str, bare: str, light: bool = False, meant: str = "") -> Token:
    """The token of a word, with its readings."""
    return Token(script, letters, bare, False, light, meant, read(script, letters, bare, meant))


_ARTICLE_WITHIN = re.compile(r"^(..+)ال(دین|حق|رحمان|رحمن|اسلام|حسن)$")
#: Articles and "son of" that some writers join to the word; what is left must be a word of its own.
_PREFIX_BEGINS = frozenset("ابaeb")
_PREFIX = {
    ARABIC: re.compile(r"^(?:ال(?=...|حق$)|(?:بن|بل)(?=...))"),
    LATIN: re.compile(r"^(?:[ae]l|be[nl]|bin)(?=[^aeiou]...)"),
}
#: An article joined to the word before it, with its sun letter: Naeemul Haque, Azizur Rahman, फजलुर रहमान; what is then
#: taken from the word's end, and what goes there.
_ARTICLE_BEFORE = {
    LATIN: (re.compile(r"[a-z]{3,}[aeou](?:l |([rszdn]) \1)"), 2, ""),
    CYRILLIC: (re.compile(r"[а-я]{3,}[ауо](?:л |([рсздн]) \1)"), 2, ""),
    DEVANAGARI: (re.compile(r".{4,}उ(?:लअ |([रसजदन])अ \1)"), 3, "अ"),
}
_ENDS_BEFORE_ARTICLE = frozenset("lrszdnлрсзднअ")
#: "Servant of" before a name of God, which may be left out before another word (Abdul Karim Khalili, Karim Khalili),
#: and letters of the shortest such name.
_SERVANT_OF = {LATIN: ("abd", 4), ARABIC: ("عبد", 3), DEVANAGARI: ("अबद", 4), CYRILLIC: ("абд", 4)}
_SERVANT_BEGINS = frozenset("aعअа")
#: Doubled consonants are written by some scripts and some writers only; doubled vowels of Latin tell sounds, and so do
#: doubled letters of Arabic script: a vowel is between them (بیشکک, Bishkek), or the first is a consonant (کوزوو).
_DOUBLED = {
    script: re.compile(rf"([{letters}])(?=\1)")
    for script, letters in {LATIN: "^aeiou", CYRILLIC: "^аеиоуы", ARABIC: "ای"}.items()
}
_ANY_DOUBLED = re.compile(r"(.)(?=\1)")
#: Three letters and more of Latin for one sound, which no operation of an alignment spans.
_LONG = re.compile(r"tsch|tch|sch|eaux?$")
_ONE_SOUND = {"tsch": "č", "tch": "č", "sch": "š", "eau": "o", "eaux": "o"}
_PATRONYMIC = re.compile(r"(?:ович|евич|овна|евна|ична|инична)$")


def _wordy(script: str, word: str) -> bool:
    if script in (LATIN, CYRILLIC):
        return len(word) > 4 or (len(word) > 1 and not word.isupper())
    return len(word) > 2 and word not in lexicon().letter


def _may_be_initials(word: str) -> bool:
    return (len(word) <= MOST_INITIALS and (len(word) == 1 or word.isupper())) or word in lexicon().letter


def _initials(script: str, word: str, beside_words: bool) -> list[tuple[str, str]]:
    """The initials that a short word stands for, as (script, letter); none where it is a word."""
    letter = lexicon().letter.get(word) if beside_words else None
    if letter:
        return [(LATIN, letter)]
    if len(word) == 1:
        return [(script, word.lower())]
    if beside_words and len(word) <= MOST_INITIALS and script in (LATIN, CYRILLIC) and word.isupper():
        return [(script, letter.lower()) for letter in word]
    return []


def _of_word(script: str, word: str, light: bool = False, meant: str = "") -> Token:
    light = light or word in lexicon().light
    if script == DEVANAGARI:
        word = alphabetic(word)
    elif script == CYRILLIC:
        light = light or bool(_PATRONYMIC.search(word))
    elif script == LATIN and ("ch" in word or "eau" in word):
        word = _LONG.sub(lambda found: _ONE_SOUND[found[0]], word)
    elif script == ARABIC and "ال" in word:
        word = _ARTICLE_WITHIN.sub(r"\1\2", word)
    word = _DOUBLED.get(script, _ANY_DOUBLED).sub("", word)[:MOST_LETTERS]
    bare = _PREFIX[script].sub("", word) if word[0] in _PREFIX_BEGINS and script in _PREFIX else word
    return token(script, word, bare, light, meant)


_often = lru_cache(maxsize=1 << 16)(_of_word)


@lru_cache(maxsize=1 << 16)
def _alone(word: str) -> tuple[Token, ...]:
    """The tokens of a word that no neighbour can change; none where it has to be read with the whole name."""
    script = script_of(word)
    if _may_be_initials(word):
        return ()
    word = word.lower()
    beside = lexicon().beside
    if word in beside:
        return ()
    parts = joined_word(script, word)
    if len(parts) == 1:
        return () if parts[0][1] in beside else (_of_word(*parts[0]),)
    return tuple([_of_word(*part) for part in parts]) if beside.isdisjoint([part for _, part in parts]) else ()


def parted(name: str, person: bool = False) -> Sequence[Token]:
    """The tokens of a name that is asked for once; see `tokens`."""
    found: list[Token] = []
    written = cut(name[:_RAW_LIMIT])
    for word in written:
        alone = _alone(word)
        if not alone:
            return _of_parts([(script_of(each), each) for each in written], person)
        found += alone
    return _told_from_next(found, person)[:MOST_TOKENS] if len(found) > 1 else found


@lru_cache(maxsize=1 << 16)
def tokens(name: str, person: bool = False) -> tuple[Token, ...]:
    """The tokens of a name, words in order, then initials; titles, particles and articles only where nothing is left.

    Of a `person` no word is read by its meaning: North, San, Wilayat are names then, and نیا is no New.
    Any text is allowed; one without a letter or digit has no tokens, a very long one is cut.
    """
    return tuple(parted(name, person))


def _of_parts(parts: list[tuple[str, str]], person: bool) -> list[Token]:
    """The tokens of words that have to be read beside each other."""
    whole: list[tuple[str, str]] = []
    initials: list[tuple[str, str]] = []
    beside_words: bool | None = None
    for script, word in parts:
        if _may_be_initials(word):
            if beside_words is None:
                beside_words = any(_wordy(*part) for part in parts)
            if letters := _initials(script, word, beside_words):
                initials += letters
                continue
        whole.append((script, word.lower()))
    whole = joined(whole)
    kept = whole if lexicon().dropped.isdisjoint([word for _, word in whole]) else _without_titles(whole)
    named = kept or whole
    found = _told_from_next([_often(*part) for part in named] if person else _with_kinds(named), person)
    if kept or not whole:
        found += [Token(script, letter, letter, True) for script, letter in initials]
    return found[:MOST_TOKENS]


def _with_kinds(parts: list[tuple[str, str]]) -> list[Token]:
    """The tokens of words; those that say what kind of place it is come last."""
    kinds, sides = lexicon().place, lexicon().side
    named, meant = [], []
    for script, word in parts:
        if word in kinds:
            meant.append(_often(script, word, True, kinds[word]))
        else:
            named.append(_often(script, word, False, sides.get(word, "")))
    return named + meant if named else [_often(*part) for part in parts]


def _told_from_next(found: list[Token], person: bool) -> list[Token]:
    """The same tokens, what joins a word to the next told from it.

    The izafe of a place (افریقای جنوبی), the article at the end of a word (Naeemul Haque), the servant of a name of God
    (Abdul Karim Khalili).
    """
    for at in range(len(found) - 1):
        one = found[at]
        bare = _bare_before(one, found[at + 1], person)
        if bare != one.bare:
            found[at] = token(one.script, one.letters, bare, one.light, one.meant)
    return found


def _bare_before(one: Token, following: Token, person: bool) -> str:
    word = one.letters
    if word[-1] in _ENDS_BEFORE_ARTICLE and one.script in _ARTICLE_BEFORE:
        pattern, cut_off, ending = _ARTICLE_BEFORE[one.script]
        if pattern.match(f"{word} {following.letters}"):
            return word[:-cut_off] + ending
    if word[0] in _SERVANT_BEGINS and one.script in _SERVANT_OF:
        servant, shortest = _SERVANT_OF[one.script]
        if word.startswith(servant) and len(word) >= len(servant) + shortest:
            return word.removeprefix(servant)
    if not person and len(word) > SHORT and word.endswith("ای"):
        return one.bare[:-1]
    return one.bare


def _without_titles(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    dropped = lexicon().dropped
    return [(script, word) for script, word in parts if word not in dropped]
