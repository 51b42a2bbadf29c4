"""Suggestions while typing: python -m evaluation.suggest [--archive DIR] [--documents 100000] [--asked 400].

Any archive, or one made up where there is none (evaluation/engines/corpus.py); asked are beginnings of two to five
letters of frequent and rare words of its articles. Milliseconds of wall time and of CPU.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median, quantiles

from evaluation.engines.corpus import Corpus
from evaluation.speed.kept import Kept
from search.register import Register
from search.store import Store
from search.suggest import suggest


def fill(path: Path, documents: int) -> None:
    """An archive of so many made-up documents."""
    store, corpus = Store.create(path), Corpus()
    with closing(Register(store.register, writing=True)) as register:
        register.put(corpus.known())
    with closing(store.engine(writing=True)) as engine:
        engine.add(corpus.entries(documents))
        engine.commit()


def main() -> None:
    """Prints the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--archive", type=Path, help="made here if it is not there")
    parser.add_argument("--asked", type=int, default=400)
    given = parser.parse_args()
    random = Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = given.archive or Path(folder) / "archive"
        if not (path / "manifest.json").exists():
            fill(path, given.documents)
        store, kept = Store.open(path), Kept(path)
        with closing(store.engine()) as engine, closing(Register(store.register)) as register:
            wall, cpu, offered = [], [], 0
            for number in range(given.asked):
                text = kept.beginning(2 + number % 4, random)
                started, worked = time.perf_counter(), time.process_time()
                offered += bool(suggest(text, register, engine, "en"))
                wall.append((time.perf_counter() - started) * 1000)
                cpu.append((time.process_time() - worked) * 1000)
            documents = engine.info().documents
    print(f"{documents} documents, {given.asked} beginnings, {offered} with suggestions")
    for name, times in (("wall", wall), ("CPU", cpu)):
        print(f"{name} ms: median {median(times):.1f}, 99 of 100 below {quantiles(times, n=100)[-1]:.1f}")


if __name__ == "__main__":
    main()
