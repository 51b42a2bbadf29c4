"""tar archives: every member that a reader knows, in their order."""

from __future__ import annotations

import tarfile

from indexer.readers.given import CERTAIN, MOST_BYTES, NO, Given, Read, unreadable
from indexer.readers.nested import MOST_MEMBERS, MOST_UNPACKED, documents, is_wanted, refuse_deep

_MAGIC, _PLACE = b"ustar", 257


def recognises(given: Given) -> int:
    """By the mark in its first header."""
    return CERTAIN if given.head[_PLACE : _PLACE + len(_MAGIC)] == _MAGIC else NO


def read(given: Given) -> Read:
    """The documents of the members; links and devices are left out, and nothing is written to disk."""
    refuse_deep(given)
    count = total = 0
    try:
        with given.open() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                count, total = count + 1, total + member.size
                if count > MOST_MEMBERS or total > MOST_UNPACKED:
                    raise unreadable(given.source, f"more than {MOST_MEMBERS:,} members or {MOST_UNPACKED:,} bytes")
                if member.isfile() and is_wanted(member.name):
                    yield from _member(given, archive, member)
    except (tarfile.TarError, EOFError) as error:
        raise unreadable(given.source, f"cut off or damaged: {error}") from error


def _member(given: Given, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Read:
    if member.size > MOST_BYTES:
        yield unreadable(f"{given.source}#{member.name}", f"too large: {member.size:,} bytes within an archive")
        return
    opened = archive.extractfile(member)
    if opened is not None:
        name = member.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        yield from documents(given.member(name, opened.read()))
