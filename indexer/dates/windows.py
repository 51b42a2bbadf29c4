"""Where in a line dates may stand: near the words and figures without one of which no pattern matches.

A pattern takes one plain word at most (nearly a month's name; what an event is called) and looks no further than the
next, so that two plain words on either side are all that it can see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, repeat

from indexer.dates.figures import parts_of
from indexer.dates.grammar import NEEDS
from indexer.dates.lexicon import Lexicon, lexicon
from indexer.dates.raw import A_WORD, REMEMBERED, TOKEN, is_number
from search.calendars.fold import WORDS, fold, fold_all

_PLAIN, _OTHER, _ANCHOR, _NEW = range(4)
#: Marks that often stand around a word; none of them is part of one.
_AROUND = ".,:;!?…،؛؟۔।()[]«»\"“”'‘’-–—"
#: Characters of the lines that are looked at together, at least.
_TOGETHER = 20_000
_NEEDED = frozenset(kind for needs in NEEDS.values() for kind in needs.split("|"))


class Pieces:
    """What pieces between spaces hold: something that some pattern needs, or else plain words, or neither."""

    def __init__(self, words: Lexicon) -> None:
        needed = [(first, e.rest) for first, found in words.phrases.items() for e in found if e.kinds.keys() & _NEEDED]
        # All words of a phrase are near each other: one of them is enough to look for.
        telling = {max(rest, key=len) if rest else first for first, rest in needed}
        inside = {word for found in words.phrases.values() for entry in found for word in entry.rest}
        before = [letter for letter in words.proclitics if len(letter) == 1]
        begun = {letter + first for letter in before for first in words.phrases}
        #: Folded words that are not plain.
        self._words = dict.fromkeys({*inside, *words.phrases, *(word for word in begun if len(word) > 2)}, _OTHER)
        self._words |= dict.fromkeys({*telling, *(letter + word for letter in before for word in telling)}, _ANCHOR)
        self._known: dict[str, int] = {}

    def kinds(self, pieces: list[str]) -> bytes:
        """The kind of each of some pieces: most were met before."""
        # Each is looked up once: the table is larger than what a processor has at hand.
        found = [*map(self._known.get, pieces, repeat(_NEW))]
        if _NEW in found:
            new = [at for at, kind in enumerate(found) if kind == _NEW]
            known = self._knowing({pieces[at] for at in new})
            for at in new:
                found[at] = known[pieces[at]]
        return bytes(found)

    def _knowing(self, new: set[str]) -> Mapping[str, int]:
        """The kinds of these pieces, and perhaps of others."""
        known = self._known
        if len(known) + len(new) > REMEMBERED:
            # What is forgotten is left as it is: another thread may be reading it.
            known = {}
            if len(new) <= REMEMBERED:
                self._known = known
        self._find_out(new, known)
        return known

    def _find_out(self, new: Iterable[str], known: dict[str, int]) -> None:
        """Puts there the kinds of pieces: most are one word, with marks around it, and are folded together."""
        single: list[str] = []
        words: list[str] = []
        for piece in new:
            word = piece.strip(_AROUND)
            if word.isalpha() or WORDS.fullmatch(word):
                single.append(piece)
                words.append(word)
            else:
                # A piece of marks alone is as little a plain word as one of the lexicon.
                kinds = (self._kind(raw) for raw in TOKEN.findall(piece))
                known[piece] = max((kind for kind in kinds if kind is not None), default=_OTHER)
        if words:
            known.update(zip(single, (self._words.get(key, _PLAIN) for key in fold_all(words)), strict=True))

    def _kind(self, raw: str) -> int | None:
        if is_number(raw):
            return _ANCHOR if any(kinds.keys() & _NEEDED for _, _, kinds in parts_of(raw)) else _OTHER
        return self._words.get(fold(raw), _PLAIN) if A_WORD.match(raw) else None


@cache
def pieces_of(language: str) -> Pieces:
    """What is remembered of the pieces of a language."""
    return Pieces(lexicon(language))


def windows(lines: Iterable[str], pieces: Pieces) -> Iterator[Sequence[tuple[int, int]]]:
    """Where in each line dates may stand, each stretch from the beginning of a piece to the end of one."""
    for few in _together(lines):
        parts = [line.split(" ") for line in few]
        kinds = pieces.kinds(list(chain.from_iterable(parts)))
        done = 0
        for each in parts:
            yield _stretches(each, kinds[done : done + len(each)])
            done += len(each)


def _together(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines, some at a time: each look at what is remembered takes a beginning."""
    few: list[str] = []
    size = 0
    for line in lines:
        few.append(line)
        size += len(line)
        if size > _TOGETHER:
            yield few
            few, size = [], 0
    yield few


def _stretches(parts: list[str], kinds: bytes) -> Sequence[tuple[int, int]]:
    at = kinds.find(_ANCHOR)
    if at < 0:
        return ()
    lengths = list(accumulate(map(len, parts), initial=0))
    found: list[tuple[int, int]] = []
    done = 0
    while at >= 0:
        first = max(done, kinds.rfind(_PLAIN, done, max(done, kinds.rfind(_PLAIN, done, at))))
        at, last = _extended(kinds, at)
        # Before a piece there is a space for each piece before it.
        start, end = lengths[first] + first, lengths[last] + last - 1
        if found and first == done:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        done = last
        at = kinds.find(_ANCHOR, done)
    return found


def _extended(kinds: bytes, at: int) -> tuple[int, int]:
    """The last of the anchors from `at` on that stand near each other, and where what is near it ends."""
    while True:
        plain = kinds.find(_PLAIN, at + 1)
        plain = kinds.find(_PLAIN, plain + 1) if plain >= 0 else plain
        last = plain + 1 if plain >= 0 else len(kinds)
        further = kinds.rfind(_ANCHOR, at + 1, last)
        if further < 0:
            return at, last
        at = further
