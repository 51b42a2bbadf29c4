"""All hits of a query as a stream of bytes: JSON Lines, CSV, RIS. Memory does not grow with the number of hits."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from search.archive import Archive
from search.export import jsonlines, ris, table
from search.types import Found, Query

__all__ = ["FORMATS", "Format", "stream"]

#: Bytes that are gathered before they are passed on: a hit a time would cost more in passing than in making.
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write hits: its media type, the suffix of its files, what stands at the top, and one hit."""

    media: str
    suffix: str
    head: bytes
    write: Callable[[Found], bytes]


FORMATS: Mapping[str, Format] = {
    "jsonl": Format("application/x-ndjson", ".jsonl", b"", jsonlines.write),
    "csv": Format("text/csv", ".csv", table.HEAD, table.write),
    "ris": Format("application/x-research-info-systems", ".ris", b"", ris.write),
}


def stream(archive: Archive, query: Query, format: Format) -> Generator[bytes, None, None]:
    """Every hit of a query, in its order, in a format, some at a time. Raises BadQuery, EngineDown, ArchiveDamaged."""
    return chunks(format.head, map(format.write, archive.scan(query)))


def chunks(head: bytes, pieces: Iterator[bytes]) -> Generator[bytes, None, None]:
    """The same bytes in pieces of about CHUNK; at least one, so that an error at the start is seen at the first."""
    gathered, size = [head], len(head)
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
