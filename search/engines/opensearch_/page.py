"""One page of matches: how it is asked for, and what the answer says."""

from __future__ import annotations

from typing import Any

from search.engines.opensearch_.query import Json
from search.engines.opensearch_.schema import LAST_OF_ALL
from search.engines.ordering import UNDATED
from search.engines.relevance import following, window
from search.types import Position, Request

Sorting = list[dict[str, str]]


def sorting(request: Request, scored: bool) -> Sorting:
    """The order of a page; ties go by ordering number."""
    if request.sort == "relevance":
        return [{"_score": "desc"}, {"order": "asc"}] if scored else [{"order": "asc"}]
    return [{"last": "desc"} if request.sort == "newest" else {"oldest": "asc"}, {"order": "asc"}]


def ask(request: Request, scored: bool) -> Json:
    """Which hits of all matches are wanted. One more than the page by day, to know whether any follows."""
    if request.size <= 0:
        return {"size": 0}
    asked: Json = {"sort": sorting(request, scored)}
    if request.sort == "relevance":
        start, end = window(request)
        return {**asked, "from": start, "size": end - start}
    after = request.after
    if after is not None and after.order is not None:
        undated = UNDATED if request.sort == "newest" else LAST_OF_ALL
        asked["search_after"] = [after.day or undated, after.order]
    return {**asked, "size": request.size + 1}


def cut(request: Request, found: Any, commit: str) -> tuple[list[Any], Position | None]:
    """The hits of the page, and where it ended, None where nothing follows."""
    hits, total = found["hits"], found["total"]["value"]
    if request.size <= 0:
        return [], None
    if request.sort == "relevance":
        start, end = window(request)
        return hits, following(commit, start, end, total)
    page = hits[: request.size]
    if len(hits) <= len(page):
        return page, None
    day, order = page[-1]["sort"]
    return page, Position(commit, day=None if day in (UNDATED, LAST_OF_ALL) else day, order=order)
