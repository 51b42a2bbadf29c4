"""The corpus in engines and in an archive: made once for all of them, kept for another run where the folder is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from evaluation.engines.bare import Bare
from evaluation.engines.corpus import Corpus
from indexer.pipeline import BATCH_DOCUMENTS
from search.engines import open_engine
from search.engines.base import Merging
from search.register import Register
from search.store import Store
from search.types import IndexEntry

_BATCH = BATCH_DOCUMENTS
Add = Callable[[Sequence[IndexEntry]], None]
#: Takes entries; and ends: commits, waits and lets go.
Sink = tuple[Add, Callable[[], None]]


def fill(folder: Path, names: Sequence[str], documents: int) -> None:
    """Fills what is not there yet below `folder`: "bare", "archive", and any other name as the engine of that name.

    They are committed as often as the indexer commits. Prints the CPU that each took, without making the entries.
    """
    sinks = {name: _sink(name, folder / name) for name in names if not (folder / name).exists()}
    spent = dict.fromkeys(sinks, 0.0)
    entries = Corpus().entries(documents if sinks else 0)
    while batch := list(islice(entries, _BATCH)):
        for name, (add, _) in sinks.items():
            spent[name] += _cpu(lambda add=add: add(batch))  # type: ignore[misc]
    for name, (_, end) in sinks.items():
        spent[name] += _cpu(end)
        size = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
        print(f"{name}: {documents} documents in {spent[name]:.1f} s CPU, {size / 1e6:.1f} MB", flush=True)


def _sink(name: str, folder: Path) -> Sink:
    if name == "bare":
        bare = Bare(folder)
        return bare.add, bare.end
    if name == "archive":
        store = Store.create(folder)
        register = Register(store.register, writing=True)
        register.put(Corpus().known())
        register.close()
        engine = store.engine(writing=True)
    else:
        engine = open_engine(name, folder, writing=True)

    def add(entries: Sequence[IndexEntry]) -> None:
        engine.add(entries)
        engine.commit()

    def end() -> None:
        if isinstance(engine, Merging):
            engine.merge()
        engine.close()

    return add, end


def _cpu(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
