"""The long runs: adding files and folders, and making an archive anew; and what each tells while it runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from indexer import readers
from indexer.ledger import UNREAD, Entry, Ledger
from indexer.pipeline import BATCH_DOCUMENTS, Indexer, Report
from indexer.readers import Options
from indexer.relinking import relink
from indexer.work import File, options_of, size_of
from indexer.workers import Workers
from search.engines.base import Engine
from search.errors import ArchiveDamaged, ArchiveMissing, NoSuch, Unreadable
from search.store import Store
from search.types import Document

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
    options = options or Options()
    first, size = _first(roots, options)
    workers = Workers(jobs or _jobs(size), date.today(), first)
    with closing(workers), Indexer(store, batch) as indexer:
        seen: set[str] = set()
        refused: list[Unreadable] = []

        def wanted() -> Iterator[File]:
            for path, source in _walk(roots, refused.append):
                seen.add(source)
                file = File(path, source, options)
                if indexer.wants(file):
                    yield file
                else:
                    indexer.report.passed += size_of(path)
                    progress(indexer.report)

        _read(indexer, workers, wanted(), progress)
        _look_for_vanished(indexer, roots, seen, prune)
        for failure in refused:
            indexer.refuse(failure)
        _read(indexer, workers, _again(indexer), progress)
        if naming:
            indexer.settle_names(progress)
        indexer.settle_index(progress)
    return indexer.report


def remove(store: Store, sources: Iterable[str]) -> Report:
    """Takes out the documents of files, or of all files below folders.

    What other files give too is read again from there. Raises NoSuch, before anything is done, for a source of which
    nothing is known.
    """
    with closing(Workers(1, date.today())) as workers, Indexer(store) as indexer:
        found = {source: indexer.below(source) for source in sources}
        for source, entries in found.items():
            if not entries and not indexer.has_failed(source):
                raise NoSuch(what="source", value=source, hint="See which there are: python -m indexer status")
        for source in found:
            indexer.forget_failures(source)
        indexer.remove({known.source: known for entries in found.values() for known in entries}.values())
        _read(indexer, workers, _again(indexer))
    return indexer.report


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
    workers = Workers(jobs or _jobs(sum(known.size for known in here)), date.today(), files)
    with closing(workers), store.successor(engine) as draft:
        with _index_of(store) as old, Indexer(draft) as indexer:
            _read(indexer, workers, files, progress)
            indexer.commit()
            # A file that cannot be read now, or not to its end, is as good as gone.
            unread = [replace(known, modified=UNREAD) for known in here if not indexer.has_read(known.source)]
            for known in sorted([*unread, *_gone(entries)], key=lambda known: known.source):
                _keep(indexer, old, known)
                progress(indexer.report)
            read = {known.source for known in here}
            for (machine, file), failures in failed.items():
                if machine or file not in read:
                    indexer.failed(file, failures, machine)
        relink(draft)
    return indexer.report


@contextmanager
def _index_of(store: Store) -> Iterator[Engine | None]:
    """The index to take documents from; None where it is lost, or damaged as a whole: a rebuild is to mend that."""
    try:
        engine = store.engine()
    except (ArchiveDamaged, ArchiveMissing):
        yield None
        return
    with closing(engine):
        yield engine


def _keep(indexer: Indexer, old: Engine | None, known: Entry) -> None:
    """Takes over what a file gave that is not read now; what is lost is a failure, and read where the file is."""
    if old:
        indexer.keep(_stored(old, known, indexer.report.failures), known)
        return
    indexer.keep((), replace(known, ids=(), modified=UNREAD))
    if known.ids:
        indexer.report.failures.append(_lost(known, "what it gave was lost with the index"))


def _stored(old: Engine, known: Entry, failures: list[Unreadable]) -> Iterator[Document]:
    for identifier in known.ids:
        try:
            document = old.get(identifier)
        except ArchiveDamaged as error:
            failures.append(_lost(known, error.message))
            continue
        if document:
            yield document


def _lost(known: Entry, reason: str) -> Unreadable:
    return Unreadable(source=known.source, reason=reason, hint="Add it again, on the machine that has it.")


def total_size(paths: Iterable[Path]) -> int:
    """Bytes of all files that `add` would look at."""
    return sum(size_of(path) for path, _ in _walk(paths, lambda failure: None))


def _walk(paths: Iterable[Path], refused: Callable[[Unreadable], None]) -> Iterator[tuple[Path, str]]:
    for root in paths:
        yield from readers.walk(root, refused)


def _read(indexer: Indexer, workers: Workers, files: Iterable[File], progress: Progress = lambda report: None) -> None:
    for result in workers.run(files):
        indexer.take(result)
        progress(indexer.report)


def _again(indexer: Indexer) -> Iterator[File]:
    """The files that give what another file, which no longer gives it, gave last."""
    while indexer.givers.again:
        known = indexer.givers.again.pop()
        if _is_here(known):
            yield File(Path(known.path), known.source, options_of(known.options))


def _look_for_vanished(indexer: Indexer, roots: list[Path], seen: set[str], prune: bool) -> None:
    """Files that were added from these folders and are no longer there."""
    for root in roots:
        name, folder = readers.name_of(root), readers.absolute(root)
        indexer.forget_failures(name, seen)
        gone = [
            known
            for known in indexer.below(name)
            if not known.machine and known.source not in seen and readers.is_gone(Path(known.path))
        ]
        indexer.report.vanished += [known.source for known in gone]
        if prune:
            here = [known for known in gone if Path(known.path).is_relative_to(folder)]
            indexer.report.elsewhere += [known.source for known in gone if known not in here]
            indexer.remove(here)


def _gone(entries: list[Entry]) -> Iterator[Entry]:
    return (known for known in entries if not _is_here(known))


def _is_here(known: Entry) -> bool:
    return not known.machine and not readers.is_gone(Path(known.path))


def _first(roots: list[Path], options: Options) -> tuple[list[File], int]:
    """The first files, with their bytes: as many as it takes to be worth processes."""
    files: list[File] = []
    size = 0
    for path, source in _walk(roots, lambda failure: None):
        files.append(File(path, source, options))
        size += size_of(path)
        if size >= WORTH_PROCESSES:
            break
    return files, size


def _jobs(size: int) -> int:
    """The processes for so many bytes of files."""
    return os.cpu_count() or 1 if size >= WORTH_PROCESSES else 1
