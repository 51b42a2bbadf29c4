"""Values of facets by their numbers.

Tantivy counts the values of a text column by going through the column's dictionary: a millisecond for 40,000 of them,
at each search, however few documents match. Numbers it counts as they are. A value's number is drawn from its SHA-256
(63 bits, as the ordering number of a document): two values of ten million share one with a chance of 1 in 200,000.
"""

from __future__ import annotations

from collections.abc import Sequence

import tantivy

#: Values kept in memory; an archive's frequent ones are asked for again and again.
_MOST = 500_000


def name_term(number: int, value: str) -> str:
    """The term of `names` that leads from a number to its value."""
    return f"{number:016x}{value}"


class Names:
    """The values of numbers, looked up once. What is known holds for every commit, so it is kept over them."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, searcher: tantivy.Searcher, numbers: Sequence[int]) -> dict[int, str]:
        """The value of each number. Raises KeyError for one that is of no value of the index."""
        known = self._known
        try:
            return {number: known[number] for number in numbers}
        except KeyError:
            pass
        if len(known) > _MOST:
            known = self._known = {}
        found = {}
        for number in numbers:
            if number not in known:
                terms = searcher.terms_with_prefix("names", f"{number:016x}", limit=1)
                known[number] = terms[0][0][16:] if terms else _missing(number)
            found[number] = known[number]
        return found


def _missing(number: int) -> str:
    raise KeyError(number)
