"""A long text in parts: the page of a document is made in bounded time, however long its text is."""

from __future__ import annotations

from dataclasses import dataclass

from search import highlight
from search.errors import BadParameter
from search.query import Parameter
from search.types import Document

#: Characters of a part, about: twenty printed pages, more than all but a book or a gathering of articles has.
LENGTH = 50_000
#: Parts that are looked through for the first match of a query.
LOOKED_THROUGH = 10

PART = Parameter("part", "which part of a long text, from 1", default="1", numbers=(1, 1_000_000))


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a text: which part of how many, from 1, and its first character and the one after it."""

    number: int
    of: int
    start: int
    end: int


def parts(text: str) -> list[Part]:
    """The parts of a text in order, at least one: cut where a line ends, else at white space, else anywhere."""
    edges = [0]
    while len(text) - edges[-1] > LENGTH:
        edges.append(_end(text, edges[-1]))
    edges.append(len(text))
    count = len(edges) - 1
    return [Part(at + 1, count, edges[at], edges[at + 1]) for at in range(count)]


def _end(text: str, start: int) -> int:
    soonest, latest = start + LENGTH // 2, start + LENGTH
    ends = (text.rfind(sign, soonest, latest) + 1 for sign in ("\n", " "))
    return next((end for end in ends if end), latest)


def chosen(document: Document, matcher: highlight.Matcher, number: str | None) -> Part:
    """The part of a document of that number; without one the first that a query matches, if it is among the first.

    Raises BadParameter where the text has fewer parts.
    """
    every = parts(document.body)
    if number is None:
        first = every[:LOOKED_THROUGH] if len(every) > 1 and matcher else []
        return next((one for one in first if highlight.spans(document, matcher, one.start, one.end)), every[0])
    PART.refuse(number)
    if int(number) > len(every):
        rule = f"a number from 1 to {len(every)}"
        raise BadParameter(name=PART.name, value=number, rule=rule, hint="The text has no more parts.")
    return every[int(number) - 1]
