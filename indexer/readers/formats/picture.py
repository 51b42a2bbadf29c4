"""Pictures of pages: their text from a file beside them, or recognised."""

from __future__ import annotations

from indexer.readers import scan
from indexer.readers.given import BY_CONTENT, NO, Given, Read

_MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


def recognises(given: Given) -> int:
    """By its first bytes."""
    return BY_CONTENT if given.head.startswith(_MAGIC) else NO


def read(given: Given) -> Read:
    """One document; raises Unreadable of the kind "scan" where its text is not to be had."""
    return scan.read(given, given.data(), 0, {})
