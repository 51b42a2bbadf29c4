"""A text as runs for a template: what is highlighted, what mentions an entity, in the text's own order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.highlight import Span
from search.types import Document, Mention, Named, Snippet


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is alike: highlighted or not, naming an entity or not."""

    text: str
    marked: bool = False
    entity: Named | None = None


def of_snippet(snippet: Snippet) -> list[Run]:
    """The runs of a snippet."""
    return _runs(snippet.text, 0, len(snippet.text), list(snippet.highlights), [])


def of_title(document: Document, spans: Sequence[Span]) -> list[Run]:
    """The runs of a document's title."""
    return _runs(document.title, 0, len(document.title), [(s.start, s.end) for s in spans], [])


def paragraphs(document: Document, spans: Sequence[Span], names: Mapping[str, Named]) -> list[list[Run]]:
    """The searched parts of a body, one list of runs for each line that is not empty."""
    marks = [(s.start, s.end) for s in spans]
    mentions = [m for m in document.mentions if m.field == "body"]
    named = [(m.start, m.end, names[m.entity]) for m in _apart(mentions) if m.entity and m.entity in names]
    made = []
    for start, end in document.pieces():
        for line in document.body[start:end].splitlines(keepends=True):
            if line.strip():
                made.append(_runs(document.body, start, start + len(line), marks, named))
            start += len(line)
    return made


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in order, without those that begin inside another."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _runs(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]], named: Sequence[tuple[int, int, Named]]
) -> list[Run]:
    inside = [span for span in (*marks, *((s, e) for s, e, _ in named)) if span[0] < end and span[1] > start]
    edges = sorted({start, end, *(place for span in inside for place in span if start < place < end)})
    runs = []
    for left, right in pairwise(edges):
        entity = next((name for s, e, name in named if s <= left and right <= e), None)
        marked = any(s <= left and right <= e for s, e in marks)
        runs.append(Run(text[left:right], marked, entity))
    return runs
