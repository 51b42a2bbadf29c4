"""Made-up articles, read and analysed as the indexer does it, in several processes; their names are known already."""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.pool import AsyncResult
from pathlib import Path
from types import TracebackType

from evaluation.speed.texts import VOCABULARY, Text, Texts
from indexer.document import document
from indexer.work import Ready, ready
from search.types import Mention, RawDocument

#: Articles that one process makes at a time, and how many such batches may wait for each process.
BATCH, _WAITING = 100, 3
_TODAY = date(2026, 1, 1)
_texts: Texts | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents as pickled `Ready`s; bytes of their texts; CPU seconds of analysing them (not of making them up)."""

    pickled: bytes
    text: int
    cpu: float


class Maker:
    """Processes that make articles. Use as a context."""

    def __init__(self, folder: Path, seed: int, jobs: int, vocabulary: int = VOCABULARY) -> None:
        # Started anew, not forked: this process has threads by now.
        self._pool = multiprocessing.get_context("spawn").Pool(jobs, _begin, (folder, seed, vocabulary))
        self._most = jobs * _WAITING

    def __enter__(self) -> Maker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.terminate()

    def batches(self, numbers: range) -> Iterator[Batch]:
        """The articles of these numbers, in order."""
        waiting: deque[AsyncResult[Batch]] = deque()
        for start in range(numbers.start, numbers.stop, BATCH):
            waiting.append(self._pool.apply_async(_batch, (range(start, min(numbers.stop, start + BATCH)),)))
            if len(waiting) > self._most:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()

    def processes(self) -> list[int]:
        """The ids of the processes."""
        return [
            child.pid
            for child in multiprocessing.active_children()
            if child.name.startswith("SpawnPoolWorker") and child.pid
        ]


def _begin(folder: Path, seed: int, vocabulary: int) -> None:
    global _texts
    _texts = Texts(folder, seed, vocabulary)


def _batch(numbers: range) -> Batch:
    assert _texts is not None
    texts = [_texts.text(number) for number in numbers]
    began = time.process_time()
    made = [as_ready(text) for text in texts]
    return Batch(pickle.dumps(made), sum(len(text.body.encode()) for text in texts), time.process_time() - began)


def as_ready(text: Text) -> Ready:
    """An article as the indexer makes it, but for its names: they are where the text has them."""
    metadata = {"id": f"d{text.number}", "language": text.language}
    if text.day:
        metadata["date"] = text.day.isoformat()
    raw = RawDocument(f"made/{text.number % 50}/{text.number}.txt", text.title, text.body, metadata)
    made = document(raw, _TODAY, naming=False)
    names = tuple(Mention(start, end, "person", name, name) for start, end, name in text.names)
    return ready(replace(made, mentions=names))
