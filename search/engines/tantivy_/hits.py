"""One page of matches, by relevance or by day, in an order that is the same in every engine but for scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Occur, Order, Query

from search.engines.ordering import SLACK, UNDATED, newest_key, newest_place, oldest_key, oldest_place, position
from search.engines.relevance import following, window
from search.engines.tantivy_.query import Compiler
from search.types import Position, Request

#: Equal scores fetched at most to settle a tie at the end of a page by ordering number; past it the tie goes by
#: place in the index, which is still the same for all pages of one commit.
_TIES = 25_000
#: Hits fetched beyond the page, so that a tie at its end is mostly whole at once.
_MARGIN = 16


Place = tuple[int, int]
Row = tuple[Place, int, tantivy.DocAddress]


@dataclass(frozen=True, slots=True)
class Page:
    """Addresses and scores of one page, how many documents match in all, and where the page ended."""

    total: int
    hits: list[tuple[float, tantivy.DocAddress]]
    next: Position | None


def by_score(searcher: tantivy.Searcher, query: Query, request: Request, commit: str) -> Page:
    """Best score first, ties by ordering number, at most DEEPEST deep."""
    start, end = window(request)
    limit = end + _MARGIN
    result: Any = searcher.search(query, limit=limit)
    total, found = result.count, result.hits
    while start < end and len(found) == limit < _TIES and found[end - 1][0] == found[-1][0]:
        limit *= 8
        found = searcher.search(query, limit=limit, count=False).hits
    orders = searcher.fast_field_values("order", [address for _, address in found])
    ranked = sorted(zip(found, orders, strict=True), key=lambda pair: (-pair[0][0], pair[1]))
    return Page(total, [hit for hit, _ in ranked[start:end]], following(commit, start, end, total))


def by_number(searcher: tantivy.Searcher, query: Query, request: Request, commit: str) -> Page:
    """By ordering number only, for a request whose matches all score the same."""
    start, end = window(request)
    result: Any = searcher.search(
        query, limit=max(1, end - start), offset=start, order_by_field="order", order=Order.Asc
    )
    hits = [(0.0, address) for _, address in result.hits[: end - start]]
    return Page(result.count, hits, following(commit, start, end, result.count))


def by_day(searcher: tantivy.Searcher, query: Query, request: Request, compiler: Compiler, commit: str) -> Page:
    """Newest or oldest first, after a place that any commit understands."""
    newest = request.sort == "newest"
    place = newest_place if newest else oldest_place
    after, order = request.after, Order.Desc if newest else Order.Asc
    limit = request.size + 1 + SLACK
    past = None
    result: Any
    if after is None or after.order is None:
        result = searcher.search(query, limit=limit, order_by_field=request.sort, order=order)
        total = result.count
    else:
        key = (newest_key if newest else oldest_key)(after.day or UNDATED, after.order)
        past = place(key, after.order)
        beyond = compiler.numbers(request.sort, *((None, key) if newest else (key, None)))
        rest = Query.boolean_query([(Occur.Must, query), (Occur.Must, beyond)])
        result = searcher.search(rest, limit=limit, order_by_field=request.sort, order=order, count=False)
        counted: Any = searcher.search(query, limit=1)
        total = counted.count
    rows = _placed(searcher, result.hits, place)
    rows = [row for row in rows if past is None or row[0] > past]
    page = rows[: request.size]
    end = position(commit, page[-1][1], page[-1][0][1]) if page and len(rows) > len(page) else None
    return Page(total, [(0.0, address) for _, _, address in page], end)


def _placed(searcher: tantivy.Searcher, hits: list[Any], place: Callable[[int, int], Place]) -> list[Row]:
    """Hits as (place, key, address), in order: keys hold only a part of the ordering number."""
    orders: list[Any] = searcher.fast_field_values("order", [address for _, address in hits])
    rows = [(place(key, order), key, address) for (key, address), order in zip(hits, orders, strict=True)]
    return sorted(rows, key=lambda row: row[0])
