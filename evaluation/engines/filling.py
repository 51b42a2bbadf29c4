"""The corpus in an engine, and in an archive: made once, kept for another run where its folder is kept."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

from evaluation.engines.corpus import Corpus
from search.archive import Archive
from search.engines import open_engine
from search.engines.base import Engine
from search.register import Register
from search.store import Store


def filled(name: str, folder: Path, documents: int) -> Engine:
    """An engine over the corpus, open for reading."""
    if not folder.exists():
        _fill(open_engine(name, folder, writing=True), name, documents)
    reader = open_engine(name, folder)
    print(f"{name}: {reader.info()}", flush=True)
    return reader


def archive(folder: Path, documents: int) -> Archive:
    """An archive of the default engine over the corpus, with its register."""
    if not folder.exists():
        store = Store.create(folder)
        register = Register(store.register, writing=True)
        register.put(Corpus().known())
        register.close()
        _fill(store.engine(writing=True), store.manifest.engine, documents)
    return Archive.open(folder)


def _fill(writer: Engine, name: str, documents: int) -> None:
    entries, spent = Corpus().entries(documents), 0.0
    while batch := list(islice(entries, 1_000)):
        started = time.process_time()
        writer.add(batch)
        spent += time.process_time() - started
    started = time.process_time()
    writer.commit()
    writer.close()
    spent += time.process_time() - started
    print(f"{name}: built in {spent:.1f} s CPU, without making the entries", flush=True)
