"""Values of facets by their numbers.

Tantivy counts the values of a text column by going through the column's dictionary: a millisecond for 40,000 of them,
at each search, however few documents match. Numbers it counts as they are. A value's number is drawn from its SHA-256
(63 bits, as the ordering number of a document): two values of ten million share one with a chance of 1 in 200,000.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

    def of(self, searcher: tantivy.Searcher, numbers: Sequence[int]) -> Mapping[int, str]:
        """The values of these numbers, and perhaps others. Raises KeyError where the index has no value for one."""
        known = self._known
        # Not `set(numbers) - known.keys()`, which goes through all that is known.
        missing = [number for number in numbers if number not in known]
        if missing and len(known) > _MOST:
            known = self._known = {}
            missing = list(numbers)
        for number in missing:
            terms = searcher.terms_with_prefix("names", f"{number:016x}", limit=1)
            if not terms:
                raise KeyError(number)
            known[number] = terms[0][0][16:]
        return known
