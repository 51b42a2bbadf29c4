"""The file a document was read from, as far as it is still the same: the ledger of the indexer remembers both."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from search.database import Tables, connect
from search.store import Store


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was read: where it is, its size in bytes, when it was changed (ns), its SHA-256."""

    path: Path
    size: int
    modified: int
    digest: str

    def unchanged(self) -> bool:
        """Whether the file looks as it did; its content is not read."""
        try:
            status = self.path.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.modified)

    def open(self) -> BinaryIO | None:
        """The file, open at its beginning; None where its content is no longer what was read."""
        try:
            file = self.path.open("rb")
        except OSError:
            return None
        if hashlib.file_digest(file, "sha256").hexdigest() != self.digest:
            file.close()
            return None
        file.seek(0)
        return file


def original(store: Store, source: str) -> Original | None:
    """The file that gave the document of this source; None where the archive knows of none on this machine."""
    where = store.ledger
    if isinstance(where, Path) and not where.is_file():
        return None
    select = "SELECT path, size, modified, digest FROM file WHERE source = ?"
    with closing(connect(where)) as ledger:
        for name in _files(source):
            for path, *row in ledger.execute(select, (name,)):
                here = where.here if isinstance(where, Tables) else ""
                known = os.fsdecode(path)
                return Original(Path(known.removeprefix(here)), *row) if known.startswith(here) else None
    return None


def _files(source: str) -> Iterator[str]:
    """What may be the file of a source, which names a part of it after a "#" (that may also be in its name)."""
    while source:
        yield source
        source = source.rpartition("#")[0]
