"""The archive of this process: opened at the first request (after a fork), and again when a rebuild took its place."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from flask import current_app, g

from search.archive import Archive
from search.errors import ArchiveDamaged, ArchiveMissing


class Reading:
    """Holds one open archive for all requests of a process."""

    def __init__(self, folder: Path, expansions: int) -> None:
        self._folder = folder
        self._expansions = expansions
        self._archive: Archive | None = None
        self._lock = Lock()

    def archive(self) -> Archive:
        """The archive as its manifest names it now. Raises ArchiveMissing, ArchiveDamaged, ArchiveStale (at first)."""
        with self._lock:
            if self._archive is None or self._archive.store.stamp() != self._archive.store.opened:
                # The one before is let go of when the last request that uses it ends.
                self._archive = self._open()
            return self._archive

    def _open(self) -> Archive:
        try:
            return Archive.open(self._folder, self._expansions)
        except (ArchiveMissing, ArchiveDamaged):
            # A build may be taken away between reading the manifest and opening it: then the manifest is new.
            return Archive.open(self._folder, self._expansions)


def archive() -> Archive:
    """The archive of the application that handles this request, the same until the request ends."""
    if "archive" not in g:
        reading: Reading = current_app.extensions["diwan"]
        g.archive = reading.archive()
    found: Archive = g.archive
    return found
