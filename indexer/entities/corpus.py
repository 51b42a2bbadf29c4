"""Annotated text in CoNLL form (a token and its IOB2 tag a line, `# src=` before a sentence) as text with spans.

A sentence becomes a text of its tokens joined by one space, so that training and measuring go the way a document goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.entities.spans import Span
from search.types import EntityType

TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "place"}

#: Sentences are set aside by blocks of neighbours, because one event's names recur from sentence to sentence.
BLOCK = 25
TENTH = 10


class Sample(NamedTuple):
    """One sentence: where it comes from, its text, its names."""

    source: str
    text: str
    spans: tuple[Span, ...]


def read(path: Path) -> Iterator[Sample]:
    """The sentences of a file, as they come. Raises ValueError, with the line's number, for a line of another form."""
    source = path.stem
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        if line.startswith("# ") and "\t" not in line:
            source = line.partition("src=")[2] or source
        elif line.strip():
            token, tab, tag = line.rstrip("\r").rpartition("\t")
            if not tab:
                raise ValueError(f"{path.name}:{number}: not a token, a tab and a tag: {line!r}")
            rows.append((token, tag))
        elif rows:
            yield _sample(source, rows)
            rows = []


def _sample(source: str, rows: list[tuple[str, str]]) -> Sample:
    spans: list[Span] = []
    at = 0
    open_type = ""
    for token, tag in rows:
        head, _, kind = tag.partition("-")
        end = at + len(token)
        if kind in TYPES and head == "I" and kind == open_type:
            spans[-1] = spans[-1]._replace(end=end)
        elif kind in TYPES:
            spans.append(Span(at, end, TYPES[kind]))
        open_type = kind if kind in TYPES else ""
        at = end + 1
    return Sample(source, " ".join(token for token, _ in rows), tuple(spans))


def split(samples: Iterable[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Training sentences, and the tenth of each source that is kept for measuring: every tenth block of neighbours.

    A sentence that also stands in the tenth is not trained on.
    """
    counts: dict[str, int] = {}
    training: list[Sample] = []
    aside: list[Sample] = []
    for sample in samples:
        number = counts.get(sample.source, 0)
        counts[sample.source] = number + 1
        (aside if number // BLOCK % TENTH == TENTH - 1 else training).append(sample)
    kept = {sample.text for sample in aside}
    return [sample for sample in training if sample.text not in kept], aside
