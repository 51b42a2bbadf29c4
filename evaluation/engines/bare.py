"""tantivy-py itself, as somebody would use it who needs no more: what Diwan's walls are measured against."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur

from evaluation.engines.corpus import FIRST_DAY
from search.types import And, DateFilter, IndexEntry, KeywordFilter, Node, Or, Phrase, Query, Word

#: Bytes in memory before a segment is written: so many that 100,000 documents are one, which is searched fastest.
_HEAP = 1_000_000_000


class Bare:
    """An index of its own schema: two text fields, three facets, one day, no documents.

    A search is ten addresses with the count, then one aggregation; nothing is decoded, a document counts on its
    first day only, neither counts cut short nor ties are settled. `lean`: five languages, twenty entities, years (the
    buckets of `asked.request`).
    `full`: as many values of as many facets as a page of the archive counts.
    """

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for name in ("terms", "surfaces"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        for name in ("language", "entity", "source"):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        for name in ("day", "month", "year"):
            builder.add_unsigned_field(name, fast=True)
        self.schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self.schema, str(folder))
        self._writer: tantivy.IndexWriter | None = None
        self.searcher = self._index.searcher()
        self.lean = _asked(language=5, entity=20, year=50)
        self.full = _asked(language=50, entity=200, source=50, year=50, month=500)

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Adds entries, without their documents."""
        self._writer = self._writer or self._index.writer(_HEAP, 1)
        for entry in entries:
            document = tantivy.Document()
            document.add_text("terms", entry.terms)
            document.add_text("surfaces", entry.surfaces)
            for facet in ("language", "entity", "source"):
                for value in entry.keywords[facet]:
                    document.add_text(facet, value)
            if entry.days:
                day = entry.days[0] - FIRST_DAY
                for name, length in (("day", 1), ("month", 30), ("year", 365)):
                    document.add_unsigned(name, day // length)
            self._writer.add_document(document)

    def end(self) -> None:
        """Commits and waits for merges."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()

    def query(self, query: Query) -> tantivy.Query:
        """The same search, as tantivy-py's own query."""
        clauses = [(Occur.Must, self._node(query.tree))]
        for each in query.filters:
            if isinstance(each, KeywordFilter):
                clauses.append((Occur.Must, self._term(each.facet, each.values[0])))
            elif isinstance(each, DateFilter):
                first, last = each.ranges[0].first or 0, each.ranges[0].last or 0
                days = tantivy.Query.range_query(
                    self.schema, "day", tantivy.FieldType.Unsigned, first - FIRST_DAY, last - FIRST_DAY
                )
                clauses.append((Occur.Must, days))
        return tantivy.Query.boolean_query(clauses)

    def _node(self, node: Node) -> tantivy.Query:
        make = tantivy.Query.boolean_query
        match node:
            case Word():
                any_of = make([(Occur.Should, self._term("terms", term)) for term in node.terms])
                return make([(Occur.Must, any_of), (Occur.Should, self._term("surfaces", node.surface))])
            case Phrase():
                rows = [tantivy.Query.phrase_query(self.schema, "terms", list(row)) for row in node.readings]
                return make([(Occur.Should, row) for row in rows])
            case And() | Or():
                occur = Occur.Must if isinstance(node, And) else Occur.Should
                return make([(occur, self._node(child)) for child in node.nodes])
            case _:
                raise TypeError(node)

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value)

    def search(self, query: Query, facets: dict[str, Any]) -> None:
        """Ten hits, the count, the facets."""
        compiled = self.query(query)
        self.searcher.search(compiled, limit=10)
        self.searcher.aggregate(compiled, facets)


def _asked(**sizes: int) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": size, "segment_size": 2_000}} for name, size in sizes.items()}
