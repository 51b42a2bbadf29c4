"""The second look at furniture: lines that their source turned out to repeat are cut, others are an article's again."""

from __future__ import annotations

from itertools import islice

from indexer.document import entry, recut
from indexer.furniture import Repeated
from indexer.linking import Linker
from indexer.repetition import Repetitions
from search.engines.base import Engine

#: Documents that are changed between two commits.
BATCH = 500


def recut_repeated(engine: Engine, linker: Linker, repetitions: Repetitions) -> list[str]:
    """Cuts every document of an archive by what its source repeats now; the ids of those that changed.

    Only documents that hold such a line are looked at, and only those whose cuts change are written. A crash on the
    way leaves some of them as they were; the next run that writes to the archive goes on.
    """
    if repetitions.is_settled():
        return []
    now = repetitions.repeated()
    known = Repeated(now)
    looked_at = (engine.get(identifier) for identifier in repetitions.affected(now))
    changed = (entry(again, 0) for made in looked_at if made and (again := recut(made, known)))
    written: list[str] = []
    while batch := list(islice(changed, BATCH)):
        engine.add(linker.link(batch))
        engine.commit()
        written += [one.document.id for one in batch]
    repetitions.settle(now)
    repetitions.commit()
    return written
