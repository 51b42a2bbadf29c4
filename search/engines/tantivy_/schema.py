"""The fields of a Tantivy index, and an entry as one of its documents.

- `id`: the text key of a document. Deleting by a number deletes nothing, silently, so the key is text.
- four text fields of terms that one space joins; no term holds any other white space.
- `keywords`: one JSON field whose paths are the facets, so that a new facet needs no other schema. `numbers`: the
  same with a number for each value, by which facets are counted (see `naming`); `names`: number and value in one term.
- `values`: the same as text, facet and value in one term, to filter by and to list them all.
- `first`, `last`: days, 0 where there is no date; `since`, `until`: the same, only where they differ; `months`: the
  same by the months of each calendar (see `days`);
  `newest`, `oldest`: sort keys (see `ordering`); `order`: ties.
- `document`: the document as bytes, squeezed: the LZ4 by which Tantivy compresses them leaves half as much again.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import tantivy
from tantivy.tantivy import __version__

from search.engines.counting import keywords
from search.engines.ordering import UNDATED, newest_key, oldest_key
from search.engines.stored import pack
from search.engines.tantivy_.days import months
from search.engines.tantivy_.naming import name_term
from search.frozen import unlocked
from search.types import IndexEntry, order_of

FORMAT = f"tantivy {__version__}, schema 6"

TEXTS = ("terms", "surfaces", "title_terms", "title_surfaces")
NUMBERS = ("first", "last", "since", "until", "newest", "oldest", "order", "generation")


def build() -> tantivy.Schema:
    """The schema of every index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_json_field("keywords", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("numbers", "months"):
        builder.add_json_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("values", "names"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in NUMBERS:
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("document", stored=True)
    return builder.build()


def open_tantivy(folder: Path, make: bool) -> tantivy.Index:
    """The index in `folder`; `make`: a new one where there is none. Nothing watches the folder behind our back."""
    index = tantivy.Index(build(), str(folder)) if make else tantivy.Index.open(str(unlocked(folder)))
    index.config_reader("manual")
    return index


def value_term(facet: str, value: str) -> str:
    """The term of `values` that stands for a value of a facet."""
    return f"{facet}\x1f{value}"


#: A few values are those of most documents.
_number_of = lru_cache(maxsize=1 << 14)(order_of)


def as_document(entry: IndexEntry) -> tantivy.Document:
    """The entry as Tantivy takes it."""
    first, last = entry.days or (UNDATED, UNDATED)
    order = entry.order
    document = tantivy.Document()
    document.add_text("id", entry.document.id)
    document.add_text("terms", entry.terms)
    document.add_text("surfaces", entry.surfaces)
    document.add_text("title_terms", entry.title_terms)
    document.add_text("title_surfaces", entry.title_surfaces)
    values = keywords(entry)
    document.add_json("keywords", values)
    document.add_json("numbers", {facet: [_number_of(value) for value in each] for facet, each in values.items()})
    for facet, each in values.items():
        for value in each:
            document.add_text("values", value_term(facet, value))
            document.add_text("names", name_term(_number_of(value), value))
    document.add_json("months", months(first, last))
    document.add_unsigned("first", first)
    document.add_unsigned("last", last)
    if first != last:
        document.add_unsigned("since", first)
        document.add_unsigned("until", last)
    document.add_unsigned("newest", newest_key(last, order))
    document.add_unsigned("oldest", oldest_key(first, order))
    document.add_unsigned("order", order)
    document.add_unsigned("generation", entry.generation)
    document.add_bytes("document", pack(entry.document, squeezed=True))
    return document
