"""Readers: any file in, its articles out, one by one; whatever cannot be read is named, with its reason."""

from __future__ import annotations

from indexer.readers.choosing import read
from indexer.readers.given import Options
from indexer.readers.records import FIELDS
from indexer.readers.walking import absolute, is_gone, name_of, walk

__all__ = ["FIELDS", "Options", "absolute", "is_gone", "name_of", "read", "walk"]
