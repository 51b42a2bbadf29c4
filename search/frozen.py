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
import time
from pathlib import Path

#: Seconds to wait for another process that sets up the same database.
WAIT = 60.0


def frozen(folder: Path) -> bool:
    """Whether nothing can be made in a folder that is there."""
    return folder.is_dir() and not os.access(folder, os.W_OK)


def connect(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """A database, for all threads of this process, whose statements last at once; `wait`: seconds for other writers."""
    if not frozen(path.parent):
        return sqlite3.connect(path, wait, isolation_level=None, check_same_thread=False)
    address = f"{path.absolute().as_uri()}?immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def write_ahead(connection: sqlite3.Connection) -> None:
    """Sets the write-ahead log, which SQLite refuses at once, without waiting, while another process sets it too."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


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
