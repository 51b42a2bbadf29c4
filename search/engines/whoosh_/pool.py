"""The postings of the documents that a commit adds, gathered by word; in files where they grow large.

In place of Whoosh's pool, which keeps each posting as a tuple, sorts them all and writes them one by one.
"""

from __future__ import annotations

import heapq
import marshal
from array import array
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

#: About as many bytes of postings are kept in memory.
_LIMIT = 256 * 1024 * 1024
#: What a word costs besides its postings, and a posting besides its positions.
_WORD, _POSTING = 500, 8
_NAME = itemgetter(0, 1)


class Row(NamedTuple):
    """The documents that hold a word, ascending; how often each does; all positions, as `codec.encoded` packs them."""

    ids: array[int]
    counts: array[int]
    places: bytearray


#: Field, word, postings.
Item = tuple[str, bytes, Row]


class Pool:
    """What Whoosh's writer asks of a pool. Documents are added in the order of their numbers."""

    def __init__(self, folder: Any, limit: int = _LIMIT) -> None:
        self._folder = folder  # a storage of Whoosh, which it removes after the commit
        self._limit = limit
        self._fields: dict[str, dict[bytes, Row]] = {}
        self._bytes = 0
        self._runs: list[str] = []

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """One posting: field, word, document, how often, where."""
        field, word, number, count, places = item
        row = self._row(field, word)
        row.ids.append(number)
        row.counts.append(int(count))
        row.places.extend(places)
        self._bytes += _POSTING + len(places)
        if self._bytes > self._limit:
            self._spill()

    def extend(self, field: str, word: bytes, more: Row) -> None:
        """Several postings of a word."""
        row = self._row(field, word)
        row.ids.extend(more.ids)
        row.counts.extend(more.counts)
        row.places.extend(more.places)
        self._bytes += len(more.ids) * _POSTING + len(more.places)
        if self._bytes > self._limit:
            self._spill()

    def iter_postings(self) -> Iterator[Item]:
        """All words of all fields, in order, each with all its postings."""
        parts = heapq.merge(*map(self._read, self._runs), self._sorted(), key=_NAME)
        for (field, word), several in groupby(parts, key=_NAME):
            whole, *rest = [row for _, _, row in several]
            for row in rest:
                whole.ids.extend(row.ids)
                whole.counts.extend(row.counts)
                whole.places.extend(row.places)
            yield field, word, whole

    def cleanup(self) -> None:
        """Forget all; the folder goes by itself."""
        self._fields = {}
        self._runs = []

    def _row(self, field: str, word: bytes) -> Row:
        words = self._fields.get(field)
        if words is None:
            words = self._fields[field] = {}
        row = words.get(word)
        if row is None:
            row = words[word] = Row(array("I"), array("I"), bytearray())
            self._bytes += _WORD
        return row

    def _sorted(self) -> Iterator[Item]:
        for field, words in sorted(self._fields.items()):
            for word in sorted(words):
                yield field, word, words[word]

    def _spill(self) -> None:
        name = f"{len(self._runs)}.run"
        file = self._folder.create_file(name).raw_file()
        for field, word, row in self._sorted():
            marshal.dump((field, word, row.ids.tobytes(), row.counts.tobytes(), bytes(row.places)), file)
        file.close()
        self._runs.append(name)
        self._fields = {}
        self._bytes = 0

    def _read(self, name: str) -> Iterator[Item]:
        file = self._folder.open_file(name).raw_file()
        try:
            while True:
                field, word, ids, counts, places = marshal.load(file)
                yield field, word, Row(array("I", ids), array("I", counts), bytearray(places))
        except EOFError:
            return
        finally:
            file.close()
