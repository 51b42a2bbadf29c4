"""What runs an analyzer: tokenizer, memo, bulk path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from search.analysis.analyzer import Analyzer, Explained
from search.analysis.many import Many
from search.analysis.memo import Memo
from search.analysis.places import Words
from search.analysis.single import Single
from search.analysis.tokenizer import tokenizer
from search.types import Token


def _moved(tokens: Iterable[Token], start: int) -> Iterator[Token]:
    """The tokens of a word that stands at `start`."""
    return (Token(token.term, token.surface, start + token.start, start + token.end) for token in tokens)


class Pipeline:
    """Runs a document language's analyzer, and `foreign(script)`'s on the words of other scripts.

    unstemmed: codes of languages whose rules are not applied.
    """

    def __init__(self, own: Analyzer, foreign: Callable[[str], Analyzer], unstemmed: frozenset[str]) -> None:
        if any(len(old) != 1 or len(new) != 1 for old, new in own.char_map.items()):
            raise ValueError(f"{own.code}: a char map is one character for one")
        self._tokenizer = tokenizer(own.script, own.word)
        self._mapped = re.compile(f"[{re.escape(''.join(own.char_map))}]") if own.char_map else None
        self._map = str.maketrans(dict(own.char_map))
        self._single = Single(own, foreign, unstemmed)
        self._memo = Memo(Many(own, self._single, unstemmed).make)

    def bulk(self, text: str) -> tuple[list[str], list[str]]:
        """The tagged terms of a text and its surfaces, aligned."""
        terms, surfaces, _ = self._memo.all(self._tokenizer.findall(self._map_characters(text)))
        return terms, surfaces

    def words(self, text: str) -> Words:
        """The same, and where the tokens stand."""
        mapped = self._map_characters(text)
        terms, surfaces, several = self._memo.all(self._tokenizer.findall(mapped))
        return Words(terms, surfaces, mapped, self._tokenizer, several)

    def tokens(self, text: str) -> Iterator[Token]:
        """Every token with its place, through the memo."""
        known = self._memo.knowing(set())
        for match in self._tokenizer.finditer(self._map_characters(text)):
            raw = match.group()
            if raw not in known.terms:
                known = self._memo.knowing({raw})
            if term := known.terms[raw]:
                yield Token(term, known.surfaces[raw], match.start(), match.end())
            else:
                yield from _moved(known.several[raw], match.start())

    def explain(self, text: str) -> Iterator[Explained]:
        """Every token with the rule that made its term; past the memo."""
        for match in self._tokenizer.finditer(self._map_characters(text)):
            start = match.start()
            yield from (
                p._replace(start=start + p.start, end=start + p.end) for p in self._single.tokens(match.group())
            )

    def _map_characters(self, text: str) -> str:
        if self._mapped and self._mapped.search(text):
            return text.translate(self._map)
        return text
