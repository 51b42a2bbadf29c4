"""The columns of a commit: all segments' facts in one row of numbers, and what is worked out of them when asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from search.engines.ordering import UNDATED
from search.types import Range

Place = tuple[float, int]


class Columns:
    """Facts by document number. `alive`: the documents that are not deleted."""

    def __init__(self, facts: Sequence[Any], alive: set[int]) -> None:
        self.alive = alive
        self.order: list[int] = [row[0] for row in facts]
        self.generation: list[int] = [row[1] for row in facts]
        self.first: list[int] = [row[2] for row in facts]
        self.last: list[int] = [row[3] for row in facts]
        self.length: list[int] = [row[4] for row in facts]
        self.title_length: list[int] = [row[5] for row in facts]
        self._keywords = [row[6] for row in facts]
        self._values: dict[str, list[tuple[str, ...]]] = {}
        self._holders: dict[str, dict[str, set[int]]] = {}

    def values(self, facet: str) -> list[tuple[str, ...]]:
        """The values of a facet, by document number."""
        if facet not in self._values:
            self._values[facet] = [tuple(row.get(facet, ())) for row in self._keywords]
        return self._values[facet]

    def holders(self, facet: str, value: str) -> set[int]:
        """The documents that have this value."""
        if facet not in self._holders:
            holders = defaultdict(set)
            for number, values in enumerate(self.values(facet)):
                for each in values:
                    holders[each].add(number)
            self._holders[facet] = dict(holders)
        return self._holders[facet].get(value, set())

    @cached_property
    def mean_length(self) -> float:
        """Words per document; 1 where there is none."""
        return sum(self.length) / len(self.length) if self.length else 1.0

    @cached_property
    def mean_title_length(self) -> float:
        """Words per title; 1 where there is no document."""
        return sum(self.title_length) / len(self.title_length) if self.title_length else 1.0

    @cached_property
    def undated(self) -> set[int]:
        """The documents without a date."""
        return {number for number in self.alive if self.first[number] == UNDATED}

    @cached_property
    def _by_first(self) -> tuple[list[int], list[int]]:
        return self._sorted(self.first)

    @cached_property
    def _by_last(self) -> tuple[list[int], list[int]]:
        return self._sorted(self.last)

    def _sorted(self, days: list[int]) -> tuple[list[int], list[int]]:
        dated = sorted(self.alive - self.undated, key=days.__getitem__)
        return [days[number] for number in dated], dated

    def overlapping(self, days: Range) -> set[int]:
        """The documents whose days overlap the range."""
        if days.first is not None and days.last is not None and days.last < days.first:
            return set()
        begins, begun = self._by_first
        ends, ended = self._by_last
        until = len(begins) if days.last is None else bisect_right(begins, days.last)
        since = 0 if days.first is None else bisect_left(ends, days.first)
        return set(begun[:until]).intersection(ended[since:])

    @cached_property
    def newest(self) -> Ranking:
        """By last day descending, undated last, ties by ordering number."""
        return Ranking(
            [(-day if day else float("inf"), order) for day, order in zip(self.last, self.order, strict=True)]
        )

    @cached_property
    def oldest(self) -> Ranking:
        """By first day ascending, undated last, ties by ordering number."""
        return Ranking([(day or float("inf"), order) for day, order in zip(self.first, self.order, strict=True)])


class Ranking:
    """Documents in an order: `rank` by document number."""

    def __init__(self, places: list[Place]) -> None:
        numbers = sorted(range(len(places)), key=places.__getitem__)
        self._places = [places[number] for number in numbers]
        self.rank = [0] * len(places)
        for rank, number in enumerate(numbers):
            self.rank[number] = rank

    def after(self, place: Place) -> int:
        """The first rank past a place."""
        return bisect_right(self._places, place)
