"""Which groups of names are only ever measured with, never learnt from."""

from __future__ import annotations

import hashlib


def set_aside(group: str) -> bool:
    """Whether a group belongs to that half, by the hash of its id."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 0
