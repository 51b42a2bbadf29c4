"""The shapes of JSON that are promised to scripts. `web/openapi.py` describes them from here; nothing repeats them."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta

from search.export.jsonlines import Date, Entity


class Snippet(TypedDict):
    """A piece of a title or body; highlights are [start, end) in code points of its text."""

    field: str
    text: str
    highlights: list[list[int]]


class Hit(TypedDict):
    """One document found."""

    id: str
    title: str
    language: str
    variety: Annotated[str | None, Meta(description="prs (Dari) or pes, within Persian")]
    date: Date | None
    source: str
    url: str | None
    score: float
    snippets: list[Snippet]
    entities: list[Entity]


class Bucket(TypedDict):
    """One value of a facet, and how many documents have it."""

    value: str
    label: str
    count: int
    selected: bool
    type: NotRequired[str]
    children: NotRequired[list[Bucket]]


class Note(TypedDict):
    """Something to know of how a query was understood."""

    code: str
    values: dict[str, Any]
    message: str


class Asked(TypedDict):
    """The query as it was understood."""

    q: str
    filters: dict[str, list[str]]
    sort: str


class Search(TypedDict):
    """One page of hits; total and counts are exact; `next` is the URL of the page that follows."""

    query: Asked
    total: int
    took_ms: Annotated[float, Meta(description="of the search itself; an answer may be one that was kept")]
    hits: list[Hit]
    facets: dict[str, list[Bucket]]
    notes: list[Note]
    next: str | None


class Cut(TypedDict):
    """A span of a text that is kept but not searched."""

    start: int
    end: int
    reason: str


class Mention(TypedDict):
    """Where a text names somebody: a span of `field`, as written and by name; `label` as the register has it."""

    field: str
    start: int
    end: int
    type: str
    text: str
    name: str
    entity: str | None
    label: str | None


class Document(TypedDict):
    """A document whole; places are code points of `text`, or of `title` for mentions there."""

    id: str
    title: str
    text: str
    language: str
    variety: str | None
    date: Date | None
    source: str
    url: str | None
    cuts: list[Cut]
    mentions: list[Mention]
    evidence: dict[str, str]


class Values(TypedDict):
    """One page of a facet's values, the most frequent first (dates: the latest)."""

    facet: str
    total: Annotated[int, Meta(description="values in all; of entities at most the 10,000 most frequent")]
    values: list[Bucket]
    next: str | None


class Health(TypedDict):
    """Whether the archive can be searched; to those who may read it, also how much it holds."""

    status: str
    documents: NotRequired[int]
    commit: NotRequired[str]


class Entities(TypedDict):
    """Entities one of whose names begins so."""

    q: str
    entities: list[Entity]


class Offer(TypedDict):
    """A word or an entity to search for, in how many documents it is, and what of the query stays before it."""

    word: str
    documents: int
    before: str
    entity: Entity | None


class Suggestions(TypedDict):
    """What may be meant by what was typed so far."""

    q: str
    suggestions: list[Offer]


class LinkedWord(TypedDict):
    """A word of a name and the one it was taken for in another, how different (0 to 1), letters with letters."""

    left: str
    right: str
    different: float
    letters: list[list[str]]


class NameLink(TypedDict):
    """Why a name is an entity's: the name of it that is the most alike (0 to 1), word by word."""

    name: str
    language: str
    score: float
    words: list[LinkedWord]


class EntityName(TypedDict):
    """A name of an entity, and how many of its documents hold it; short: the last word of a full name.

    `link`: of a name that was seen in documents, what it rests on.
    """

    name: str
    language: str
    short: bool
    documents: int
    link: NameLink | None


class Namesake(TypedDict):
    """Somebody else of the same name, surely or perhaps: in how many documents, mentioned beside whom."""

    id: str
    beside: list[Entity]
    documents: int
    sure: bool


class Suggestion(Entity):
    """An entity that may be the same, and how alike their names are, 0 to 1."""

    score: float


class EntityProfile(Entity):
    """All that is known of an entity."""

    documents: int
    names: list[EntityName]
    part_of: Entity | None
    parts: list[Entity]
    suggestions: list[Suggestion]
    namesakes: list[Namesake]
    facets: dict[str, list[Bucket]]


class Token(TypedDict):
    """A word as an analyzer reads it: its surface, its term, and the rule that made it."""

    text: str
    surface: str
    term: str
    analyzer: str
    start: int
    end: int
    rule: str


class Reading(TypedDict):
    """A text as one language reads it."""

    language: str
    tokens: list[Token]


class Analysis(TypedDict):
    """A text as each language of its scripts reads it."""

    text: str
    readings: list[Reading]


class Failure(TypedDict):
    """What is wrong, and what to do next."""

    status: int
    code: str
    message: str
    hint: str


class Error(TypedDict):
    """The one shape of all errors."""

    error: Failure
