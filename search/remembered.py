"""Answers that are kept, the last that were asked for: people go back and turn pages, and many ask the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """The last `most` answers that were asked for, by what was asked; for any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, asked: K) -> V | None:
        """The answer that is kept."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def put(self, asked: K, answer: V) -> None:
        """Keeps an answer; the one that was asked for least lately goes when there are too many."""
        with self._lock:
            self._kept[asked] = answer
            self._kept.move_to_end(asked)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def get(self, asked: K, make: Callable[[], V]) -> V:
        """The answer that is kept, or a new one. Two threads that ask at once may both make it."""
        found = self.find(asked)
        if found is None:
            found = make()
            self.put(asked, found)
        return found
