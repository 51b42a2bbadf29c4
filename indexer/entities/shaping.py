"""Spans of the tagger made whole names: it parts them at hyphens and particles, and runs two names together.

Kim Jong-un and Zia-ul-Haq are one name each, as is Tamim bin Hamad; "Imran Khan's PTI" and "Abbas Araghchi Islamabad"
(of a script without capitals) are two.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.entities.folding import fold
from indexer.entities.gazetteer import Match, entity
from indexer.entities.lexicon import cues
from indexer.entities.spans import Span
from indexer.entities.tokens import Token

#: What joins two words to one.
HYPHENS = frozenset("-‐‑")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})
#: "Son of" and "daughter of", as each script writes it: within a person's name, never its end.
_NASAB = frozenset({"bin", "ibn", "bint", "бин", "ибн", "بن", "بنت", "बिन"})
#: The same, and "of the house of".
_OF = _NASAB | {"آل"}
#: What joins two words with hyphens: the article after its vowel, ezafe.
_LINKS = frozenset({"ul", "ur", "ud", "us", "uz", "al", "el", "e", "i", "уль", "ур", "аль", "эль"})
#: What English adds to a whole name with a hyphen.
_ADDED = frozenset({"led", "era", "like", "run", "type", "style", "based", "owned", "held", "made"})
_SYLLABLE = 5


def shaped(sentence: Sequence[Token], tagged: Sequence[Span], known: Sequence[Match], language: str) -> list[Span]:
    """The tagged spans of a sentence, each a whole name; none overlap, and none is but a row of known names."""
    found: list[Span] = []
    for span in tagged:
        if _is_row(sentence, span, known):
            continue
        if found and span.start < found[-1].end:
            continue
        first, last = _range(sentence, span)
        if span.type == "person":
            last = _before_possessive(sentence, first, last)
        last, linked = _reach(sentence, first, last, span.type == "person", language)
        kind = "person" if linked else span.type
        if kind == "person":
            last = _with_fathers(sentence, last, tagged)
        found.append(Span(sentence[first].start, sentence[last].end, kind))
    return found


def _is_row(sentence: Sequence[Token], span: Span, known: Sequence[Match]) -> bool:
    """Whether a person is nothing but one known in full and the known place or organisation that follows."""
    if span.type != "person" or len(known) < 2:
        return False
    first, last = _range(sentence, span)
    within = [match for match in known if first <= match.first and match.last <= last]
    if len(within) < 2 or sum(match.last - match.first + 1 for match in within) < _words(sentence, first, last):
        return False
    types = [entity(match.entity).type for match in within]
    return types.count("person") == 1 and types[0] == "person" and within[0].last > within[0].first


def _words(sentence: Sequence[Token], first: int, last: int) -> int:
    return sum(token.word for token in sentence[first : last + 1])


def _range(sentence: Sequence[Token], span: Span) -> tuple[int, int]:
    inside = [at for at, token in enumerate(sentence) if span.start <= token.start < span.end]
    return inside[0], inside[-1]


def _before_possessive(sentence: Sequence[Token], first: int, last: int) -> int:
    return next((at - 1 for at in range(first + 1, last) if sentence[at].text in _POSSESSIVE), last)


def _reach(sentence: Sequence[Token], first: int, last: int, person: bool, language: str) -> tuple[int, bool]:
    """The last token of a name that goes on behind hyphens, and whether through a link of people's names."""
    linked = False
    while (after := _hyphened(sentence, last)) is not None:
        word = sentence[after].text
        beyond = _hyphened(sentence, after)
        if word.lower() in _LINKS and beyond is not None:
            last, linked = beyond, True
        elif person and _is_syllable(word, language) and _words(sentence, first, last) > 1:
            last = after
        else:
            break
    return last, linked


def _hyphened(sentence: Sequence[Token], at: int) -> int | None:
    """The word that a hyphen without spaces joins to a token."""
    near = sentence[at : at + 3]
    if len(near) < 3 or near[1].text not in HYPHENS or not near[2].word:
        return None
    return at + 2 if near[0].end == near[1].start and near[1].end == near[2].start else None


def _is_syllable(word: str, language: str) -> bool:
    """Whether a word behind a hyphen is the second syllable of a given name, as Korean ones have."""
    if word[0].isupper() or word[0].isdigit() or fold(word) in cues(language):
        return False
    return not word.islower() or (len(word) <= _SYLLABLE and word not in _ADDED)


def _with_fathers(sentence: Sequence[Token], last: int, tagged: Sequence[Span]) -> int:
    """The last token of a person's name with whose son they are and of what house, also where the tagger cut it."""
    while True:
        at = last if sentence[last].text.lower() in _NASAB else last + 1
        if at + 1 >= len(sentence) or sentence[at].text.lower() not in _OF or not sentence[at + 1].word:
            return last
        begun = (sentence[at].start, sentence[at + 1].start)
        ends = (_range(sentence, span)[1] for span in tagged if span.type == "person" and span.start in begun)
        last = max((at + 1, *ends))
