"""A file packed with gzip: read as what is inside, while it is unpacked."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import BinaryIO, cast

from indexer.readers.choosing import read_given
from indexer.readers.given import BY_CONTENT, NO, Given, Read
from indexer.readers.nested import refuse_deep, unpacked

_MAGIC = b"\x1f\x8b\x08"


def recognises(given: Given) -> int:
    """By its first bytes; a packed crawl is read by its own reader."""
    return BY_CONTENT if given.head.startswith(_MAGIC) else NO


def read(given: Given) -> Read:
    """The documents of the file inside, up to where it is damaged."""
    refuse_deep(given)
    name = {".tgz": f"{Path(given.name).stem}.tar"}.get(given.suffix, Path(given.name).stem)
    return read_given(unpacked(given, name, _unpack))


def _unpack(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
