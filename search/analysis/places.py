"""The tokens of a text as lists, and where those stand that are asked for: most of them nobody asks for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from search.types import Token


@dataclass(frozen=True, slots=True)
class Words:
    """Tagged terms and surfaces of the tokens of a text, aligned; `places` tells where tokens stand in it.

    `several`: the raw words that are several tokens or none, each by its number, in order, with its tokens.
    """

    terms: list[str]
    surfaces: list[str]
    _text: str
    _tokenizer: re.Pattern[str]
    _several: Sequence[tuple[int, Sequence[Token]]]

    def places(self, numbers: Iterable[int]) -> list[tuple[int, int]]:
        """Start and end of tokens, told by their numbers: from 0, ascending."""
        raws = enumerate(self._tokenizer.finditer(self._text))
        several = iter((*self._several, (sys.maxsize, ())))
        cut, tokens = next(several)
        ahead = 0  # tokens more than raw words, before the one that is `cut`
        found = []
        at, match = next(raws, (0, None))
        for number in numbers:
            while number >= cut + ahead + len(tokens):
                ahead += len(tokens) - 1
                cut, tokens = next(several)
            raw = min(number - ahead, cut)
            if raw > at:
                at, match = next(islice(raws, raw - at - 1, None))
            assert match
            start, end = match.span()
            if raw == cut:
                token = tokens[number - cut - ahead]
                start, end = start + token.start, start + token.end
            found.append((start, end))
        return found
