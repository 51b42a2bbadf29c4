"""Whoosh as its documentation has it: its own index, groups for facets; only the analysis is Diwan's."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from evaluation.speed.asked import Asked
from indexer.work import Ready


class StockWhoosh:
    """See Contender."""

    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = fields.TEXT(SpaceSeparatedTokenizer(), phrase=True)
        self._schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            terms=text,
            surfaces=fields.TEXT(SpaceSeparatedTokenizer(), phrase=True),
            language=fields.ID(sortable=True),
            entity=fields.KEYWORD(commas=True),
            day=fields.NUMERIC(int),
            year=fields.ID(sortable=True),
        )

    def begin(self) -> None:
        """See Contender."""
        self.folder.mkdir(exist_ok=True)
        here = index.exists_in(str(self.folder))
        opened = index.open_dir(str(self.folder)) if here else index.create_in(str(self.folder), self._schema)
        self._writer = opened.writer(limitmb=256)

    def add(self, batch: Sequence[Ready]) -> None:
        """See Contender."""
        for ready in batch:
            made = ready.entry.document
            dated: dict[str, Any] = {"year": "none"}
            if made.date:
                dated = {"day": made.date.first.toordinal(), "year": str(made.date.first.year)}
            self._writer.add_document(
                id=made.id,
                terms=ready.entry.terms,
                surfaces=ready.entry.surfaces,
                language=made.language,
                entity=",".join({mention.name for mention in made.mentions}),
                **dated,
            )

    def finish(self) -> None:
        """See Contender."""
        self._writer.commit()

    def open(self) -> None:
        """See Contender."""
        self._searcher = index.open_dir(str(self.folder)).searcher()

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        facets = sorting.Facets()
        facets.add_field("language")
        facets.add_field("year")
        facets.add_field("entity", allow_overlap=True)
        found = self._searcher.search(self._query(asked), limit=10, groupedby=facets, maptype=sorting.Count)
        for hit in found:
            hit.fields()
        return len(found)

    def _query(self, asked: Asked) -> Any:
        words: Any
        if asked.kind == "phrase":
            words = query.Phrase("terms", list(asked.terms))
        elif asked.kind == "prefix":
            words = query.Prefix("surfaces", asked.surfaces[0])
        else:
            together = query.Or if asked.kind == "either word" else query.And
            both = zip(asked.terms, asked.surfaces, strict=True)
            words = together([query.AndMaybe(query.Term("terms", t), query.Term("surfaces", s)) for t, s in both])
        if asked.language and asked.days:
            first, last = (day.toordinal() for day in asked.days)
            words = query.And([words, query.Term("language", asked.language), query.NumericRange("day", first, last)])
        return words

    def clock(self) -> float:
        """See Contender."""
        return time.process_time()

    def close(self) -> None:
        """See Contender."""
        self._searcher.close()
