"""Answers: what an engine is asked and gives, and what the page and the JSON endpoint show of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from search.types.documents import Document, EntityType, TextField
from search.types.queries import Filter, Node, Note, Query, Sort


@dataclass(frozen=True, slots=True)
class TermBuckets:
    """Count the documents per value of `facet`: the `size` most frequent, ties by value; always those in `shown`.

    `own_filter` False: the facet's own filter is left out of the counts (an OR-ed facet).
    `prefix`: only values that begin with it.
    """

    facet: str
    size: int = 20
    shown: tuple[str, ...] = ()
    own_filter: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class DayBuckets:
    """Count the documents whose days overlap each [boundaries[i], boundaries[i+1]) (ordinals, ascending).

    A document of a whole year counts in each of its months: a bucket's count is the total one gets by choosing it.
    `name` keys the answer. The filter whose facet is "date" is left out unless `own_filter`.
    """

    name: str
    boundaries: tuple[int, ...]
    own_filter: bool = False


Buckets = TermBuckets | DayBuckets


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: a place in day order (newest, oldest), or an offset within one commit (relevance)."""

    commit: str
    offset: int = 0
    day: int | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What an engine is asked: matches of tree AND filters, sorted, `size` of them after `after`, and counts.

    `bodies` False: nobody will look at the bodies of the documents, so that they may be left empty.
    """

    tree: Node
    filters: tuple[Filter, ...] = ()
    sort: Sort = "relevance"
    size: int = 10
    after: Position | None = None
    buckets: tuple[Buckets, ...] = ()
    bodies: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """One document found, and its score (0.0 where the order is not relevance)."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """An engine's answer. `total` is exact. `buckets` maps facet (or DayBuckets name) to (value, count) pairs.

    A DayBuckets answer has one pair per bucket, its value the first day as a decimal string, zero counts too,
    and a last pair ("none", number of undated documents).
    `notes`: what a reader should know of this answer, as that a part of the index did not answer.
    `next` is where the page ended, or None when nothing follows. `commit` names the state that answered.
    """

    total: int
    hits: tuple[Match, ...]
    buckets: Mapping[str, tuple[tuple[str, int], ...]]
    next: Position | None
    commit: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the original title or body; `highlights` are (start, end) in `text`, whole words."""

    field: TextField
    text: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as shown: its label in the reader's language, and that label's own language."""

    id: str
    type: EntityType
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One document of a page of results."""

    document: Document
    score: float
    snippets: tuple[Snippet, ...]
    entities: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One document of all that a query finds, without mentions and body (see Listed); every entity it mentions."""

    document: Document
    entities: tuple[Named, ...]
    body: Callable[[], bytes]


class Bucket(NamedTuple):
    """One value of a facet: `label` in `language`, how many documents, whether chosen (or excluded).

    A tuple, as an answer holds hundreds of them and it is made four times as fast as a frozen dataclass.
    """

    value: str
    label: str
    language: str
    count: int  # type: ignore[assignment] # hides a method of tuples that nobody needs here
    selected: bool = False
    excluded: bool = False
    children: tuple[Bucket, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """The buckets of language, date, entity or source."""

    name: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One answer of the archive. `next` is the cursor of the following page, or None."""

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    notes: tuple[Note, ...]
    next: str | None
    took_ms: float
