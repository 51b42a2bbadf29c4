"""The mapping of an OpenSearch index, and an entry as one of its documents.

- four text fields of terms that one space joins, and that hold no white space: the analysis is ours.
- `words`, `title_words`: the surfaces once each, as columns: what a prefix stands for, and suggestions.
- `keywords.<facet>`: to filter by and to count; a new facet maps itself. Any other new field is refused.
- `first`, `last`: days as ordinals, 0 where there is no date; `oldest`: `first`, with the undated behind all.
- `order`: settles ties; `generation`: that of the register.
- `document`: the document as `stored.pack` makes it, compressed: the only thing kept as source.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64decode, b64encode
from typing import Any

import orjson

from search.engines.counting import keywords
from search.engines.ordering import UNDATED
from search.engines.stored import pack, unpack
from search.errors import ArchiveDamaged
from search.types import Document, IndexEntry

FORMAT = "opensearch schema 1"

#: Behind every day in the order of `oldest`: one more than any ordinal, which need 22 bits.
LAST_OF_ALL = 1 << 22
#: Lucene takes no term of more bytes than this; terms of ours have at most 64 characters.
_LONGEST_TERM = 32_766
#: The facets known beforehand. OpenSearch would map a new one once for each value of the first document that has it.
_FACETS = ("language", "entity", "source", "dating", "copy", "mentioned")


def index_body(shards: int, replicas: int, alias: str) -> dict[str, Any]:
    """Settings and mapping of a new index. Refreshing is ours: what is written is seen with a commit, not before."""
    text = {"type": "text", "analyzer": "space"}
    column = {"type": "keyword", "index": False, "norms": False}
    day = {"type": "integer"}
    facets = {facet: {"type": "keyword"} for facet in _FACETS}
    return {
        "aliases": {alias: {}},
        "settings": {
            "number_of_shards": shards,
            "auto_expand_replicas": f"0-{replicas}",
            "refresh_interval": "-1",
            "analysis": {
                "tokenizer": {"space": {"type": "whitespace", "max_token_length": _LONGEST_TERM}},
                "analyzer": {"space": {"type": "custom", "tokenizer": "space"}},
            },
        },
        "mappings": {
            "_meta": {"diwan": FORMAT},
            "dynamic": "strict",
            "_source": {"includes": ["document"]},
            "dynamic_templates": [{"facet": {"path_match": "keywords.*", "mapping": {"type": "keyword"}}}],
            "properties": {
                "terms": text,
                "surfaces": text,
                "title_terms": text,
                "title_surfaces": text,
                "words": column,
                "title_words": column,
                "keywords": {
                    "type": "object",
                    "dynamic": True,
                    "properties": facets,
                },
                "first": day,
                "last": day,
                "oldest": day,
                "order": {"type": "long"},
                "generation": {"type": "long"},
                "document": {"type": "binary"},
            },
        },
    }


def key(identifier: str) -> str:
    """The name of a document in the index: OpenSearch takes at most 512 bytes."""
    return hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def as_bytes(entry: IndexEntry) -> bytes:
    """The entry as OpenSearch takes it: one line of JSON."""
    first, last = entry.days or (UNDATED, UNDATED)
    return orjson.dumps(
        {
            "terms": entry.terms,
            "surfaces": entry.surfaces,
            "title_terms": entry.title_terms,
            "title_surfaces": entry.title_surfaces,
            "words": _distinct(entry.surfaces),
            "title_words": _distinct(entry.title_surfaces),
            "keywords": keywords(entry),
            "first": first,
            "last": last,
            "oldest": first or LAST_OF_ALL,
            "order": entry.order,
            "generation": entry.generation,
            "document": b64encode(zlib.compress(pack(entry.document), 1)).decode(),
        }
    )


def document(hit: Any) -> Document:
    """The document of a hit. Raises ArchiveDamaged."""
    try:
        return unpack(zlib.decompress(b64decode(hit["_source"]["document"], validate=True)), hit["_id"])
    except (KeyError, ValueError, zlib.error) as error:
        raise ArchiveDamaged(what=hit["_id"], reason=str(error)) from error


def _distinct(surfaces: str) -> list[str]:
    return [word for word in dict.fromkeys(surfaces.split(" ")) if word]
