"""The body of a response that a crawler saved as it was sent: in pieces, packed, or both.

fastwarc undoes that too (`auto_decode`), but then a body that is packed and in pieces, or is not what its headers say,
ends the whole crawl, and without a word.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

_STREAMS: dict[str, Callable[[io.BytesIO], Any]] = {"chunked": ChunkedReader, "br": BrotliReader, "zstd": ZstdReader}
_DEFLATED = {"gzip", "x-gzip", "deflate"}
#: gzip or zlib, told by their first bytes, and what old servers send as "deflate".
_WINDOWS = (47, -zlib.MAX_WBITS)
_PIECE = 65536


def body(raw: bytes, transfer: str, content: str, limit: int) -> bytes:
    """What was sent, at most a little more than `limit` bytes; as it is where its headers are wrong of it."""
    for coding in (*_codings(transfer), *_codings(content)):
        if coding in _DEFLATED:
            raw = _inflated(raw, limit)
        elif coding in _STREAMS:
            raw = _read(_STREAMS[coding], raw, limit)
    return raw


def _codings(header: str) -> list[str]:
    """The codings that a header names, the last one to be undone first."""
    return [one.strip().casefold() for one in reversed(header.split(","))]


def _inflated(raw: bytes, limit: int) -> bytes:
    for window in _WINDOWS:
        try:
            return zlib.decompressobj(window).decompress(raw, limit + 1)
        except zlib.error:
            continue
    return raw


def _read(stream: Callable[[io.BytesIO], Any], raw: bytes, limit: int) -> bytes:
    found = bytearray()
    try:
        opened = stream(io.BytesIO(raw))
        while len(found) <= limit and (piece := opened.read(_PIECE)):
            found += piece
    except OSError:  # cut off, or something else
        pass
    return bytes(found) or raw
