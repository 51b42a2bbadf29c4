"""`python -m evaluation.export [--archive DIR] [--documents 100000]`: hits a second and peak memory of exporting all.

Any archive of Tantivy's; where there is none it is made, of the documents of `evaluation.engines`, each with two
mentions of each of its entities. Every format is written to nowhere by a process of its own, as `python -m indexer
export` does it. Memory is what the process holds, with all that it imports, but for the index's own files, whose pages
the system lends as it can. `bare` is tantivy-py alone searching all documents, newest first, and handing them out as
bytes, the least that any export takes: compare the rates with that one. The search is part of every time, the opening
of none.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import tantivy

from evaluation.engines.corpus import Corpus
from search.archive import Archive
from search.export import FORMATS, stream
from search.query import parse
from search.register import Known, Name, Register
from search.store import Store
from search.types import IndexEntry, Mention

BARE = "bare"
#: Pieces between two looks at the memory.
SAMPLED = 50


def build(folder: Path, documents: int) -> None:
    """An archive of so many made-up documents."""
    store, corpus = Store.create(folder), Corpus()
    register = Register(store.register, writing=True)
    register.put(
        Known(id_, "place", (Name("en", f"Place {number}"), Name("fa", f"جای {number}")))
        for number, id_ in enumerate(corpus.entities)
    )
    register.close()
    engine = store.engine(writing=True)
    engine.add(map(mentioning, corpus.entries(documents)))
    engine.commit()
    engine.close()


def mentioning(entry: IndexEntry) -> IndexEntry:
    """The entry with its entities at the first words of its body, each twice."""
    words = entry.document.body.split(" ")
    return replace(entry, document=replace(entry.document, mentions=tuple(_mentions(words, entry))))


def _mentions(words: list[str], entry: IndexEntry) -> Iterator[Mention]:
    start = 0
    for word, entity in zip(words, entry.keywords["entity"] * 2, strict=False):
        yield Mention(start, start + len(word), "place", word, word, "body", entity)
        start += len(word) + 1


def measure(folder: Path, name: str) -> None:
    """Exports all documents in one format and prints what that took."""
    archive = Archive.open(folder)
    documents = archive.info().documents
    newest = parse({"sort": ["newest"]})
    pieces = bare(opened(folder)) if name == BARE else stream(archive, newest, FORMATS[name])
    size, peak, steps = 0, 0, 0
    started, worked = time.perf_counter(), time.process_time()
    for piece in pieces:
        size, steps = size + len(piece), steps + 1
        if steps % SAMPLED == 0:
            peak = max(peak, held())
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    print(
        f"{name:6} {documents} hits  {documents / seconds:8.0f} a second  {documents / cpu:8.0f} a CPU second"
        f"  {size / 1e6:7.1f} MB  holds {max(peak, held())} MB",
        flush=True,
    )


def opened(folder: Path) -> tantivy.Searcher:
    """The index of an archive, opened by tantivy-py alone."""
    return tantivy.Index.open(str(Store.open(folder).index)).searcher()


def bare(searcher: tantivy.Searcher) -> Iterator[bytes]:
    """Searches when first asked for a piece: the bytes that are kept of each document, newest first."""
    found: Any = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, order_by_field="newest")
    for _, address in found.hits:
        yield _bytes(searcher.doc(address))


def _bytes(document: Any) -> bytes:
    return bytes(document.get_first("document"))


def held() -> int:
    """MB of memory of this process that is no file's (Linux)."""
    found = re.search(r"^RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) // 1024 if found else 0


def main() -> int:
    """Builds an archive where there is none yet, and measures each format."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.export", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--archive", type=Path, help="made here if it is not there")
    parser.add_argument("--measure", choices=(BARE, *FORMATS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.archive, given.measure)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.archive or Path(scratch) / "archive"
        if not (folder / "manifest.json").exists():
            build(folder, given.documents)
        for name in (BARE, *FORMATS):
            command = [sys.executable, "-m", "evaluation.export", "--archive", str(folder), "--measure", name]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
