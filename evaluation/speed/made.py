"""Made-up articles, read and analysed as the indexer does it, in several processes; their names are known already."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from evaluation.speed.texts import Text, Texts
from indexer.document import document
from indexer.work import Ready, ready
from search.types import Mention, RawDocument

#: Articles that one process makes at a time.
BATCH = 100
_TODAY = date(2026, 1, 1)
_texts: Texts | None = None


def batches(folder: Path, seed: int, documents: int, jobs: int) -> Iterator[Sequence[Ready]]:
    """All articles, in order."""
    starts = range(0, documents, BATCH)
    spans = [range(start, min(documents, start + BATCH)) for start in starts]
    # Started anew, not forked: this process has threads by now.
    with multiprocessing.get_context("spawn").Pool(jobs, _begin, (folder, seed)) as pool:
        yield from pool.imap(_batch, spans)


def _begin(folder: Path, seed: int) -> None:
    global _texts
    _texts = Texts(folder, seed)


def _batch(numbers: range) -> list[Ready]:
    assert _texts is not None
    return [as_ready(_texts.text(number)) for number in numbers]


def as_ready(text: Text) -> Ready:
    """An article as the indexer makes it, but for its names: they are where the text has them."""
    metadata = {"id": f"d{text.number}", "language": text.language}
    if text.day:
        metadata["date"] = text.day.isoformat()
    raw = RawDocument(f"made/{text.number % 50}/{text.number}.txt", text.title, text.body, metadata)
    made = document(raw, _TODAY, naming=False)
    names = tuple(Mention(start, end, "person", name, name) for start, end, name in text.names)
    return ready(replace(made, mentions=names))
