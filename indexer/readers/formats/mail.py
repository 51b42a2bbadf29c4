"""E-mail: a file of one mail (`.eml`, and `.mhtml`, a saved page), or a box of many (`.mbox`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.given import BY_CONTENT, BY_NAME, NO, Given, Read, unreadable
from indexer.readers.letter import documents_of

_HEADER = re.compile(
    rb"(Return-Path|Received|Message-ID|MIME-Version|Delivered-To|X-[\w-]+|From|Date|Subject|To): ", re.IGNORECASE
)
#: The line in front of each mail of a box: a sender and a time, or (newer Thunderbird) nothing.
_MBOX = re.compile(rb"From (\S{0,200} .{0,100}\d:\d\d.{0,40}\d{4}.{0,20})?\r?\n")
#: Largest mail that is read: parsing one takes several times its size.
_LIMIT = 32 * 1024 * 1024
_SUFFIXES, _BOXES = {".eml", ".mht", ".mhtml"}, {".mbox", ".mbx"}


def recognises(given: Given) -> int:
    """By its name, or two headers that only mails have in its first lines."""
    if given.suffix in _BOXES or _MBOX.match(given.head):
        return BY_CONTENT
    if given.suffix in _SUFFIXES:
        return BY_NAME
    if not _HEADER.match(given.head):
        return NO
    first = [found[1].lower() for line in given.head.split(b"\n")[:30] if (found := _HEADER.match(line))]
    telling = {b"return-path", b"received", b"message-id", b"mime-version", b"delivered-to"}
    return BY_CONTENT if len(telling & set(first)) >= 2 else NO


def read(given: Given) -> Read:
    """A document a mail, and those of its attachments."""
    if given.suffix in _BOXES or _MBOX.match(given.head):
        for number, data in enumerate(_mails(given), 1):
            if len(data) > _LIMIT:
                yield unreadable(f"{given.source}#{number}", f"mail {number}: larger than {_LIMIT:,} bytes")
            else:
                yield from documents_of(given.member(str(number), data), data)
    else:
        yield from documents_of(given, given.data(_LIMIT))


def _mails(given: Given) -> Iterator[bytes]:
    """The mails of a box: each begins after a blank line as `_MBOX` says; one too large is given cut."""
    with given.open() as stream:
        lines: list[bytes] = []
        size, blank = 0, True
        while line := stream.readline(_LIMIT):
            if blank and _MBOX.match(line):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size <= _LIMIT:
                lines.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
                size += len(line)
            blank = not line.strip()
        if lines:
            yield b"".join(lines)
