"""A text as runs for a template: what is highlighted, what mentions an entity, in the text's own order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TypeVar

from markupsafe import Markup, escape

from search.highlight import Span, clipped
from search.types import Document, Named, Snippet

#: A highlighted stretch, and its number among a page's highlights (0: not numbered).
Mark = tuple[int, int, int]
_Place = TypeVar("_Place", bound=tuple[int, int, object])
#: The reason of a cut that only repeats the title.
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is alike: highlighted or not, naming an entity or not.

    `number`: which of the page's highlights begins here, 0 for none.
    """

    text: str
    marked: bool = False
    entity: Named | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a body: a paragraph, or (`furniture`) lines that are no part of the article."""

    paragraphs: tuple[tuple[Run, ...], ...]
    furniture: bool = False


def html(run: Run) -> Markup:
    """A run as it stands on a page."""
    if not run.marked:
        return escape(run.text)
    number = f' id="m{run.number}"' if run.number else ""
    return Markup(f"<mark{number}>{escape(run.text)}</mark>")


def snippet(shown: Snippet) -> Markup:
    """A snippet as it stands on a page."""
    pieces: list[str] = []
    reached = 0
    for start, end in shown.highlights:
        pieces += escape(shown.text[reached:start]), "<mark>", escape(shown.text[start:end]), "</mark>"
        reached = end
    return Markup("".join(pieces)) + shown.text[reached:]


def written(document: Document, names: Mapping[str, Named]) -> dict[str, str]:
    """How a document itself writes the entities whose label is in another language: by id, as first mentioned."""
    found: dict[str, str] = {}
    for mention in document.mentions:
        named = names.get(mention.entity or "")
        if named and named.language not in ("", document.language, document.variety):
            found.setdefault(named.id, mention.name)
    return {id_: text for id_, text in found.items() if text.casefold() != names[id_].label.casefold()}


def of_title(document: Document, spans: Sequence[Span]) -> list[Run]:
    """The runs of a document's title, its highlights numbered from 1."""
    return _runs(document.title, (0, len(document.title)), _numbered(spans, 1), [])


def blocks(
    document: Document, spans: Sequence[Span], names: Mapping[str, Named], first: int, shown: tuple[int, int]
) -> list[Block]:
    """A stretch of a body in order: its searched pieces, and between them what was cut.

    Highlights are numbered from `first`.
    """
    marks = _numbered(spans, first)
    named = list(_mentions(document, names))
    pieces = [(start, end, False) for start, end in clipped(document.pieces(), *shown)]
    cuts = ((cut.start, cut.end) for cut in document.cuts if cut.reason != TITLE)
    pieces += [(start, end, True) for start, end in clipped(cuts, *shown)]
    made: list[Block] = []
    for start, end, furniture in sorted(pieces):
        lines = tuple(tuple(_runs(document.body, line, marks, named)) for line in _lines(document.body, start, end))
        if lines and made and made[-1].furniture == furniture:
            made[-1] = Block(made[-1].paragraphs + lines, furniture)
        elif lines:
            made.append(Block(lines, furniture))
    return made


def _numbered(spans: Sequence[Span], first: int) -> list[Mark]:
    return [(span.start, span.end, number) for number, span in enumerate(spans, first)]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that are not empty."""
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _mentions(document: Document, names: Mapping[str, Named]) -> Iterator[tuple[int, int, Named]]:
    """Mentions of known entities in order, without those that begin inside another."""
    reached = 0
    for mention in sorted((m for m in document.mentions if m.field == "body"), key=lambda m: (m.start, -m.end)):
        if mention.start >= reached and mention.entity and mention.entity in names:
            yield mention.start, mention.end, names[mention.entity]
            reached = mention.end


def _runs(
    text: str, part: tuple[int, int], marks: Sequence[Mark], named: Sequence[tuple[int, int, Named]]
) -> list[Run]:
    """The runs of a part of a text. What is marked and named is in order and does not overlap."""
    start, end = part
    marks, named = _touching(marks, start, end), _touching(named, start, end)
    inside = [place for left, right, _ in (*marks, *named) for place in (left, right)]
    edges = sorted({start, end, *(place for place in inside if start < place < end)})
    runs = []
    for left, right in pairwise(edges):
        entity, mark = _holding(named, left, right), _holding(marks, left, right)
        number = mark[2] if mark and mark[0] == left else 0
        runs.append(Run(text[left:right], mark is not None, entity[2] if entity else None, number))
    return runs


def _touching(spans: Sequence[_Place], start: int, end: int) -> Sequence[_Place]:
    """Those of spans in order that have something of a part: found by halves, for there may be 100,000 in one line."""
    return spans[bisect_right(spans, start, key=itemgetter(1)) : bisect_left(spans, end, key=itemgetter(0))]


def _holding(spans: Sequence[_Place], left: int, right: int) -> _Place | None:
    """The one of spans in order that holds all of a run."""
    at = bisect_right(spans, left, key=itemgetter(0)) - 1
    return spans[at] if at >= 0 and right <= spans[at][1] else None
