"""Processes that read and analyse files while one process writes; with one job, the same work in this process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import date

from indexer.work import Done, File, Part, Records, load_for, read, size_of, understand, unread
from search.errors import Unreadable

#: Tasks under way for each process: bounds what waits in memory.
WAITING = 3
#: Small files are handed over together, up to so many and so many bytes: a hand-over costs as much as a small file.
TOGETHER, TOGETHER_BYTES = 32, 100_000
#: Bytes from which a file is read here, and only its records are worked on elsewhere.
LARGE = 8_000_000

#: Files that are looked at for the languages of all.
_EXAMPLES = 64

#: Forking is quick, and safe while this process has one thread; other systems start anew.
_METHOD = "fork" if sys.platform == "linux" else "spawn"

#: How far the processes stand back (nice) behind what answers searches on the same machine.
BACK = 10

_Work = tuple[File, ...] | Records
_Task = Future[list[Part | Done]]


class Workers:
    """A pool of `jobs` processes. Make it before any thread is started: an engine's writer, a progress bar.

    `examples`: some of the files to come. What plain text like theirs needs is loaded once, and shared by the processes
    where they are forked.
    """

    def __init__(self, jobs: int, today: date, examples: Sequence[File] = ()) -> None:
        if jobs > 1 and _METHOD == "fork":
            load_for(_plain(examples), today)
            gc.freeze()  # what was loaded stays: to look for garbage in it takes long, and would copy it
        self._jobs = jobs
        self._today = today
        self._pool = self._start(jobs) if jobs > 1 else None
        self._under_way: dict[_Task, _Work] = {}

    def run(self, files: Iterable[File]) -> Iterator[Part | Done]:
        """The parts of all files, in any order, and for each file that it is done (maybe before its last part)."""
        few: list[File] = []
        size = 0
        for file in files:
            bytes_ = size_of(file.path)
            if self._pool is None or bytes_ >= LARGE:
                for result in read(file, self._today, self._elsewhere):
                    yield result
                    yield from self._finished(self._jobs * WAITING)
                continue
            few.append(file)
            size += bytes_
            if len(few) == TOGETHER or size >= TOGETHER_BYTES:
                self._submit(tuple(few))
                few, size = [], 0
                yield from self._finished(self._jobs * WAITING)
        if few:
            self._submit(tuple(few))
        yield from self._finished(0)

    def close(self) -> None:
        """Ends the processes; what they were doing is forgotten."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(_METHOD), _begin)
        pool.submit(_nothing).result()
        return pool

    def _elsewhere(self, records: Records) -> bool:
        if self._pool is None:
            return False
        self._submit(records)
        return True

    def _submit(self, task: _Work) -> None:
        assert self._pool is not None
        try:
            self._under_way[self._pool.submit(_work, task, self._today)] = task
        except BrokenProcessPool:
            # Its results say so too; there all that was under way is looked after.
            self._under_way[_broken()] = task

    def _finished(self, most: int) -> Iterator[Part | Done]:
        """Results, until at most so many tasks are under way."""
        while len(self._under_way) > most:
            for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
                if isinstance(future.exception(), BrokenProcessPool):
                    yield from self._one_by_one()
                    break
                del self._under_way[future]
                yield from future.result()

    def _one_by_one(self) -> Iterator[Part | Done]:
        """After a process died: each file under way in a pool of its own, so that it is known which one kills."""
        tasks = [single for task in self._under_way.values() for single in _singles(task)]
        self._under_way.clear()
        for task in tasks:
            with self._start(1) as pool:
                try:
                    yield from pool.submit(_work, task, self._today).result()
                except BrokenProcessPool:
                    yield from _killed(task)
        self._pool = self._start(self._jobs)


def _work(task: _Work, today: date) -> list[Part | Done]:
    if isinstance(task, Records):
        return [understand(task, today)]
    return [result for file in task for result in read(file, today, lambda records: False)]


def _plain(examples: Sequence[File]) -> Iterator[File]:
    """A few of them, from all over. Only plain text: what a parser may die of is for a process that may die."""
    for file in examples[:: max(1, len(examples) // _EXAMPLES)]:
        if file.path.suffix == ".txt" and size_of(file.path) <= TOGETHER_BYTES:
            yield file


def _singles(task: _Work) -> list[_Work]:
    """The task, a file at a time."""
    return [task] if isinstance(task, Records) else [(file,) for file in task]


def _killed(task: _Work) -> Iterator[Part | Done]:
    reason = "the process that read it was ended by the system, perhaps for want of memory"
    hint = "Take it out of the folder, or add it alone."
    if isinstance(task, Records):
        yield Part(task.source, (), (Unreadable(source=task.source, reason=reason, hint=hint),))
        return
    for file in task:
        yield unread(file, 0, Unreadable(source=file.source, reason=reason, hint=hint))


def _broken() -> _Task:
    future: _Task = Future()
    future.set_exception(BrokenProcessPool())
    return future


def _begin() -> None:
    # Ctrl-C ends them at once; the process that started them tells of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(os, "nice"):
        os.nice(BACK)


def _nothing() -> None:
    """What a new pool does first, so that its processes are there."""
