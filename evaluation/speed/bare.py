"""tantivy-py by itself, on the same fields: no stored documents, no highlights, no names, no exact ties."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from evaluation.speed.asked import Asked
from indexer.work import Ready

_TEXTS = ("terms", "surfaces", "title_terms", "title_surfaces")
#: Bytes in memory before a segment is written: so many that 100,000 documents are one, which is searched fastest.
_HEAP = 1_000_000_000
_FACETS = {"language": 5, "entity": 20, "year": 20}


class Bare:
    """See Contender."""

    name = "bare tantivy-py"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in _TEXTS:
            builder.add_text_field(name, tokenizer_name="whitespace")
        for name in ("language", "entity"):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        for name in ("day", "year"):
            builder.add_unsigned_field(name, fast=True)
        self._schema = builder.build()
        self._facets = {
            name: {"terms": {"field": name, "size": size, "segment_size": 2_000}} for name, size in _FACETS.items()
        }

    def begin(self) -> None:
        """See Contender."""
        self.folder.mkdir(exist_ok=True)
        self._writer = tantivy.Index(self._schema, str(self.folder)).writer(_HEAP, 1)

    def add(self, batch: Sequence[Ready]) -> None:
        """See Contender."""
        for ready in batch:
            entry = ready.entry
            document = tantivy.Document()
            document.add_text("id", entry.document.id)
            for name in _TEXTS:
                document.add_text(name, getattr(entry, name))
            document.add_text("language", entry.document.language)
            for name in {mention.name for mention in entry.document.mentions}:
                document.add_text("entity", name)
            if entry.document.date:
                document.add_unsigned("day", entry.document.date.first.toordinal())
                document.add_unsigned("year", entry.document.date.first.year)
            self._writer.add_document(document)

    def finish(self) -> None:
        """See Contender."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def open(self) -> None:
        """See Contender."""
        self._searcher = tantivy.Index(self._schema, str(self.folder)).searcher()

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        query = self._query(asked)
        found: Any = self._searcher.search(query, limit=10)
        for _, address in found.hits:
            self._searcher.doc(address)
        self._searcher.aggregate(query, self._facets)
        return int(found.count)

    def _query(self, asked: Asked) -> Query:
        if asked.kind == "phrase":
            words = Query.phrase_query(self._schema, "terms", list(asked.terms))
        elif asked.kind == "prefix":
            words = Query.regex_query(self._schema, "surfaces", f"{re.escape(asked.surfaces[0])}.*")
        else:
            occur = Occur.Should if asked.kind == "either word" else Occur.Must
            both = zip(asked.terms, asked.surfaces, strict=True)
            words = Query.boolean_query([(occur, self._word(term, surface)) for term, surface in both])
        clauses = [(Occur.Must, words)]
        if asked.language and asked.days:
            first, last = (day.toordinal() for day in asked.days)
            clauses.append((Occur.Must, Query.term_query(self._schema, "language", asked.language)))
            clauses.append(
                (Occur.Must, Query.range_query(self._schema, "day", tantivy.FieldType.Unsigned, first, last))
            )
        return Query.boolean_query(clauses)

    def _word(self, term: str, surface: str) -> Query:
        own = Query.term_query(self._schema, "terms", term)
        more = Query.term_query(self._schema, "surfaces", surface)
        return Query.boolean_query([(Occur.Must, own), (Occur.Should, more)])

    def clock(self) -> float:
        """See Contender."""
        return time.process_time()

    def close(self) -> None:
        """See Contender."""
