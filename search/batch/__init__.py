"""A list of names or queries in, what the archive has of each out: hits by language and month, or the hits."""

from search.batch.answering import REPORTS, stream
from search.batch.reading import MOST_BYTES, read

__all__ = ["MOST_BYTES", "REPORTS", "read", "stream"]
