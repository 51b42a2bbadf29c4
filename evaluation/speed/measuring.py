"""Builds and searches of all contenders, in turn, with what each took."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evaluation.speed.asked import Asked
from evaluation.speed.contenders import Contender, Served
from indexer.work import Ready


@dataclass
class Measured:
    """What a contender took: CPU seconds to build, bytes on disk; per search, by kind, seconds of clock; CPU in all."""

    contender: Contender
    build_cpu: float = 0.0
    bytes: int = 0
    memory: int = 0
    searches: int = 0
    cpu: float = 0.0
    walls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    totals: list[int] = field(default_factory=list)

    @property
    def all_walls(self) -> list[float]:
        """Of every kind."""
        return [wall for walls in self.walls.values() for wall in walls]


def build(measured: Sequence[Measured], batches: Iterable[Sequence[Ready]]) -> int:
    """Hands every batch to all; the bytes of all texts."""
    size = 0
    for batch in batches:
        size += sum(len(one.entry.document.body.encode()) for one in batch)
        for each in measured:
            began = time.process_time()
            each.contender.add(batch)
            each.build_cpu += time.process_time() - began
    for each in measured:
        began = time.process_time()
        each.bytes = each.contender.ready()
        each.build_cpu += time.process_time() - began
    return size


def compare(measured: Sequence[Measured], asked: Sequence[Asked]) -> None:
    """Every search of every contender: once to warm it, then three rounds, the contenders taking turns."""
    for each in measured:
        each.totals = [each.contender.ask(search) for search in asked]
    for _ in range(3):
        for each in measured:
            began = each.contender.cpu()
            for search in asked:
                started = time.perf_counter()
                each.contender.ask(search)
                each.walls[search.kind].append(time.perf_counter() - started)
            each.cpu += each.contender.cpu() - began
            each.searches += len(asked)
    for each in measured:
        if isinstance(each.contender, Served):
            each.memory = each.contender.memory()
