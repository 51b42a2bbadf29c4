"""Which documents have a band of a signature: files of sorted numbers, looked up and written a batch at a time.

In a table each of 32 bands a document would be a row at a place of its own: at a million documents a commit of two
thousand would write some 60,000 pages. Here (`Runs`) a commit writes what is new as one run, and merges runs with those
that are not much larger (a log-structured merge tree). A run never changes. The table `run`, beside the documents in
the same transaction, says which files count; others were left by a run that ended early, and go with the next commit.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from search.database import Database
from search.errors import ArchiveDamaged

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (name INTEGER PRIMARY KEY AUTOINCREMENT, count INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS gone (number INTEGER PRIMARY KEY) STRICT;
"""
#: A run is merged with the ones before it that are at most so many times its size: then there are few.
_RATIO = 4
#: Pairs that are merged at a time: some 40 MB of memory.
_CHUNK = 1 << 20
#: All runs are merged when this many documents that are gone are still in them, and a quarter of all.
_MOST_GONE = 1000

_Keys = npt.NDArray[np.int64]
_Numbers = npt.NDArray[np.int64]


class _Run(NamedTuple):
    """Keys, ascending, and the numbers of the documents that have them."""

    keys: _Keys
    numbers: _Numbers


class Bands(Protocol):
    """The bands of an archive's documents, as numbers of 64 bits, in a transaction of the documents' database."""

    def add(self, number: int, keys: Iterable[int]) -> None:
        """Notes the keys of a document, whose number is higher than all before; lasts from `write` on."""

    def forget(self, number: int) -> None:
        """Notes that a document is gone. It may still be found for a while."""

    def fresh(self, keys: Iterable[int]) -> list[int]:
        """The numbers of documents added since `write`, once for each of the keys that they have."""
        ...

    def written(self, many: Sequence[Sequence[int]]) -> list[list[int]]:
        """For each of many lists of keys, the same of all documents before that."""
        ...

    def write(self) -> None:
        """Writes what was added, in the transaction of the database: it counts once that is committed."""

    def sweep(self) -> None:
        """After a commit: removes what counts no longer; nobody may be writing meanwhile."""


class Fresh:
    """What was added since the last `write`."""

    def __init__(self) -> None:
        # Of a key that one document has, which most are: a tuple, the same for all keys of that one.
        self._fresh: dict[int, tuple[int, ...] | list[int]] = {}

    def add(self, number: int, keys: Iterable[int]) -> None:
        """See Bands."""
        known = self._fresh
        given: dict[int, tuple[int, ...] | list[int]] = dict.fromkeys(keys, (number,))
        if not known.keys().isdisjoint(given):
            for key in known.keys() & given:
                have = known[key]
                given[key] = have = have if isinstance(have, list) else [*have]
                have.append(number)
        known.update(given)

    def fresh(self, keys: Iterable[int]) -> list[int]:
        """See Bands."""
        if self._fresh.keys().isdisjoint(keys):
            return []
        return [number for key in dict.fromkeys(keys) for number in self._fresh.get(key, ())]


