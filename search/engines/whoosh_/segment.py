"""One segment: its facts as lists, and the postings of a word read at once instead of one by one.

A segment never changes but for which documents of it are deleted, so it is loaded once and kept over commits.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import orjson
from whoosh.reading import SegmentReader, TermNotFound

from search.engines.stored import unpack, without_body
from search.engines.whoosh_.codec import kept
from search.engines.whoosh_.postings import Postings
from search.errors import ArchiveDamaged
from search.types import Document


class Segment:
    """An open segment."""

    def __init__(self, storage: Any, schema: Any, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self._reader = SegmentReader(storage, schema, segment)
        self.size: int = self._reader.doc_count_all()
        column = self._reader.column_reader("facts", translate=False)
        self.facts: list[Any] = [orjson.loads(column[number]) for number in range(self.size)]

    def read(self, field: str, word: str, base: int, into: Postings) -> None:
        """Append the postings of a word, their numbers raised by `base`."""
        # Not through Whoosh's matchers, which walk posting by posting.
        terms = self._reader._terms
        try:
            information = terms.term_info(field, word.encode())
        except TermNotFound:
            return
        into.append(kept(terms._postfile, information), base)

    def document_frequency(self, field: str, word: str) -> int:
        """How many documents hold a word, deleted ones included."""
        found: int = self._reader.doc_frequency(field, word)
        return found

    def beginning(self, field: str, prefix: str) -> Iterable[str]:
        """The words of a field that begin with `prefix`, in the order of their bytes."""
        return (word.decode() for word in self._reader.expand_prefix(field, prefix))

    def document(self, number: int, body: bool = True) -> Document:
        """The document with a number. Raises ArchiveDamaged."""
        name = f"{self.name}, document {number}"
        try:
            packed = zlib.decompress(self._reader.stored_fields(number)["document"])
        except zlib.error as error:
            raise ArchiveDamaged(what=name, reason=str(error)) from error
        return unpack(packed, name) if body else without_body(packed, name)

    def close(self) -> None:
        """Free the file."""
        self._reader.close()
