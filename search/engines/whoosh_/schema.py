"""The fields of a Whoosh index, and an entry as one of its documents.

Postings are Whoosh's; `facts` is a column with all that counts, orders and filters: [order, generation, first,
last, length, title length, keywords]; `document` is the document as bytes, squeezed.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import orjson
import whoosh
from whoosh import columns, fields, formats

from search.engines.counting import keywords
from search.engines.ordering import UNDATED
from search.engines.stored import pack
from search.engines.whoosh_.codec import encoded
from search.types import IndexEntry

FORMAT = f"whoosh {whoosh.versionstring()}, schema 3"

TEXTS = ("terms", "surfaces", "title_terms", "title_surfaces")


class Words(fields.FieldType):  # type: ignore[misc] # Whoosh has no types
    """A text of words that one space joins, with their positions; Whoosh analyses nothing."""

    indexed = True
    scorable = False

    def __init__(self) -> None:
        self.format = formats.Positions()

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each distinct word, its frequency twice (as count and weight), its positions."""
        places = defaultdict(list)
        for position, word in enumerate(value.split(" ")):
            places[word].append(position)
        places.pop("", None)
        for word, positions in places.items():
            yield word.encode(), len(positions), float(len(positions)), encoded(positions)


def build() -> Any:
    """The schema of every index."""
    texts = {name: Words() for name in TEXTS}
    return fields.Schema(
        id=fields.ID(), facts=fields.COLUMN(columns.VarBytesColumn()), document=fields.STORED(), **texts
    )


def as_fields(entry: IndexEntry) -> dict[str, Any]:
    """The entry as Whoosh takes it."""
    first, last = entry.days or (UNDATED, UNDATED)
    length, title_length = entry.terms.count(" ") + 1, entry.title_terms.count(" ") + 1
    facts = [entry.order, entry.generation, first, last, length, title_length, keywords(entry)]
    return {
        "id": entry.document.id,
        "document": zlib.compress(pack(entry.document)),
        "facts": orjson.dumps(facts),
        **{name: getattr(entry, name) for name in TEXTS},
    }
