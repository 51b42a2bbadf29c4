"""Everything that crosses a wall of the house, frozen.

Texts are Python strings, offsets are code points of the original text, days are proleptic Gregorian
ordinals (`datetime.date.toordinal`), languages are BCP 47 codes (Dari is language "fa", variety "prs").
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year"]
Calendar = Literal["gregory", "persian", "islamic-umalqura"]
EntityType = Literal["person", "organization", "place"]
TextField = Literal["title", "body"]
Sort = Literal["relevance", "newest", "oldest"]

#: Stands between title and body, and where furniture was cut, so that no phrase crosses. Never a word.
SENTINEL = "¶"


class Token(NamedTuple):
    """One word of a text: its stem tagged with the analyzer that made it (`fa:گفت`), its folded form, its place."""

    term: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader gives: a text as it was found, and what was declared about it.

    `metadata` keys: id, language, date, url, site, encoding, and whatever else the file declared, as written.
    `source` is the path below the folder that was added, under that folder's name; never a path of the machine.
    """

    source: str
    title: str | None
    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identified:
    """The language of a text: BCP 47 code or "und", variety ("prs") or None, 0..1, and what it rests on."""

    code: str
    variety: str | None
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date written in a text: where, and the day, month or year it names, in Gregorian `value`."""

    start: int
    end: int
    value: str
    precision: Precision
    calendar: Calendar
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a document was published: first and last day it may be, how sure (0..1), from what evidence."""

    first: date
    last: date
    precision: Precision
    confidence: float
    calendar: Calendar
    evidence: str

    @property
    def value(self) -> str:
        """ISO form at its precision: "2024-11-26", "2024-11" or "2024" (of the first day)."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A span of the body that is kept but never searched: the title's line, or furniture; `reason` names the rule."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, place or organisation in a text: the span as written; `name` without clitics and titles."""

    start: int
    end: int
    type: EntityType
    text: str
    name: str
    field: TextField = "body"
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or organisation: names per language, best first; `part_of` the id of a larger one."""

    id: str
    type: EntityType
    names: Mapping[str, tuple[str, ...]]
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the archive keeps it. `body` is the whole text as read; `cuts` are its parts not searched.

    `copy_of` is the id of the first document that this one repeats, exactly or nearly.
    """

    id: str
    title: str
    body: str
    language: str
    variety: str | None
    date: PublicationDate | None
    mentions: tuple[Mention, ...]
    source: str
    url: str | None = None
    site: str | None = None
    cuts: tuple[Cut, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    copy_of: str | None = None

    def pieces(self) -> list[tuple[int, int]]:
        """The spans of the body that are searched, in order: what lies between the cuts."""
        spans, reached = [], 0
        for cut in sorted(self.cuts, key=lambda cut: cut.start):
            if cut.start > reached:
                spans.append((reached, cut.start))
            reached = max(reached, cut.end)
        if reached < len(self.body):
            spans.append((reached, len(self.body)))
        return spans


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """All an engine is ever given of a document. Texts are terms joined by one space, to be split on it only.

    `terms` and `surfaces` run over title, SENTINEL, body and have the same positions. `keywords` maps a facet
    to its values. `days` is the first and last day of publication, or None.
    """

    document: Document
    terms: str
    surfaces: str
    title_terms: str
    title_surfaces: str
    keywords: Mapping[str, tuple[str, ...]]
    days: tuple[int, int] | None
    generation: int = 0

    @property
    def order(self) -> int:
        """A number of its own for each id (63 bits of SHA-256), the same in every engine: breaks all ties."""
        return order_of(self.document.id)


def order_of(identifier: str) -> int:
    """The ordering number of a document id, 0 <= n < 2**63."""
    return int.from_bytes(hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1


# ---- a query, as a tree -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One word: any of `terms` (a stem per analyzer) matches, `surface` adds score; `exact`: only the surface does.

    `text` is the word as typed. `title`: only titles are looked at.
    """

    terms: tuple[str, ...]
    surface: str
    text: str = ""
    title: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row: any of `readings` (one sequence of terms per analyzer); `exact`: the surfaces instead.

    No reading at all, or an empty one, matches nothing.
    """

    readings: tuple[tuple[str, ...], ...]
    surfaces: tuple[str, ...]
    text: str = ""
    title: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Surfaces that begin with `prefix` (already folded)."""

    prefix: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Surfaces at most `distance` edits (1 or 2, a transposition is one) from `surface` (already folded)."""

    surface: str
    distance: int
    title: bool = False


@dataclass(frozen=True, slots=True)
class Keyword:
    """Documents that have `value` among their keywords of `facet`."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose days overlap first..last (ordinals, inclusive, None: open). Undated ones never do."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Not:
    """Every document that `node` does not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """Documents that all `nodes` match (none: every document); `optional` nodes only add score."""

    nodes: tuple[Node, ...]
    optional: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that at least one of `nodes` matches (none: no document)."""

    nodes: tuple[Node, ...]


Node = And | Or | Not | Word | Phrase | Prefix | Fuzzy | Keyword | Range | All


@dataclass(frozen=True, slots=True)
class KeywordFilter:
    """Any (or, with `every`, all) of `values` of `facet`, and none of `excluded`. No value: only the exclusion."""

    facet: str
    values: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Documents that overlap any of `ranges`, or, with `undated`, have no date. Its facet is "date"."""

    ranges: tuple[Range, ...]
    undated: bool = False
    facet: str = "date"


Filter = KeywordFilter | DateFilter


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asked: the tree, the filters, the order, and the parameters as given (for links and echo)."""

    tree: Node
    filters: tuple[Filter, ...] = ()
    sort: Sort = "relevance"
    cursor: str | None = None
    size: int = 10
    options: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


# ---- what an engine is asked, and answers ---------------------------------------------------------------------


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
    """What an engine is asked: matches of tree AND filters, sorted, `size` of them after `after`, and counts."""

    tree: Node
    filters: tuple[Filter, ...] = ()
    sort: Sort = "relevance"
    size: int = 10
    after: Position | None = None
    buckets: tuple[Buckets, ...] = ()


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
    `next` is where the page ended, or None when nothing follows. `commit` names the state that answered.
    """

    total: int
    hits: tuple[Match, ...]
    buckets: Mapping[str, tuple[tuple[str, int], ...]]
    next: Position | None
    commit: str


# ---- what the page and the JSON endpoint show ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know of an answer, as a code and its values; words are made where it is shown."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


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
class Bucket:
    """One value of a facet: `label` in `language`, how many documents, whether chosen (or excluded)."""

    value: str
    label: str
    language: str
    count: int
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
