"""What the tagger sees of each token: the word, its neighbours, and what is known of them.

The word folded, its first and last 2 to 4 letters, its shape, its frequency, what it is without clitics, its lemma and
the rule that found it (a name is mostly a word that no table has), whether it is a listed name, a title, the head of
a name; most of that for the neighbours, less for theirs; pairs of words; the known names over it. The set is that of
common practice (Ratinov & Roth, CoNLL 2009), weighed by training.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.entities import pairs
from indexer.entities.clitics import bare, stems
from indexer.entities.folding import fold
from indexer.entities.gazetteer import Match, matches
from indexer.entities.lexicon import cues, frequencies, names, people
from indexer.entities.names import HINT, script
from indexer.entities.tokens import Token
from search import analysis

_RUNS = ((re.compile("[A-ZА-ЯЁ]+"), "X"), (re.compile("[a-zа-яё]+"), "x"), (re.compile(r"\d+"), "9"))

_CASED = ("LATIN", "CYRILLIC")

#: What a word says of a token near it begins with where it is from there: before it, after it, two before, two after.
BEFORE, AFTER, FAR_BEFORE, FAR_AFTER = b"-1", b"+1", b"-2", b"+2"
FIRST = b"first"


def features(sentence: Sequence[Token], language: str, known: Sequence[Match]) -> list[list[bytes]]:
    """The features of each token of a sentence, as UTF-8 (what CRFsuite takes without converting).

    `known`: the names of the gazetteer that are believed in it.
    """
    words = [_word(token.text, language) for token in sentence]
    around = hints(sentence, language, known)
    row = [_NONE, _NONE, *words, _NONE, _NONE]
    told = []
    for at, pair in enumerate(pairs.names([word.folded for word in words])):
        far, before, own, after, beyond = row[at : at + 5]
        near = [BEFORE + hint for hint in before.own[: before.near]]
        near += [AFTER + hint for hint in after.own[: after.near]]
        near += [FAR_BEFORE + hint for hint in far.own[:1]] + [FAR_AFTER + hint for hint in beyond.own[:1]]
        told.append([*own.own, *near, *around.get(at, ()), *pair])
    return told


def hints(sentence: Sequence[Token], language: str, known: Sequence[Match]) -> dict[int, list[bytes]]:
    """What tokens of a sentence are told by the known names over them and beside them, and by being the first."""
    told = _listed_at(known, matches(sentence, language, HINT))
    told.setdefault(0, []).append(FIRST)
    return told


def _listed_at(believed: Sequence[Match], hints: Sequence[Match]) -> dict[int, list[bytes]]:
    """What the known names say at each token they cover or touch: believed or a hint, type, where in the name it is."""
    said: dict[int, list[bytes]] = {}
    for found, mark in ((believed, "!"), (hints, "?")):
        for first, last, entity, _ in found:
            kind = entity.partition(":")[0]
            for at in range(first, last + 1):
                place = "only" if first == last else "first" if at == first else "last" if at == last else "inside"
                hint = f"{mark}{kind} {place}".encode()
                for step, where in ((0, b""), (1, b"-1"), (-1, b"+1")):
                    said.setdefault(at + step, []).append(where + hint)
    return said


class Word(NamedTuple):
    """What one word says of itself; how many of that, the first, it says of the words beside it too; its fold.

    Of the words two away it says only the very first: itself.
    """

    own: list[bytes]
    near: int
    folded: bytes


_NONE = Word([], 0, b"")


def word(text: str, language: str) -> Word:
    """What the word of a token says in a text of a language."""
    folded = fold(text)
    found = analysis.lemma(text, language)  # of a word parted in two, the first
    told = [f"w={folded}", f"s={_shape(text)}", *_listed(folded, text, language), *_called(folded, language)]
    if found:
        told += [f"r={found.rule}", f"l={found.term}"]
    length = len(folded)
    if length > 3:
        told.append(f"e={folded[-3:]}")
    near = len(told)
    if length > 2:
        told += [f"p={folded[:2]}", f"e={folded[-2:]}"]
    if length > 3:
        told.append(f"p={folded[:3]}")
    if length > 4:
        told += [f"p={folded[:4]}", f"e={folded[-4:]}"]
    told += [f"b={form}" for form in bare(folded, language, True)]
    # A lone surrogate has no UTF-8; as "?" it is a sign that training never saw.
    own = "\n".join(told).encode("utf-8", "replace").split(b"\n")
    return Word(own, near, own[0][2:])


_word = lru_cache(maxsize=1 << 14)(word)


def _called(folded: str, language: str) -> list[str]:
    """Which parts of people's names a word is, or, where it is none, the word without an ending."""
    listed = people(language)
    if folded in listed:
        return [f"n={'+'.join(listed[folded])}"]
    return [f"n?={'+'.join(listed[stem])}" for stem in stems(folded, language) if stem in listed]


def _listed(folded: str, text: str, language: str) -> list[str]:
    """What the tables say of a word, or, where they have nothing, of the word without its clitics."""
    listed = frequencies(language)
    parts = names(script(text[0]))
    told = cues(language)
    for form in (folded, *bare(folded, language, True)):
        if form in listed or form in parts or form in told:
            hints = [f"f={listed.get(form)}", *(f"name {part}" for part in parts.get(form, ()))]
            return [*hints, *(f"cue {kind}" for kind in told.get(form, ()))]
    return ["f=None"]


def _shape(text: str) -> str:
    first = script(text[0])
    if text[0].isalpha() and first not in _CASED:
        return first[:2] + "9" * any(map(str.isdecimal, text))
    shape = text
    for run, letter in _RUNS:
        shape = run.sub(letter, shape)
    return shape[:8] if shape[0] in "Xx9" or not shape[0].isalpha() else first[:2] + "9" * ("9" in shape)
