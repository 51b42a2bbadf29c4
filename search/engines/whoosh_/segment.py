"""One segment: its facts as lists, and postings read a block at a time instead of one by one.

A segment never changes but for which documents of it are deleted, so it is loaded once and kept over commits.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader, TermNotFound

from search.engines.stored import unpack
from search.errors import ArchiveDamaged
from search.types import Document


class Postings(NamedTuple):
    """Documents that hold a word, how often each does, and its packed positions there."""

    ids: list[int]
    counts: list[float]
    values: list[bytes]


class _Reader(SegmentReader):  # type: ignore[misc] # Whoosh has no types
    """Reads postings without a filter for deleted documents, which would slow each step: we leave them out."""

    deleted_docs_set: frozenset[int] = frozenset()


class Segment:
    """An open segment."""

    def __init__(self, storage: Any, schema: Any, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self._reader = _Reader(storage, schema, segment)
        self.size: int = self._reader.doc_count_all()
        column = self._reader.column_reader("facts", translate=False)
        self.facts: list[Any] = [orjson.loads(column[number]) for number in range(self.size)]

    def read(self, field: str, word: str, base: int, into: Postings) -> None:
        """Append the postings of a word, their numbers raised by `base`."""
        try:
            matcher = self._reader.postings(field, word)
        except TermNotFound:
            return
        if not isinstance(matcher, W3LeafMatcher):
            _read_each(matcher, base, into)
            return
        while matcher.is_active():
            # The first id of a block loads it; the rest of it is then at hand.
            matcher.id(), matcher.weight(), matcher.value()
            into.ids.extend([number + base for number in matcher._ids] if base else matcher._ids)
            into.counts.extend(matcher._weights)
            into.values.extend(matcher._values)
            matcher._next_block()

    def document_frequency(self, field: str, word: str) -> int:
        """How many documents hold a word, deleted ones included."""
        found: int = self._reader.doc_frequency(field, word)
        return found

    def beginning(self, field: str, prefix: str) -> Iterable[str]:
        """The words of a field that begin with `prefix`, in the order of their bytes."""
        return (word.decode() for word in self._reader.expand_prefix(field, prefix))

    def document(self, number: int) -> Document:
        """The document with a number. Raises ArchiveDamaged."""
        name = f"{self.name}, document {number}"
        try:
            kept = zlib.decompress(self._reader.stored_fields(number)["document"])
        except zlib.error as error:
            raise ArchiveDamaged(what=name, reason=str(error)) from error
        return unpack(kept, name)

    def close(self) -> None:
        """Free the file."""
        self._reader.close()


def _read_each(matcher: Any, base: int, into: Postings) -> None:
    while matcher.is_active():
        into.ids.append(matcher.id() + base)
        into.counts.append(matcher.weight())
        into.values.append(matcher.value())
        matcher.next()
