"""What in a text may be a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.dates.candidate import Candidate
from indexer.dates.grammar import patterns
from indexer.dates.lexicon import lexicon
from indexer.dates.reading import Reader
from indexer.dates.tokens import Token

#: The sign of a token that a pattern has taken.
_TAKEN = "\ue8ff"


def _all(reader: Reader) -> Iterator[Candidate]:
    signs = reader.text.signs
    present = set(signs)
    for name, pattern, needs in patterns(reader.lexicon.language):
        if present.isdisjoint(needs):
            continue
        left: list[str] = []
        kept = at = 0
        while match := pattern.search(signs, at):
            found = None if name == "span" else reader.read(name, match)
            if found is None and name != "span":
                at = match.start() + 1
                continue
            at = match.end()
            left += (signs[kept : match.start()], _TAKEN * (at - match.start()))
            kept = at
            if found is not None and not (found.dated and found.span() is None):
                yield found
        if left:
            signs = "".join((*left, signs[kept:]))


def candidates(text: str, language: str, whole: bool = False) -> tuple[list[Candidate], Sequence[Token]]:
    """All candidates of a text in the order of their places, and its tokens: those near dates, or of the whole text."""
    reader = Reader(text, language, lexicon(language), whole)
    return sorted(_all(reader), key=lambda found: found.start), reader.text.tokens
