"""All that can be asked of one commit. A Tantivy searcher is a fixed snapshot, and so is a view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import tantivy
from tantivy import DocAddress, Query

from search.engines.base import Info, TextColumn
from search.engines.counting import Pairs, facet_of, rank
from search.engines.ordering import UNDATED
from search.engines.relevance import scores
from search.engines.sizes import size
from search.engines.stored import unpack, without_body
from search.engines.tantivy_ import buckets, folder, hits, named
from search.engines.tantivy_.faults import faults
from search.engines.tantivy_.naming import Names
from search.engines.tantivy_.query import Compiler
from search.errors import ArchiveDamaged
from search.remembered import Remembered
from search.types import All, Buckets, Document, Filter, Match, Matches, Node, Request, Sort

_Read = TypeVar("_Read")
#: What counts are of.
_Counted = tuple[Node, tuple[Filter, ...], tuple[Buckets, ...]]
#: Hits that a scan asks for at once: each time all matches are gone over and counted, so few and large steps.
STEP = 5_000
#: Counts that are kept: of the last searches, over all their pages, and of all documents, which every front page shows.
_REMEMBERED = 64
#: Beginnings of words whose answers are kept, and how long such an answer is at most.
_BEGUN, _SHORT = 256, 10


@dataclass(frozen=True)
class View:
    """One commit, by its name; `stamp`: the folder's when it was opened; `worn`: documents deleted but not gone."""

    path: Path
    stamp: folder.Stamp
    commit: str
    worn: bool
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    expansions: int
    names: Names
    _counts: Remembered[_Counted, dict[str, Pairs]] = field(default_factory=lambda: Remembered(_REMEMBERED))
    _begun: Remembered[tuple[str, int], list[tuple[str, int]]] = field(default_factory=lambda: Remembered(_BEGUN))

    def compiler(self, scored: bool = False) -> Compiler:
        """Makes queries for this view."""
        return Compiler(self.schema, self.searcher, self.expansions, scored)

    def document(self, address: DocAddress, body: bool = True) -> Document:
        """The document at an address. Raises ArchiveDamaged with its id."""
        return self.read(address, unpack if body else without_body)

    def read(self, address: DocAddress, make: Callable[[bytes, str], _Read]) -> _Read:
        """What a function makes of the bytes that are kept of the document at an address, and of its id."""
        found: Any = self.searcher.doc(address)
        return make(found.get_first("document"), found.get_first("id"))

    def get(self, identifier: str) -> Document | None:
        """See Engine."""
        query = Query.term_query(self.schema, "id", identifier, "basic")
        found = self.searcher.search(query, limit=1, count=False).hits
        return self.document(found[0][1]) if found else None

    def search(self, request: Request) -> Matches:
        """See Engine."""
        page = self._page(request)
        found = tuple([Match(self.document(address, request.bodies), score) for score, address in page.hits])
        return Matches(page.total, found, self._buckets(request, page.total), page.next, self.commit)

    def _page(self, request: Request) -> hits.Page:
        scored = request.sort == "relevance" and request.size > 0 and scores(request.tree)
        compiler = self.compiler(scored)
        query = compiler.request(request.tree, request.filters)
        if request.sort != "relevance":
            return hits.by_day(self.searcher, query, request, compiler, self.commit)
        return (hits.by_score if scored else hits.by_number)(self.searcher, query, request, self.commit)

    def _buckets(self, request: Request, total: int) -> dict[str, Pairs]:
        if not request.buckets:
            return {}
        asked = request.tree, request.filters, request.buckets
        return self._counts.get(asked, lambda: self._counted(request, total))

    def _counted(self, request: Request, total: int) -> dict[str, Pairs]:
        """One pass over the matches for all facets that the same filters hold for."""
        filtered = {each.facet for each in request.filters}
        groups: dict[str | None, list[Buckets]] = {}
        for each in request.buckets:
            facet = facet_of(each)
            groups.setdefault(None if each.own_filter or facet not in filtered else facet, []).append(each)
        compiler = self.compiler()
        answers: dict[str, Pairs] = {}
        for without, wanted in groups.items():
            filters = [each for each in request.filters if each.facet != without]
            few = [each for each in wanted if named.are_few(each)]
            answers |= {each.facet: named.count(self.searcher, compiler, request.tree, filters, each) for each in few}
            if rest := [each for each in wanted if each not in few]:
                query = compiler.request(request.tree, filters)
                most = total if without is None else self.searcher.num_docs
                answers |= buckets.count(self.searcher, self.names, query, rest, most)
        return answers

    def scan(self, tree: Node, filters: Sequence[Filter], sort: Sort) -> Iterator[DocAddress]:
        """The addresses of all matches; by relevance they are all fetched at once."""
        if sort == "relevance" and scores(tree):
            query = self.compiler(scored=True).request(tree, filters)
            found: Any = self.searcher.search(query, limit=max(1, self.searcher.num_docs), count=False).hits
            orders: list[Any] = self.searcher.fast_field_values("order", [address for _, address in found])
            ranked = sorted(zip(found, orders, strict=True), key=lambda pair: (-pair[0][0], pair[1]))
            yield from (address for (_, address), _ in ranked)
            return
        request = Request(tree, tuple(filters), "oldest" if sort == "oldest" else "newest", STEP)
        while True:
            page = self._page(request)
            yield from (address for _, address in page.hits)
            if page.next is None:
                return
            request = replace(request, after=page.next)

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter]) -> list[tuple[str, int]]:
        """See Engine; a few of them are kept: beginnings of two letters take longest, and are typed most."""
        if filters or limit > _SHORT:
            return self._terms(prefix, limit, filters)
        return self._begun.get((prefix, limit), lambda: self._terms(prefix, limit, filters)).copy()

    def _terms(self, prefix: str, limit: int, filters: Sequence[Filter]) -> list[tuple[str, int]]:
        # Without a query to pass, a term's own count will do, which is much faster; it still holds the deleted.
        query = self.compiler().request(All(), filters) if filters or self.worn else None
        found = self.searcher.terms_with_prefix("surfaces", prefix, query, limit)
        return sorted(found, key=rank)

    def document_frequency(self, words: Iterable[str], column: TextColumn) -> dict[str, int]:
        """See Engine."""
        return {word: self.searcher.doc_freq(column, word) for word in words}

    @cached_property
    def info(self) -> Info:
        """See Engine; asked with every search, so worked out once."""
        dated = self.compiler().numbers("first", UNDATED + 1, None)
        asked = {"first": {"min": {"field": "first"}}, "last": {"max": {"field": "last"}}}
        days = self.searcher.aggregate(dated, asked)
        newest = self.searcher.aggregate(Query.all_query(), {"generation": {"max": {"field": "generation"}}})
        return Info(
            self.searcher.num_docs,
            self.commit,
            _whole(days["first"]["value"]),
            _whole(days["last"]["value"]),
            size(self.path),
            _whole(newest["generation"]["value"]) or 0,
        )

    def verify(self) -> list[str]:
        """See Engine."""
        found = folder.damaged(self.path)
        try:
            with faults(self.path):
                for address in self.scan(All(), (), "newest"):
                    try:
                        with faults(self.path):
                            self.document(address)
                    except ArchiveDamaged as error:
                        found.append(error.message)
        except ArchiveDamaged as error:
            found.append(error.message)
        return found


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
