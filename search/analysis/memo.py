"""What was made of each distinct word, remembered: most words of a text were met before."""

from __future__ import annotations

from collections.abc import Callable, Collection

from search.types import Token

#: Distinct raw words remembered a language: about 20 MB, and nearly all the words of running text.
MEMO_SIZE = 1 << 16
#: Words longer than this are not remembered.
_LONGEST = 64
#: What is remembered of a raw word: term and surface of its one token; or "", "" and its tokens, none or several,
#: with their places within it.
Memoed = tuple[str, str, tuple[Token, ...]]


class Memo:
    """Raw word -> what is remembered of it. Forgets everything when full."""

    def __init__(self, make: Callable[[Collection[str]], dict[str, Memoed]]) -> None:
        """`make` answers for many words at once."""
        self._make = make
        self._known: dict[str, Memoed] = {}

    def __len__(self) -> int:
        return len(self._known)

    def all(self, words: list[str]) -> list[Memoed]:
        """Of each of these words, in their order."""
        known = self._known
        try:
            return list(map(known.__getitem__, words))
        except KeyError:
            made = self._make(set(words).difference(known))
            self._remember(made)
        try:
            return list(map(known.__getitem__, words))
        except KeyError:  # long words are not remembered; and another thread may have made the memo forget since
            return [made.get(word) or self.one(word) for word in words]

    def one(self, word: str) -> Memoed:
        """Of one word."""
        found = self._known.get(word)
        if found is None:
            made = self._make([word])
            self._remember(made)
            found = made[word]
        return found

    def _remember(self, made: dict[str, Memoed]) -> None:
        """Keeps what was made, but of long words; and nothing of more words than fit."""
        if len(self._known) + len(made) > MEMO_SIZE:
            self._known.clear()
        if len(made) <= MEMO_SIZE:
            self._known.update(made)
            for word in [word for word in made if len(word) > _LONGEST]:
                self._known.pop(word, None)