class Runs(Fresh):
    """Bands in files of a folder, beside a database that is a file too. Raises ArchiveDamaged."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__()
        database.set_up(_SCHEMA)
        self._folder = folder
        self._database = database
        self._opened: dict[int, _Run] = {}

    def forget(self, number: int) -> None:
        """See Bands: until runs are merged."""
        self._database.execute("INSERT INTO gone VALUES (?)", (number,))

    def written(self, many: Sequence[Sequence[int]]) -> list[list[int]]:
        """See Bands."""
        found: list[list[int]] = [[] for _ in many]
        distinct = [list(dict.fromkeys(keys)) for keys in many]
        asked = np.fromiter(chain.from_iterable(distinct), np.int64)
        owner = np.repeat(np.arange(len(many)), [len(keys) for keys in distinct])
        order = np.argsort(asked)
        asked, owner = asked[order], owner[order]
        for run in self._runs().values():
            first = np.searchsorted(run.keys, asked)
            there = np.flatnonzero(run.keys[np.minimum(first, len(run.keys) - 1)] == asked)
            last = np.searchsorted(run.keys, asked[there], "right")
            for whose, start, end in zip(owner[there].tolist(), first[there].tolist(), last.tolist(), strict=True):
                found[whose] += run.numbers[start:end].tolist()
        return found

    def write(self) -> None:
        """See Bands: as a run, merged with those that are not much larger."""
        numbers = np.fromiter(chain.from_iterable(self._fresh.values()), np.int64)
        keys = np.repeat(np.fromiter(self._fresh, np.int64), [len(each) for each in self._fresh.values()])
        self._fresh.clear()
        runs = self._runs()
        gone, total = self._gone(), len(numbers)
        everything = len(gone) > max(_MOST_GONE, sum(len(run.keys) for run in runs.values()) // (4 * 32))
        merged = []
        for name, run in reversed(runs.items()):
            if not everything and len(run.keys) > _RATIO * total:
                break
            total += len(run.keys)
            merged.append(name)
        if not total:
            return
        self._database.begin()
        order = np.lexsort((numbers, keys))
        new = _Run(keys[order], numbers[order])
        self._put(_merged([*(runs[name] for name in reversed(merged)), new], gone))
        self._database.executemany("DELETE FROM run WHERE name = ?", [(name,) for name in merged])
        if len(merged) == len(runs):
            self._database.execute("DELETE FROM gone")

    def sweep(self) -> None:
        """See Bands: the files of runs that were merged, or never counted."""
        names = {str(name) for (name,) in self._database.execute("SELECT name FROM run")}
        for path in self._folder.glob("*.*"):
            if path.stem not in names:
                with suppress(OSError):  # somebody may have it open where that forbids it
                    path.unlink()
        self._opened = {name: run for name, run in self._opened.items() if str(name) in names}

    def _runs(self) -> dict[int, _Run]:
        """The runs that count, the oldest first; another process may have written some, or merged them."""
        listed = self._listed()
        while True:
            try:
                for name, count in listed.items():
                    if name not in self._opened:
                        both = self._mapped(f"{name}.keys", count), self._mapped(f"{name}.numbers", count)
                        self._opened[name] = _Run(*both)
                return {name: self._opened[name] for name in listed}
            except ArchiveDamaged:
                before, listed = listed, self._listed()
                if listed == before:
                    raise

    def _listed(self) -> dict[int, int]:
        return dict(self._database.execute("SELECT name, count FROM run ORDER BY name"))

    def _mapped(self, name: str, count: int) -> npt.NDArray[np.int64]:
        path = self._folder / name
        try:
            size = path.stat().st_size
            found = np.memmap(path, np.int64, "r").view(np.ndarray) if size == count * 8 else None
        except FileNotFoundError:
            size, found = 0, None
        if found is None:
            raise ArchiveDamaged(what=f"{self._folder.name}/{name}", reason=f"it has {size} bytes, not {count * 8}")
        return found

    def _gone(self) -> _Numbers:
        return np.array([number for (number,) in self._database.execute("SELECT number FROM gone")], np.int64)

    def _put(self, pieces: Iterator[_Run]) -> None:
        self._folder.mkdir(exist_ok=True)
        name = self._database.execute("INSERT INTO run (count) VALUES (0) RETURNING name")[0][0]
        count = 0
        with (
            (self._folder / f"{name}.keys").open("wb") as keys,
            (self._folder / f"{name}.numbers").open("wb") as numbers,
        ):
            for piece in pieces:
                keys.write(piece.keys.data)  # not `tofile`, which does not say that the disk is full
                numbers.write(piece.numbers.data)
                count += len(piece.keys)
            for file in (keys, numbers):
                file.flush()
                os.fsync(file.fileno())
        _sync(self._folder)
        sql = "UPDATE run SET count = ? WHERE name = ?" if count else "DELETE FROM run WHERE ? = 0 AND name = ?"
        self._database.execute(sql, (count, name))


def _sync(folder: Path) -> None:
    """Makes the names of the files in a folder last, as their contents do."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _merged(runs: Sequence[_Run], gone: _Numbers) -> Iterator[_Run]:
    """The pairs of all runs, the oldest first, without documents that are gone, in order, some at a time."""
    largest = max(runs, key=lambda run: len(run.keys))
    bounds = np.unique(largest.keys[_CHUNK::_CHUNK])
    places = [[0, *np.searchsorted(run.keys, bounds).tolist(), len(run.keys)] for run in runs]
    for spans in zip(*(pairwise(each) for each in places), strict=True):
        keys = np.concatenate([run.keys[start:end] for run, (start, end) in zip(runs, spans, strict=True)])
        numbers = np.concatenate([run.numbers[start:end] for run, (start, end) in zip(runs, spans, strict=True)])
        if len(gone):
            left = ~np.isin(numbers, gone)
            keys, numbers = keys[left], numbers[left]
        # Later runs have higher numbers: pairs with one key stay in their order.
        order = np.argsort(keys, kind="stable")
        yield _Run(keys[order], numbers[order])
