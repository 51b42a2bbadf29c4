"""What can be asked of an index, by way of its views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from search.engines.base import Info, TextColumn
from search.engines.limits import too_wide
from search.engines.opensearch_ import buckets, page
from search.engines.opensearch_.query import (
    EVERYTHING,
    SCORED_CLAUSES,
    Compiler,
    Json,
    clauses,
    filtered,
    passing,
    pattern,
    prefixes,
)
from search.engines.opensearch_.schema import document, key
from search.engines.opensearch_.view import KEEP, View, Views
from search.engines.ordering import UNDATED
from search.engines.relevance import scores
from search.errors import ArchiveDamaged, EngineDown
from search.types import Document, Filter, Match, Matches, Node, Note, Request, Sort

_STEP = 500


class Reading:
    """Questions and answers."""

    def __init__(self, views: Views, expansions: int) -> None:
        self._views = views
        self._expansions = expansions

    def get(self, identifier: str) -> Document | None:
        """See Engine. Raises EngineDown where it may be in a shard that does not answer."""
        view, found = self._views.ask({"query": {"ids": {"values": [key(identifier)]}}, "size": 1})
        hits = found["hits"]["hits"]
        if not hits and (lacking := _notes(view, found["_shards"])):
            reason = "parts of the index without an answer: {missing} of {of}".format_map(lacking[0].values)
            raise EngineDown(engine="opensearch", reason=reason)
        return document(hits[0]) if hits else None

    def search(self, request: Request) -> Matches:
        """See Engine."""
        tree, scored = compiled(request)
        common, later = buckets.behind(request.buckets, request.filters)
        body = {**page.ask(request, scored), "query": filtered(tree, common), "track_total_hits": True}
        if later:
            body["post_filter"] = {"bool": {"filter": passing(later)}}
        body["aggs"] = {**buckets.ask(request.buckets, later), **self._expanding(request.tree)}
        view, found = self._views.ask(body, comparable=scored)
        self._refuse_wide(request.tree, found)

        def again(asked: Json) -> Any:
            return self._views.ask({"query": body["query"], "size": 0, "aggs": asked})[1]["aggregations"]

        counted = buckets.read(request.buckets, later, found.get("aggregations", {}), again, found["_shards"]["total"])
        hits, following = page.cut(request, found["hits"], view.commit)
        matches = tuple([Match(document(hit), hit["_score"] or 0.0 if scored else 0.0) for hit in hits])
        total = found["hits"]["total"]["value"]
        return Matches(total, matches, counted, following, view.commit, _notes(view, found["_shards"]))

    def scan(self, tree: Node, filters: Sequence[Filter], sort: Sort) -> Iterator[Document]:
        """See Engine; out of a point in time of its own."""
        request = Request(tree, tuple(filters), sort, _STEP)
        query, scored = compiled(request)
        wide = self._expanding(tree)
        if wide:
            self._refuse_wide(tree, self._views.ask({"size": 0, "aggs": wide})[1])
        view = self._views.apart()
        body = {**page.ask(replace(request, after=None), scored), "query": filtered(query, filters), "size": _STEP}
        body |= {"track_total_hits": False}
        body.pop("from", None)
        return map(document, self._hits(view, body, scored))

    def _hits(self, view: View, body: Json, comparable: bool) -> Iterator[Any]:
        """Every hit of a sorted search in a view, which is let go of at the end."""
        try:
            while True:
                hits = self._views.page(view, {**body, "pit": {"id": view.pit, "keep_alive": KEEP}}, comparable)
                yield from hits
                if len(hits) < _STEP:
                    return
                body = {**body, "search_after": hits[-1]["sort"]}
        finally:
            self._views.drop(view)

    def damaged(self) -> list[str]:
        """A line for each document that is not what was kept."""
        view, problems = self._views.apart(), []
        body: Json = {"sort": [{"order": "asc"}], "size": _STEP}
        for hit in self._hits(view, body, comparable=False):
            try:
                document(hit)
            except ArchiveDamaged as error:
                problems.append(error.message)
        return problems

    def terms(self, prefix: str, limit: int, filters: Sequence[Filter]) -> list[tuple[str, int]]:
        """See Engine."""
        holding = {"prefix": {"surfaces": {"value": prefix}}} if prefix else EVERYTHING
        query = {"bool": {"filter": [holding, *passing(filters)]}}

        def ask(asked: Json) -> Any:
            return self._views.ask({"size": 0, "query": query, "aggs": {"words": asked}})[1]

        def again(asked: Json) -> Any:
            return ask(asked)["aggregations"]["words"]

        first = ask(buckets.most("words", limit, prefix))
        found, shards = first["aggregations"]["words"], first["_shards"]["total"]
        return buckets.frequent("words", limit, prefix, found, again, shards)

    def document_frequency(self, words: Iterable[str], column: TextColumn) -> dict[str, int]:
        """See Engine."""
        wanted = list(dict.fromkeys(words))
        if not wanted:
            return {}
        asked = {str(number): {"filter": {"term": {column: {"value": word}}}} for number, word in enumerate(wanted)}
        query = {"terms": {column: wanted}}
        found = self._views.ask({"size": 0, "query": query, "aggs": asked})[1]["aggregations"]
        return {word: found[str(number)]["doc_count"] for number, word in enumerate(wanted)}

    def span(self) -> Info:
        """See Engine.info, but for the bytes."""
        dated = {"range": {"first": {"gt": UNDATED}}}
        days = {"first": {"min": {"field": "first"}}, "last": {"max": {"field": "last"}}}
        asked = {"dated": {"filter": dated, "aggs": days}, "generation": {"max": {"field": "generation"}}}
        view, found = self._views.ask({"size": 0, "track_total_hits": True, "aggs": asked})
        counted = found["aggregations"]
        first, last = (_whole(counted["dated"][name]["value"]) for name in ("first", "last"))
        generation = _whole(counted["generation"]["value"]) or 0
        return Info(found["hits"]["total"]["value"], view.commit, first, last, 0, generation)

    def _expanding(self, tree: Node) -> Json:
        """Aggregations that tell whether a prefix stands for too many words."""
        asked = {}
        for number, each in enumerate(prefixes(tree)):
            place = "title_" if each.title else ""
            size = self._expansions + 1
            words: Json = {"field": f"{place}words", "size": size, "shard_size": size}
            if each.prefix:
                words["include"] = pattern(each.prefix)
            holding = {"prefix": {f"{place}surfaces": {"value": each.prefix}}}
            inner = {"holding": {"filter": holding, "aggs": {"words": {"terms": words}}}}
            asked[f"p{number}"] = {"global": {}, "aggs": inner}
        return asked

    def _refuse_wide(self, tree: Node, found: Any) -> None:
        for number, each in enumerate(prefixes(tree)):
            if len(found["aggregations"][f"p{number}"]["holding"]["words"]["buckets"]) > self._expansions:
                raise too_wide(f"{each.prefix}*", self._expansions)


def compiled(request: Request) -> tuple[Json, bool]:
    """The query for a tree, and whether it is scored."""
    if request.sort == "relevance" and request.size > 0 and scores(request.tree):
        query = Compiler(scored=True).node(request.tree)
        if clauses(query) <= SCORED_CLAUSES:
            return query, True
    return Compiler(scored=False).node(request.tree), False


def _notes(view: View, shards: Any) -> tuple[Note, ...]:
    missing = view.missing + shards["failed"]
    return (Note("shards-missing", {"missing": missing, "of": view.missing + shards["total"]}),) if missing else ()


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
