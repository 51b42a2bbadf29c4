"""Whoosh's own codec but for postings, which are written and read word by word as `postings` packs them."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter
from whoosh.matching import ListMatcher

from search.engines.whoosh_.postings import Postings, pack


class Codec(W3Codec):  # type: ignore[misc] # Whoosh has no types
    """Also without field lengths, which Whoosh asks the file system for at each posting."""

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _Writer:
        """What writes the postings of one field."""
        return _Writer(dbfile, blocklimit=0, byteids=byteids)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """The postings of a word as Whoosh walks them: to merge segments, and for nothing else."""
        found = Postings()
        found.append(kept(dbfile, terminfo), 0)
        values = [encoded(places) for places in found.places]
        weights = list(map(float, found.counts))
        return ListMatcher(found.ids, weights, values, format_, scorer=scorer, term=term, terminfo=terminfo)


class _Writer(W3PostingsWriter):  # type: ignore[misc] # Whoosh has no types
    _maxweight: float
    _terminfo: Any

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        self._ids.append(id_)
        self._weights.append(weight)
        self._values.append(vbytes)
        self._maxweight = max(self._maxweight, weight)

    def finish_postings(self) -> Any:
        information = self._terminfo
        information.add_block(self)
        packed = pack(self._ids, map(int, self._weights), chain.from_iterable(map(decoded, self._values)))
        information.set_extent(self._postfile.tell(), len(packed))
        self._postfile.write(packed)
        self._terminfo = None
        return information


def kept(file: Any, information: Any) -> bytes:
    """The packed postings that a word's entry in the list of words points to."""
    start, (length,) = information.extent()  # Whoosh leaves the length as struct unpacks it
    found: bytes = file.get(start, length)
    return found


def encoded(places: Any) -> bytes:
    """Positions as Whoosh passes them on between a document and the postings."""
    return array("I", places).tobytes()


def decoded(value: bytes) -> array[int]:
    """What `encoded` made."""
    return array("I", value)
