"""Readers: any file in, its articles out, one by one; whatever cannot be read is named, with its reason."""

from __future__ import annotations

from indexer.readers.choosing import read
from indexer.readers.given import Options
from indexer.readers.walking import walk

__all__ = ["Options", "read", "walk"]
