"""Searches of all contenders, in turn, with what each took."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evaluation.speed.asked import KINDS, Asked
from evaluation.speed.contenders import Contender

ROUNDS = 3


@dataclass
class Measured:
    """What a contender took for the first `count` searches: seconds of clock and of CPU of each, a list per search."""

    contender: Contender
    totals: list[int] = field(default_factory=list)
    walls: list[list[float]] = field(default_factory=list)
    cpus: list[list[float]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many searches it had time for."""
        return len(self.totals)


def compare(measured: Sequence[Measured], asked: Sequence[Asked], budget: float) -> None:
    """Every search of every contender: once to warm it, then three rounds, the contenders taking turns.

    Who has spent `budget` seconds of CPU in the first round is asked no more than it was asked until then, but two
    searches of each kind at least.
    """
    for each in measured:
        began = each.contender.clock()
        for number, search in enumerate(asked):
            if number >= 2 * len(KINDS) and each.contender.clock() - began > budget:
                break
            each.totals.append(each.contender.ask(search))
            each.walls.append([])
            each.cpus.append([])
    for _ in range(ROUNDS):
        for each in measured:
            _ask_all(each, asked)


def _ask_all(each: Measured, asked: Iterable[Asked]) -> None:
    contender = each.contender
    for search, walls, cpus in zip(asked, each.walls, each.cpus, strict=False):
        spent, started = contender.clock(), time.perf_counter()
        contender.ask(search)
        walls.append(time.perf_counter() - started)
        cpus.append(contender.clock() - spent)
