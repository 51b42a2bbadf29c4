"""Which segments a commit joins: enough to keep them few, seldom enough to write each document few times."""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

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
        writer.add_reader(reader)
        reader.close()
    return rest
