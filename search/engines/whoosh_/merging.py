"""Which segments a commit joins: enough to keep them few, seldom enough to write each document few times."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import Any

from whoosh.reading import SegmentReader

from search.engines.whoosh_.codec import encoded, kept
from search.engines.whoosh_.pool import Row
from search.engines.whoosh_.postings import Postings

#: Segments of one size class are joined when there are this many; the next class is that much larger.
_FACTOR = 4


def merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Add segments to what the writer holds, and return the rest; the shape of a Whoosh merge policy.

    Joined are segments that lost half of their documents, and all of a size class that is full, smallest first.
    One without any document left is dropped.
    """
    living = [segment for segment in segments if segment.doc_count()]
    worn = [segment for segment in living if segment.deleted_count() * 2 > segment.doc_count_all()]
    rest = [segment for segment in living if segment not in worn]
    growing = writer.doc_count() + sum(segment.doc_count() for segment in worn)
    joined = list(worn)
    while True:
        limit = max(1, growing) * _FACTOR
        small = [segment for segment in rest if segment.doc_count() < limit]
        if len(small) < _FACTOR - 1:
            break
        joined += small
        rest = [segment for segment in rest if segment not in small]
        growing += sum(segment.doc_count() for segment in small)
    for segment in joined:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        _join(writer, reader)
        reader.close()
    return rest


def _join(writer: Any, reader: Any) -> None:
    """What Whoosh's `add_reader` does, word by word instead of posting by posting."""
    base = writer.docnum
    living = writer.write_per_doc(set(writer.schema.names()), reader)
    numbers = range(base, writer.docnum) if living is None else living
    terms = reader._terms
    for (field, word), information in terms.items():
        found = Postings()
        found.append(kept(terms._postfile, information), 0)
        rows = zip(found.ids, found.counts, found.places, strict=True)
        rest = [(numbers[each], count, places) for each, count, places in rows if living is None or each in living]
        if rest:
            ids, counts, places = zip(*rest, strict=True)
            row = Row(array("I", ids), array("I", counts), bytearray(encoded(chain.from_iterable(places))))
            writer.pool.extend(field, word, row)
    writer._added = True
