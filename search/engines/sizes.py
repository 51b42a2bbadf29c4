"""How large an index is, asked beside a writer at work."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def size(folder: Path) -> int:
    """The bytes of all files below a folder, without those that a writer takes away or renames meanwhile."""
    found = 0
    for below, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                found += Path(below, name).stat().st_size
    return found
