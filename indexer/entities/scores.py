"""Strict scores of found names: a span counts where start, end and type are those of the annotation."""

from collections import Counter
from collections.abc import Iterable

from indexer.entities.spans import Span
from search.types import ENTITY_TYPES

_ALL = "all"


class Scores:
    """Counts of right, found and annotated names by source and type; printed as a table of F1."""

    def __init__(self) -> None:
        self._right: Counter[tuple[str, str]] = Counter()
        self._found: Counter[tuple[str, str]] = Counter()
        self._asked: Counter[tuple[str, str]] = Counter()

    def add(self, source: str, asked: Iterable[Span], found: Iterable[Span]) -> None:
        """Take in one text: the annotated names, and those found."""
        gold = {span[:3] for span in asked}
        seen = {span[:3] for span in found}
        for counter, spans in ((self._right, gold & seen), (self._found, seen), (self._asked, gold)):
            for _, _, kind in spans:
                counter.update((place, what) for place in (source, _ALL) for what in (kind, _ALL))

    def precision(self, source: str = _ALL, kind: str = _ALL) -> float:
        """How many of the names found are right, in percent."""
        return 100 * self._right[source, kind] / max(1, self._found[source, kind])

    def recall(self, source: str = _ALL, kind: str = _ALL) -> float:
        """How many of the annotated names are found, in percent."""
        return 100 * self._right[source, kind] / max(1, self._asked[source, kind])

    def f1(self, source: str = _ALL, kind: str = _ALL) -> float:
        """Their harmonic mean, in percent."""
        return 200 * self._right[source, kind] / max(1, self._found[source, kind] + self._asked[source, kind])

    def __str__(self) -> str:
        sources = sorted({source for source, _ in self._asked} - {_ALL})
        lines = [f"{'source':26}{'names':>7}{'P':>7}{'R':>7}{'F1':>7}   person  organization  place"]
        for source in [*sources, _ALL]:
            person, organization, place = (self.f1(source, kind) for kind in ENTITY_TYPES)
            lines.append(
                f"{source:26}{self._asked[source, _ALL]:7}{self.precision(source):7.1f}{self.recall(source):7.1f}"
                f"{self.f1(source):7.1f}{person:9.1f}{organization:14.1f}{place:7.1f}"
            )
        return "\n".join(lines)
