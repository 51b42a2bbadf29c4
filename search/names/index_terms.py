"""Index terms that the spellings of one name share, whatever the script: the consonant classes of its words.

The readings of the words, sorted, are the key, and all words run together in order are another, for names that are cut
differently (Alireza, علی رضا).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from search.names.letters import DIGITS
from search.names.readings import READINGS, smooth
from search.names.tokens import Token, parted

#: How often one name may be read; and how many consonants part of a name must have to stand for it.
KEYS, PART = 8, 5
#: How many words make blocks, and how short one may be before no consonant is left out.
BLOCK_WORDS, SHORT = 4, 3

#: The readings of each word of a name.
_Read = Sequence[tuple[str, ...]]


def _parts(words: Sequence[Token], read: _Read) -> Iterator[_Read]:
    """The readings of a name without what may be missing: light words, then all but two words; never its numbers."""
    heavy = [at for at, token in enumerate(words) if not token.light]
    if 2 <= len(heavy) < len(words):
        yield [read[at] for at in heavy]
    if len(heavy) > 2:
        numbers = [read[at] for at in heavy if words[at].script == DIGITS]
        for one, other in combinations([read[at] for at in heavy if words[at].script != DIGITS][:4], 2):
            yield [one, other, *numbers]


def _sorted_key(chosen: tuple[str, ...]) -> str:
    return "-".join(sorted(chosen)).lstrip("-")


def keys(name: str) -> frozenset[str]:
    """Index terms of a name, that its spellings in other scripts share; empty where it has no letter or digit.

    A name without consonants (Wu) has only its own spelling.
    """
    words = parted(name)
    if not words:
        return frozenset()
    if words[-1].initial:
        words = [token for token in words if not token.initial] or words
        if words[0].initial:
            return frozenset([token.letters for token in words])
    out = set(words[0].readings) if len(words) == 1 else _of_words(words)
    out.discard("")
    return frozenset(out or ["".join([token.letters for token in words])])


def _of_words(words: Sequence[Token]) -> set[str]:
    read = [token.readings for token in words]
    out = set()
    for chosen in islice(product(*read), KEYS):
        out.add(_sorted_key(chosen))
        out.add(smooth("".join(chosen)))
    if len(words) > 2:
        for part in _parts(words, read):
            out.update([key for way in islice(product(*part), KEYS) if len(key := _sorted_key(way)) > PART])
    return out


def block_keys(name: str) -> frozenset[str]:
    """Wider index terms, to find candidates for `similarity`: each word, or two, with any one consonant left out."""
    words = [token for token in parted(name) if not token.initial]
    heavy = [token for token in words if not token.light]
    parts = combinations(words[:BLOCK_WORDS], 2) if len(words) > 1 else [words]
    out = set()
    for part in [*parts, *([heavy] if len(heavy) == 1 < len(words) else [])]:
        for read in islice(product(*[token.readings for token in part]), READINGS):
            whole = "".join(sorted(filter(None, read)))
            out.add(f"*{whole}")
            if len(whole) > SHORT:
                out.update(f"*{whole[:at]}{whole[at + 1 :]}" for at in range(len(whole)))
    out.discard("*")
    return keys(name) | out
