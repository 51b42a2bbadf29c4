"""WACZ: a crawl in a zip archive, its pages read from the WARC files inside."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import BinaryIO, cast

from indexer.readers.formats import crawl
from indexer.readers.formats.zipped import checked
from indexer.readers.given import CERTAIN, HEAD, NO, Given, Read, unreadable
from search.errors import Unreadable

_MAGIC = b"PK\x03\x04"


def recognises(given: Given) -> int:
    """By its first bytes and name, or the name of a crawl in its first header."""
    if not given.head.startswith(_MAGIC):
        return NO
    return CERTAIN if given.suffix == ".wacz" or given.head[30:42] == b"archive/data" else NO


def read(given: Given) -> Read:
    """The pages of every WARC file inside."""
    try:
        with given.open() as stream, zipfile.ZipFile(stream) as archive:
            names = [one.filename for one in checked(given, archive) if one.filename.startswith("archive/")]
            for name in sorted(names):
                yield from _crawl(given, archive, name)
    except zipfile.BadZipFile as error:
        raise unreadable(given.source, f"cut off or damaged: {error}") from error


def _crawl(given: Given, archive: zipfile.ZipFile, name: str) -> Read:
    def open_again() -> BinaryIO:
        return cast(BinaryIO, archive.open(name))

    with open_again() as opened:
        head = opened.read(HEAD)
    member = replace(given, source=f"{given.source}#{name}", name=name, head=head, open=open_again, path=None)
    if crawl.recognises(member) == NO:
        return
    try:
        yield from crawl.read(member)
    except Unreadable as error:
        yield error
