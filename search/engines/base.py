"""What every engine promises. tests/conformance.py holds each of these promises as one test.

An engine never analyses: it splits the texts of an IndexEntry on U+0020, and nothing of its own query
language crosses this wall. Matches, totals, buckets and the day orders are the same in all engines; scores
may differ, so the order by relevance may too where scores nearly tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from search.types import Document, Filter, IndexEntry, Listed, Matches, Node, Request, Sort

#: How deep pages by relevance go; past it an engine would have to rank everything for each page.
DEEPEST = 1_000

#: How many surfaces a prefix or fuzzy word stands for at most, unless said otherwise on opening.
EXPANSIONS = 1_000

TextColumn = Literal["terms", "surfaces", "title_terms", "title_surfaces"]


@dataclass(frozen=True, slots=True)
class Info:
    """The state of an index: its documents and commit, the days they span (None: no dated one), its bytes on disk.

    `generation` is the highest of all documents held, 0 where there is none.
    """

    documents: int
    commit: str
    first_day: int | None
    last_day: int | None
    bytes: int
    generation: int


class Engine(Protocol):
    """An open index. Readers see the last commit as it is at each call, and never wait for a writer."""

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add documents, each in place of the one with its id; nobody sees them before `commit`."""

    def delete(self, ids: Iterable[str]) -> None:
        """Remove documents by id, at the next commit; an id that is not there is no error."""

    def commit(self) -> str:
        """Make all changes since the last commit visible and durable at once; the name of the new state."""

    def rollback(self) -> None:
        """Forget all changes since the last commit."""

    def get(self, identifier: str) -> Document | None:
        """The document with this id, or None."""

    def search(self, request: Request) -> Matches:
        """Answer a request. Raises BadQuery when it is beyond a limit, ArchiveDamaged."""

    def scan(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Document]:
        """Every match exactly once, of the state at the first step, whatever is committed meanwhile."""

    def listed(self, tree: Node, filters: Sequence[Filter] = (), sort: Sort = "newest") -> Iterator[Listed]:
        """The same as `scan` without mentions and bodies, for who lists what is found: less work where it can be."""

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter] = ()) -> list[tuple[str, int]]:
        """The surfaces that begin with `prefix` and how many documents that pass the filters hold each.

        The `limit` most frequent, ties by surface.
        """

    def document_frequency(self, words: Iterable[str], column: TextColumn = "surfaces") -> dict[str, int]:
        """How many documents hold each word in this column; documents deleted lately may still count."""

    def info(self) -> Info:
        """The state of the index at its last commit."""

    def verify(self) -> list[str]:
        """What is damaged, one line each: every file and every document is read and checked."""

    def close(self) -> None:
        """Free files and lock; changes not committed are lost."""


class EngineModule(Protocol):
    """What a file or package of an engine offers."""

    #: Changes whenever an index made before cannot be read any more.
    FORMAT: str

    def open_index(self, folder: Path, *, writing: bool, expansions: int) -> Engine:
        """See `search.engines.open_engine`."""


@runtime_checkable
class Remote(Protocol):
    """What an engine offers besides whose index is not in the folder but on other machines."""

    #: The file in the folder, of text, that names the index.
    POINTER: str

    def publish(self, folder: Path, before: Path) -> None:
        """The index of `folder` goes by the name of the one in `before` from now on."""

    def discard(self, folder: Path) -> None:
        """Delete the index of `folder`."""


@runtime_checkable
class Watched(Protocol):
    """An open index that has more to tell of its state than Info: of machines, copies, health."""

    def status(self) -> list[tuple[str, str]]:
        """Names and values, for people."""


@runtime_checkable
class Merging(Protocol):
    """What an engine offers besides that searches a few large pieces faster than many small ones."""

    def merge(self) -> bool:
        """Commit, and bring small pieces of the index together until `close`: seconds for 100,000 documents.

        False: nothing is done, as few documents came since it was done last.
        """
