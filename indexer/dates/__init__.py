"""Dates: those a text mentions, and the one on which it was published."""

from __future__ import annotations

from indexer.dates.finder import find_dates
from indexer.dates.publication import publication_date

__all__ = ["find_dates", "publication_date"]
