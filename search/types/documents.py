"""Documents: as read, as kept, as an engine gets them; and what is found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, get_args

Precision = Literal["day", "month", "year"]
Calendar = Literal["gregory", "persian", "islamic-umalqura"]
EntityType = Literal["person", "organization", "place"]
TextField = Literal["title", "body"]

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)

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

    @property
    def estimated(self) -> bool:
        """Whether it is an estimate, to be marked so wherever it is shown."""
        return self.evidence.startswith("estimate")


@dataclass(frozen=True, slots=True)
class Cut:
    """A span of the body that is kept but never searched: the title's line, or furniture; `reason` names the rule."""

    start: int
    end: int
    reason: str


class Mention(NamedTuple):
    """A person, place or organisation in a text: the span as written; `name` without clitics and titles.

    `instead`: None as recognised in the text itself; else what was recognised there before the rest of the archive
    told who it is, () where nothing was.
    A tuple, as documents hold dozens and it is made three times as fast as a frozen dataclass.
    """

    start: int
    end: int
    type: EntityType
    text: str
    name: str
    field: TextField = "body"
    entity: str | None = None
    instead: tuple[Mention, ...] | None = None


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
class Listed:
    """A document without mentions and body; whose mentions they are, the most mentioned first; the body in UTF-8.

    The body is a call, as most lists do without it, and bytes, as those that want it write it.
    """

    document: Document
    mentioned: tuple[str, ...]
    body: Callable[[], bytes]


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
