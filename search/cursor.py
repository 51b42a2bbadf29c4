"""A page's end as text in a link: bound to its search, so that a forged or foreign one is refused."""

from __future__ import annotations

import base64
import binascii
import hashlib

import orjson

from search.engines.base import DEEPEST
from search.errors import BadCursor
from search.types import Position, Query


def write(position: Position, query: Query) -> str:
    """A position as URL-safe text."""
    row = [position.commit, position.offset, position.day, position.order, _belongs_to(query)]
    return base64.urlsafe_b64encode(orjson.dumps(row)).decode().rstrip("=")


def read(cursor: str, query: Query) -> Position:
    """The position written by `write` for the same search. Raises BadCursor."""
    try:
        row = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        commit, offset, day, order, belongs = row
    except (binascii.Error, ValueError, TypeError):
        raise BadCursor(value=cursor[:80]) from None
    numbers = all(n is None or (isinstance(n, int) and abs(n) < 2**63) for n in (day, order))
    sound = isinstance(commit, str) and isinstance(offset, int) and 0 <= offset <= DEEPEST and numbers
    if not sound or belongs != _belongs_to(query):
        raise BadCursor(value=cursor[:80])
    return Position(commit, offset, day, order)


def _belongs_to(query: Query) -> str:
    asked = repr((query.tree, query.filters, query.sort))
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:12]
