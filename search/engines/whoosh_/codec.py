"""Whoosh's own codec but for postings, which are written and read word by word as `postings` packs them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.system import pack_ushort

from search.engines.whoosh_.pool import Item, Row
from search.engines.whoosh_.postings import pack


class Codec(W3Codec):  # type: ignore[misc] # Whoosh has no types
    """Also without field lengths, which Whoosh asks the file system for at each posting."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> _Writer:
        """What writes the words of a segment."""
        return _Writer(self, storage, segment)


class _Writer(W3FieldWriter):  # type: ignore[misc] # Whoosh has no types
    """Takes each word once, with all its postings: what a `Pool` gives."""

    _fieldid: int
    _tindex: Any
    _postfile: Any

    def add_postings(self, schema: Any, lengths: None, items: Iterable[Item]) -> None:
        place = self._postfile.tell()
        for field, words in groupby(items, key=itemgetter(0)):
            self.start_field(field, schema[field])
            key = pack_ushort(self._fieldid)
            for _, word, row in words:
                packed = pack(row.ids, row.counts, decoded(row.places))
                self._postfile.write(packed)
                self._tindex.add(key + word, _information(row, place, len(packed)))
                place += len(packed)
            self.finish_field()


def _information(row: Row, place: int, length: int) -> bytes:
    """A word's entry in the list of words."""
    ids, counts = row.ids, row.counts
    found = W3TermInfo(sum(counts), len(ids), maxweight=max(counts), minid=ids[0], maxid=ids[-1])
    found.set_extent(place, length)
    entry: bytes = found.to_bytes()
    return entry


def kept(file: Any, information: Any) -> bytes:
    """The packed postings that a word's entry in the list of words points to."""
    start, (length,) = information.extent()  # Whoosh leaves the length as struct unpacks it
    found: bytes = file.get(start, length)
    return found


def encoded(places: Iterable[int]) -> bytes:
    """Positions as Whoosh passes them on between a document and the postings."""
    return array("I", places).tobytes()


def decoded(value: bytes | bytearray) -> array[int]:
    """What `encoded` made."""
    return array("I", bytes(value))
