"""What a disk refuses, as one clear error: it is full, read-only, or not ours to write to."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.errors import ArchiveDamaged, DiskRefuses

_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}
#: The words in which SQLite and the engines pass it on.
_WORDS = (
    ("disk is full", "the disk is full"),
    ("No space left on device", "the disk is full"),
    ("Disk quota exceeded", "the quota is used up"),
    ("readonly database", "it is read-only"),
    ("Read-only file system", "it is read-only"),
    ("Permission denied", "permission denied"),
    ("unable to open database file", "a file in it cannot be opened or made"),
)


@contextmanager
def refusals(archive: Path) -> Iterator[None]:
    """Raise DiskRefuses for what the disk of an archive refuses; every other error goes on as it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NUMBERS:
            raise
        raise DiskRefuses(archive=str(archive), reason=_said(str(error)) or error.strerror) from error
    except (sqlite3.OperationalError, ArchiveDamaged) as error:
        said = _said(str(error))
        if not said:
            raise
        raise DiskRefuses(archive=str(archive), reason=said) from error


def _said(text: str) -> str:
    return next((meant for words, meant in _WORDS if words in text), "")
