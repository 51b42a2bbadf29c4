"""The long runs: adding files and folders, and making an archive anew; and what each tells while it runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from indexer import readers
from indexer.ledger import Entry, Ledger
from indexer.pipeline import BATCH_DOCUMENTS, Indexer, Report
from indexer.readers import Options
from indexer.relinking import relink
from indexer.work import File, options_of
from indexer.workers import Workers
from search.errors import Unreadable
from search.store import Store

#: Called after each step with the report so far.
Progress = Callable[[Report], None]

#: Bytes of files below which other processes would cost more than they save.
WORTH_PROCESSES = 2_000_000


def add(
    store: Store,
    paths: Iterable[Path],
    progress: Progress = lambda report: None,
    jobs: int = 0,
    prune: bool = False,
    options: Options | None = None,
    batch: int = BATCH_DOCUMENTS,
    naming: bool = True,
) -> Report:
    """Adds files and folders to an archive; running it again changes nothing.

    `jobs`: processes that read and analyse, 0 for one a core. `prune`: documents of files that are gone are
    taken out; otherwise these files are only named, in `Report.vanished`. `options`: how files are read.
    `batch`: documents after which a commit comes at the latest. `naming`: names are settled at the end (`newcomers`,
    `relinking`); otherwise the next run that does so, or a relink, settles them.
    Raises ArchiveBusy.
    """
    roots = list(paths)
    workers = Workers(jobs if jobs else _jobs(roots), date.today())
    with closing(workers), Indexer(store, batch) as indexer:
        seen: set[str] = set()

        def wanted() -> Iterator[File]:
            for path, source in _walk(roots, indexer.report.failures.append):
                seen.add(source)
                file = File(path, source, options or Options())
                if indexer.wants(file):
                    yield file

        for result in workers.run(wanted()):
            indexer.take(result)
            progress(indexer.report)
        _look_for_vanished(indexer, roots, seen, prune)
        if naming:
            indexer.settle_names(progress)
        indexer.settle_index(progress)
    return indexer.report


def remove(store: Store, sources: Iterable[str]) -> dict[str, int]:
    """Takes out the documents of files, or of all files below folders; source -> how many documents."""
    with Indexer(store) as indexer:
        found = {source: indexer.below(source) for source in sources}
        for source, entries in found.items():
            indexer.forget_failures(source)
            for known in entries:
                indexer.remove(known)
    return {source: sum(len(known.ids) for known in entries) for source, entries in found.items()}


def rebuild(store: Store, progress: Progress = lambda report: None, jobs: int = 0, engine: str = "") -> Report:
    """Makes the archive anew, from its files, or from the stored documents of a file that is not on this machine.

    `engine`: one that it moves to. Whoever adds meanwhile waits, and is told to begin again.
    Raises ArchiveBusy, BadParameter (see `Store.successor`).
    """
    store.check()  # before the tables of a build that is gone are made again
    with closing(Ledger(store.ledger)) as ledger, ledger.alone():
        store.check()
        return _rebuilt(store, ledger, progress, jobs, engine)


def _rebuilt(store: Store, ledger: Ledger, progress: Progress, jobs: int, engine: str) -> Report:
    entries, failed = list(ledger.all()), ledger.failures_anywhere()
    here = [known for known in entries if _is_here(known)]
    files = [File(Path(known.path), known.source, options_of(known.options)) for known in here]
    workers = Workers(jobs if jobs else _jobs([file.path for file in files]), date.today())
    with closing(workers), store.successor(engine) as draft:
        with closing(store.engine()) as old, Indexer(draft) as indexer:
            for result in workers.run(
                File(Path(known.path), known.source, options_of(known.options)) for known in here
            ):
                indexer.take(result)
                progress(indexer.report)
            for known in _gone(entries):
                stored = (old.get(id_) for id_ in known.ids)
                indexer.keep((document for document in stored if document), known)
                progress(indexer.report)
            read = {known.source for known in here}
            for (machine, file), failures in failed.items():
                if machine or file not in read:
                    indexer.failed(file, failures, machine)
        relink(draft)
    return indexer.report


def total_size(paths: Iterable[Path]) -> int:
    """Bytes of all files that `add` would look at."""
    return sum(_size(path) for path, _ in _walk(paths, lambda failure: None))


def _walk(paths: Iterable[Path], refused: Callable[[Unreadable], None]) -> Iterator[tuple[Path, str]]:
    for root in paths:
        yield from readers.walk(root, refused)


def _look_for_vanished(indexer: Indexer, roots: list[Path], seen: set[str], prune: bool) -> None:
    """Files that were added from these folders and are no longer there."""
    for root in roots:
        indexer.forget_failures(root.resolve().name, seen)
        for known in indexer.below(root.resolve().name):
            if known.machine or known.source in seen or Path(known.path).exists():
                continue
            indexer.report.vanished.append(known.source)
            if prune:
                indexer.remove(known)


def _gone(entries: list[Entry]) -> Iterator[Entry]:
    return (known for known in entries if not _is_here(known))


def _is_here(known: Entry) -> bool:
    return not known.machine and Path(known.path).exists()


def _jobs(roots: list[Path]) -> int:
    size = 0
    for path, _ in _walk(roots, lambda failure: None):
        size += _size(path)
        if size >= WORTH_PROCESSES:
            return os.cpu_count() or 1
    return 1


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
