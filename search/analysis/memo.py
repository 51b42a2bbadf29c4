"""What was made of each distinct word, remembered: most words of a text were met before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from search.types import Token

#: Distinct raw words remembered a language: about 20 MB, and nearly all the words of running text.
MEMO_SIZE = 1 << 16
#: Words longer than this are not remembered.
_LONGEST = 64


class Made:
    """Raw word -> term and surface of its one token; or "" and "", and its tokens (none or several) in `several`.

    Their places are within the raw word. Two dictionaries of text and not one of pairs: the garbage collector would
    go through all the pairs, again and again. A term is put last: another thread that sees it sees the rest too.
    """

    def __init__(self) -> None:
        self.terms: dict[str, str] = {}
        self.surfaces: dict[str, str] = {}
        self.several: dict[str, tuple[Token, ...]] = {}

    def put(self, word: str, tokens: Iterable[Token]) -> None:
        """The tokens of one word. A single one that is not the whole word keeps its place within it."""
        found = tuple(tokens)
        whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(word)
        if not whole:
            self.several[word] = found
        self.surfaces[word] = found[0].surface if whole else ""
        self.terms[word] = found[0].term if whole else ""

    def tokens(self, word: str) -> tuple[Token, ...]:
        """The tokens of one word."""
        term = self.terms[word]
        return (Token(term, self.surfaces[word], 0, len(word)),) if term else self.several[word]

    def only(self, words: Collection[str]) -> Made:
        """What was made of some of the words."""
        some = Made()
        some.several = {word: self.several[word] for word in words if word in self.several}
        some.surfaces = {word: self.surfaces[word] for word in words}
        some.terms = {word: self.terms[word] for word in words}
        return some


class Memo:
    """Remembers what `make` puts there of words. Forgets everything when full."""

    def __init__(self, make: Callable[[Collection[str], Made], None]) -> None:
        self._make = make
        self._known = Made()

    def __len__(self) -> int:
        return len(self._known.terms)

    def all(self, words: list[str]) -> tuple[list[str], list[str], list[tuple[int, tuple[Token, ...]]]]:
        """The terms and the surfaces of words in a row, aligned; and those words, by number, that are not one token."""
        known = self._known
        try:
            terms = list(map(known.terms.__getitem__, words))
        except KeyError:
            known = self.knowing(set(words))
            terms = list(map(known.terms.__getitem__, words))
        surfaces = list(map(known.surfaces.__getitem__, words))
        several: list[tuple[int, tuple[Token, ...]]] = []
        at = -1
        for _ in range(terms.count("")):
            at = terms.index("", at + 1)
            several.append((at, known.several[words[at]]))
        if not several:
            return terms, surfaces, several
        return (
            _spread(terms, [(at, [token.term for token in tokens]) for at, tokens in several]),
            _spread(surfaces, [(at, [token.surface for token in tokens]) for at, tokens in several]),
            several,
        )

    def knowing(self, words: set[str]) -> Made:
        """What was or is now made of these words (and of others)."""
        known = self._known
        new = words.difference(known.terms)
        if not new:
            return known
        if len(known.terms) + len(new) > MEMO_SIZE:
            # What is forgotten is left as it is: another thread may be reading it.
            known, new = Made(), words
            if len(new) <= MEMO_SIZE:
                self._known = known
        long = {word for word in new if len(word) > _LONGEST} if max(map(len, new)) > _LONGEST else None
        self._make(new - long if long else new, known)
        if long:
            known = known.only(words - long)
            self._make(long, known)
        return known


def _spread(words: list[str], instead: list[tuple[int, list[str]]]) -> list[str]:
    """`words` with others instead of those at some places (ascending)."""
    spread: list[str] = []
    last = 0
    for at, others in instead:
        spread += words[last:at]
        spread += others
        last = at + 1
    return spread + words[last:]
