"""WARC: the pages that a crawler saved, each under its address."""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from indexer.readers import response
from indexer.readers.given import CERTAIN, NO, Given, Read, unreadable
from indexer.readers.nested import documents

_MAGIC, _GZIP = b"WARC/", b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_LIMIT = 10 * 1024 * 1024
_CHUNK = 65536


def recognises(given: Given) -> int:
    """By its first bytes, unpacked where they are packed."""
    head = given.head
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, len(_MAGIC))
        except zlib.error:
            return NO
    return CERTAIN if head.startswith(_MAGIC) else NO


def read(given: Given) -> Read:
    """A document a page of status 200; raises Unreadable at the end where the crawl was cut off."""
    try:
        with given.open() as stream:
            records = ArchiveIterator(
                stream,
                record_types=WarcRecordType.response | WarcRecordType.resource,
                parse_http=True,
                auto_decode="none",
            )
            last = 0
            for record in records:
                last = record.stream_pos
                yield from _page(given, record)
        if _is_cut_off(given, last):
            raise unreadable(given.source, "a crawl that is cut off: the pages before its end were read")
    except OSError as error:
        raise unreadable(given.source, f"cut off or damaged: {error}; the pages before that were read") from error


def _is_cut_off(given: Given, position: int) -> bool:
    """Whether the file ends within the record at `position` or a later one: fastwarc does not say so."""
    with given.open() as stream:
        stream.seek(position)
        if given.head.startswith(_GZIP):
            if stream.read(len(_GZIP)) != _GZIP:  # packed as a whole, not each record by itself
                position = 0
            stream.seek(position)
            return not _members_end(stream)
        while line := stream.readline():
            if line.strip():
                length, found = 0, line
                while found.strip():
                    name, _, value = found.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                    found = stream.readline()
                if len(stream.read(length)) < length:
                    return True
    return False


def _members_end(stream: BinaryIO) -> bool:
    """Whether the last gzip member of a stream is whole."""
    unpacker, data = zlib.decompressobj(wbits=31), b""
    while data := data or stream.read(_CHUNK):
        if unpacker.eof:
            unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacker.decompress(data)
        except zlib.error:
            return False
        data = unpacker.unused_data
    return unpacker.eof


def _page(given: Given, record: Any) -> Read:
    address = record.headers.get("WARC-Target-URI", "").strip("<>")
    http = record.http_headers
    kind = (record.http_content_type if http else record.headers.get("Content-Type", "")) or ""
    if not kind.casefold().startswith(_PAGES) or (http and http.status_code != 200):
        return
    data = record.reader.read(_LIMIT + 1)
    if http:
        data = response.body(data, http.get("Transfer-Encoding", ""), http.get("Content-Encoding", ""), _LIMIT)
    declared = {"url": address, "crawl:date": record.headers.get("WARC-Date", "")}
    if record.http_charset:
        declared["charset"] = record.http_charset
    if record.headers.get("WARC-Truncated"):
        declared["warc:truncated"] = record.headers["WARC-Truncated"]
    yield from documents(given.member(address, data, declared))
