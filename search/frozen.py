"""An archive in a folder that this process may read and not write, as a snapshot or another user's.

SQLite and Tantivy keep locks beside what they read. Where none can be made, the archive is read as it is when it is
opened; what is committed to it later is seen when it is opened anew.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path


def frozen(folder: Path) -> bool:
    """Whether nothing can be made in a folder that is there."""
    return folder.is_dir() and not os.access(folder, os.W_OK)


def connect(path: Path) -> sqlite3.Connection:
    """A database, for all threads of this process."""
    if not frozen(path.parent):
        return sqlite3.connect(path, check_same_thread=False)
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)


def unlocked(folder: Path) -> Path:
    """A folder that holds the same files and takes locks: the folder itself, else links to its files until we end."""
    if not frozen(folder):
        return folder
    links = Path(tempfile.mkdtemp(prefix="diwan-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    for path in folder.absolute().iterdir():
        if path.suffix != ".lock":
            (links / path.name).symlink_to(path)
    return links
