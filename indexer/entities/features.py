"""What the tagger sees of each token: the word, its neighbours, and what is known of them.

The word folded, its first and last 2 to 4 letters, its shape, its frequency, what it is without clitics, its lemma and
the rule that found it (a name is mostly a word that no table has), whether it is a listed name, a title, the head of
a name; most of that for the neighbours, less for theirs; pairs of words; the known names over it. The set is that of
common practice (Ratinov & Roth, CoNLL 2009), weighed by training.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.entities.clitics import bare
from indexer.entities.folding import fold
from indexer.entities.gazetteer import Match, matches
from indexer.entities.lexicon import cues, frequencies, names
from indexer.entities.names import HINT, script
from indexer.entities.tokens import Token
from search import analysis

_RUNS = ((re.compile("[A-ZА-ЯЁ]+"), "X"), (re.compile("[a-zа-яё]+"), "x"), (re.compile(r"\d+"), "9"))


def features(sentence: Sequence[Token], language: str, known: Sequence[Match]) -> list[list[bytes]]:
    """The features of each token of a sentence, as UTF-8 (what CRFsuite takes without converting).

    `known`: the names of the gazetteer that are believed in it.
    """
    words = [_word(token.text, language) for token in sentence]
    none = Word([], [], [], [], [], b"")
    row = [none, none, *words, none, none]
    around = beside(sentence, [word.folded for word in words], language, known)
    return [
        [*own.own, *before.as_previous, *after.as_next, *far.as_far_previous, *beyond.as_far_next, *hints]
        for far, before, own, after, beyond, hints in zip(row, row[1:], words, row[3:], row[4:], around, strict=False)
    ]


def beside(
    sentence: Sequence[Token], folded: Sequence[bytes], language: str, known: Sequence[Match]
) -> Iterator[list[bytes]]:
    """What each token of a sentence is told by its place: pairs of (folded) words, and the known names over it."""
    listed = _listed_at(known, matches(sentence, language, HINT))
    hint = b"first"
    for at, (word, after) in enumerate(zip(folded, [*folded[1:], None], strict=True)):
        hints = [*listed.get(at, ()), hint]
        if after is not None:
            pair = word + b" " + after
            hints.append(b"0,1=" + pair)
            hint = b"-1,0=" + pair
        yield hints


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
    """What one word says of itself, of the words beside it and of those two away; and its fold."""

    own: list[bytes]
    as_previous: list[bytes]
    as_next: list[bytes]
    as_far_previous: list[bytes]
    as_far_next: list[bytes]
    folded: bytes


def word(text: str, language: str) -> Word:
    """What the word of a token says in a text of a language."""
    folded = fold(text)
    shape = _shape(text)
    told = [f"s={shape}", *_listed(folded, text, language), *_analysed(text, language)]
    own = [f"w={folded}", *told]
    for size in (2, 3, 4):
        if len(folded) > size:
            own += [f"p={folded[:size]}", f"e={folded[-size:]}"]
    own += [f"b={form}" for form in bare(folded, language, True)]
    near = [f"w={folded}", *told]
    if len(folded) > 3:
        near.append(f"e={folded[-3:]}")
    beside = _encoded(near)
    itself = beside[0]
    return Word(
        _encoded(own),
        [b"-1" + hint for hint in beside],
        [b"+1" + hint for hint in beside],
        [b"-2" + itself],
        [b"+2" + itself],
        itself[2:],
    )


_word = lru_cache(maxsize=1 << 14)(word)


def _analysed(text: str, language: str) -> list[str]:
    """The term that the word is searched by, and the rule that made it; of a word parted in two, the first."""
    token = analysis.lemma(text, language)
    return [f"r={token.rule}", f"l={token.term}"] if token else []


def _encoded(hints: list[str]) -> list[bytes]:
    # A lone surrogate has no UTF-8; as "?" it is a sign that training never saw.
    return "\n".join(hints).encode("utf-8", "replace").split(b"\n")


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
    shape = text
    for run, letter in _RUNS:
        shape = run.sub(letter, shape)
    return shape[:8] if shape[0] in "Xx9" or not shape[0].isalpha() else script(shape[0])[:2] + "9" * ("9" in shape)
