"""Indexes of all contenders, made from the same documents: each by a process of its own, so that its CPU is its own.

What was made stays in the folder, with what it took beside it; a later run goes on where this one ended. Whatever is
begun has a mark beside it until it is whole and noted: an index that still has its mark holds nobody knows what, and
is made anew.
"""

from __future__ import annotations

import os
import pickle
import resource
import shutil
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import orjson

from evaluation.speed.contenders import Contender
from evaluation.speed.made import Maker
from evaluation.speed.processes import family, private

#: Documents after which what was made is made to last, and noted.
STEP = 50_000
#: Batches between two looks at the memory.
_LOOK = 10


@dataclass(frozen=True, slots=True)
class Built:
    """What an index took: documents and bytes of their text; CPU seconds of adding; most private bytes of the process.

    `analysis`, `analysts`: CPU seconds of the processes that read and analyse, and their private bytes together.
    `wall`: seconds of clock of the whole, beside whoever else was built.
    """

    documents: int = 0
    text: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    memory: int = 0
    analysis: float = 0.0
    analysts: int = 0


def built(folder: Path) -> Built:
    """What was noted of an index."""
    noted = _note(folder)
    return Built(**orjson.loads(noted.read_bytes())) if noted.exists() else Built()


def build(chosen: Sequence[Contender], maker: Maker, documents: int) -> None:
    """Brings each index to so many documents.

    Raises ValueError for one that has more, or that is there without a note of what it holds; EOFError where an index
    could not be made: the others have their documents of that step nevertheless.
    """
    for folder in {each.folder for each in chosen}:
        _whole(folder)
    while behind := [(have, each) for each in chosen if (have := built(each.folder).documents) < documents]:
        start = min(have for have, _ in behind)
        counts = [have for have, _ in behind if have > start]
        few = {each.folder: each for have, each in behind if have == start}
        _round(
            few, maker, range(start, min(documents, start + STEP, *counts) if counts else min(documents, start + STEP))
        )
    for each in chosen:
        if built(each.folder).documents > documents:
            raise ValueError(f"{each.folder} has more than {documents} documents")


def _round(chosen: Mapping[Path, Contender], maker: Maker, numbers: range) -> None:
    began = time.perf_counter()
    text, analysis, analysts = 0, 0.0, 0
    for folder in chosen:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _mark(folder).touch()
    builders = [_Builder(each) for each in chosen.values()]
    for count, batch in enumerate(maker.batches(numbers)):
        for builder in builders:
            builder.send(batch.pickled)
        text += batch.text
        analysis += batch.cpu
        if count % _LOOK == 0:
            analysts = max(analysts, private(maker.processes()))
    for builder in builders:
        builder.send(b"")
    failed = []
    for builder, folder in zip(builders, chosen, strict=True):
        try:
            cpu, memory = builder.result()
        except EOFError:
            failed.append(str(folder))
            continue
        had = built(folder)
        now = replace(
            had,
            documents=numbers.stop,
            text=had.text + text,
            cpu=had.cpu + cpu,
            wall=had.wall + time.perf_counter() - began,
            memory=max(had.memory, memory),
            analysis=had.analysis + analysis,
            analysts=max(had.analysts, analysts),
        )
        _note(folder).write_bytes(orjson.dumps(asdict(now)))
        _mark(folder).unlink()
    if failed:
        raise EOFError(f"{', '.join(failed)}: could not be made; its process has said why")


def _whole(folder: Path) -> None:
    """Takes away an index whose making was broken off. Raises ValueError for one that was not made here."""
    if _mark(folder).exists():
        print(f"{folder} was broken off while it was made: made anew", flush=True)
        _note(folder).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        _mark(folder).unlink()
    elif not _note(folder).exists() and folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder} is there, and {_note(folder).name}, which says what it holds, is not")


def _note(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _mark(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.begun")


class _Builder:
    """A process that adds to one index."""

    def __init__(self, contender: Contender) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_add_all, args=(contender, theirs))
        self._process.start()
        theirs.close()

    def send(self, batch: bytes) -> None:
        """Passes a batch on. A process that has failed takes none: `result` tells."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self._connection.send_bytes(batch)

    def result(self) -> tuple[float, int]:
        """CPU seconds, private bytes at most. Raises EOFError where the process failed: it has said why."""
        try:
            cpu, memory = self._connection.recv()
        except ConnectionResetError as error:
            raise EOFError from error
        finally:
            self._process.join()
            self._connection.close()
        return cpu, memory


def _add_all(contender: Contender, batches: Connection) -> None:
    began, receiving, memory, count = time.process_time(), 0.0, 0, 0
    contender.begin()
    while True:
        started = time.thread_time()
        received = batches.recv_bytes()
        batch = pickle.loads(received) if received else None
        receiving += time.thread_time() - started
        if batch is None:
            break
        contender.add(batch)
        if count % _LOOK == 0:
            memory = max(memory, private(family(os.getpid())))
        count += 1
    memory = max(memory, private(family(os.getpid())))
    contender.finish()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - began - receiving + children.ru_utime + children.ru_stime
    batches.send((spent, memory))
