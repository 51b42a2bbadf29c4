"""A query: the tree of what was typed, the filters, and notes on how it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["relevance", "newest", "oldest"]


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

    @property
    def ui(self) -> str:
        """The language in which its reader wants labels and words."""
        return str(self.options.get("ui", "en"))


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know of an answer, as a code and its values; words are made where it is shown."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
