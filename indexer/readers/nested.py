"""Members of an archive: read by the readers of their own formats, within limits that stop a bomb."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from indexer.readers.choosing import read_given
from indexer.readers.given import HEAD, Given, Read, unreadable
from search.errors import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Archives within archives, members of one archive, and bytes that all of them may unpack to.
DEEPEST, MOST_MEMBERS, MOST_UNPACKED = 4, 200_000, 8 * 1024**3
#: Text packs ten to one, a crawl twenty to one. What unpacks to more than this many times its size is a bomb.
RATIO, RATIO_FROM = 100, 1024 * 1024


def refuse_deep(given: Given) -> None:
    """Raises Unreadable for an archive within too many others."""
    if given.depth >= DEEPEST:
        raise unreadable(given.source, f"an archive within {DEEPEST} others: not opened", "Unpack it first.")


def refuse_bomb(source: str, packed: int, unpacked: int) -> None:
    """Raises Unreadable where so few bytes unpack to so many that they cannot be articles."""
    if unpacked > MOST_UNPACKED or unpacked > max(RATIO_FROM, RATIO * packed):
        raise unreadable(source, f"unpacks to more than {RATIO} times its size: taken for a bomb, not opened")


def is_wanted(name: str) -> bool:
    """Whether a member is a file that a person would see: no folder, nothing hidden."""
    parts = name.replace("\\", "/").split("/")
    return bool(parts[-1]) and not any(part.startswith(".") or part == "__MACOSX" for part in parts)


def documents(member: Given) -> Read:
    """The documents of a member; what is wrong with it is given, and ends only this member."""
    try:
        yield from read_given(member)
    except Unreadable as error:
        yield error


def unpacked(given: Given, name: str, unpack: Callable[[BinaryIO], BinaryIO]) -> Given:
    """The one file inside a packed one, unpacked while it is read, as often as it is opened."""

    def open_again() -> BinaryIO:
        return io.BufferedReader(_Guarded(given, unpack))

    with open_again() as opened:
        head = opened.read(HEAD)
    return replace(given, name=name, head=head, open=open_again, path=None, depth=given.depth + 1)


class _Guarded(io.RawIOBase):
    """Unpacks while it is read; raises Unreadable at the limits, and where the data is cut off or damaged."""

    def __init__(self, given: Given, unpack: Callable[[BinaryIO], BinaryIO]) -> None:
        self._given, self._count = given, 0
        self._packed = given.open()
        self._stream = unpack(self._packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except (EOFError, zlib.error, OSError) as error:
            raise unreadable(self._given.source, f"cut off or damaged: {error}") from error
        self._count += len(data)
        refuse_bomb(self._given.source, self._given.size, self._count)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._packed.close()
        super().close()
