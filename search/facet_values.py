"""All values of one facet under a query: found by any of their names in any script, counted exactly, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search import facets, names
from search.engines.base import Engine
from search.engines.limits import VALUES
from search.errors import NotFound
from search.query import LANGUAGES
from search.register import Register, fold
from search.types import ENTITY_TYPES, Bucket, Buckets, Facet, Query, Request, TermBuckets

#: Facets whose values can be asked for.
FACETS = ("language", "date", "entity", "source", "mentioned")
#: Values counted at most, the most frequent; rarer ones are found by their names.
MOST = VALUES
#: Entities whose names are looked at for one text.
LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which values: of a facet, with a name that begins with `text` (any: ""), of a `kind` of entity (any: "")."""

    facet: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """One page of a facet's values, the most frequent first (dates: the latest), and how many there are in all."""

    total: int
    buckets: tuple[Bucket, ...]


def values(engine: Engine, register: Register, query: Query, wanted: Wanted, start: int, size: int) -> Values:
    """The values `start` to `start + size` under a query. Raises NotFound for a facet that does not exist."""
    if wanted.facet not in FACETS:
        raise NotFound(what="facet", value=wanted.facet)
    if wanted.facet == "entity":
        return _entities(engine, register, query, wanted, start, size)
    ui = query.ui
    counts = _counted(engine, query, _buckets(engine, query, wanted.facet))
    found = _flat(facets.shown(counts, query, {}, ui), wanted.facet)
    if wanted.text:
        called: dict[str, set[str]] = {bucket.value: {bucket.value} for bucket in found}
        for language in set(LANGUAGES) - {"prs"}:
            for bucket in _flat(facets.shown(counts, query, {}, language), wanted.facet):
                called[bucket.value].add(bucket.label)
        found = [bucket for bucket in found if any(_begins(name, wanted.text) for name in called[bucket.value])]
    if wanted.facet not in ("date", "mentioned"):
        found.sort(key=lambda bucket: (-bucket.count, bucket.value))
    return Values(len(found), tuple(found[start : start + size]))


def _entities(engine: Engine, register: Register, query: Query, wanted: Wanted, start: int, size: int) -> Values:
    """Entities are too many to label them all: they are counted first, and those of the page labelled."""
    ids = list(_called(register, wanted)) if wanted.text else []
    own = query.options.get("entity_match", "all") == "all"
    prefix = f"{wanted.kind}:" if wanted.kind else ""
    asked = TermBuckets("entity", 0 if wanted.text else MOST, tuple(ids), own_filter=own, prefix=prefix)
    pairs = [pair for pair in _counted(engine, query, (asked,)).get("entity", ()) if pair[1]]
    page = pairs[start : start + size]
    ui = query.ui
    labelled = register.labels((value for value, _ in page), ui)
    shown = facets.shown({"entity": tuple(page)}, query, labelled, ui)
    return Values(len(pairs), tuple(_flat(shown, "entity")))


def _called(register: Register, wanted: Wanted) -> Iterator[str]:
    """The ids of entities with a name that begins so, or that is perhaps the same name in another script."""
    kinds = tuple(kind for kind in ENTITY_TYPES if wanted.kind in ("", kind))
    beginning = [entity.id for entity in register.beginning(wanted.text, LOOKED_AT) if entity.type in kinds]
    keys = names.keys(wanted.text)
    alike = [id_ for kind in kinds for id_ in register.alike(keys, kind)[:LOOKED_AT]]
    same = (
        entity.id
        for entity in register.get(alike).values()
        for listed in entity.names.values()
        for name in listed
        if names.verdict(wanted.text, name, person=entity.type == "person") != "different"
    )
    return iter(dict.fromkeys((*beginning, *same)))


def _buckets(engine: Engine, query: Query, facet: str) -> tuple[Buckets, ...]:
    if facet == "date":
        info = engine.info()
        every = facets.buckets(query, info.first_day, info.last_day)
        return tuple(each for each in every if not isinstance(each, TermBuckets))
    return (TermBuckets(facet, MOST),)


def _counted(engine: Engine, query: Query, wanted: Sequence[Buckets]) -> dict[str, tuple[tuple[str, int], ...]]:
    return dict(engine.search(Request(query.tree, query.filters, size=0, buckets=tuple(wanted))).buckets)


def _flat(shown: tuple[Facet, ...], name: str) -> list[Bucket]:
    """The buckets of one facet, each followed by its children."""
    return list(_all(next((facet.buckets for facet in shown if facet.name == name), ())))


def _all(buckets: tuple[Bucket, ...]) -> Iterator[Bucket]:
    for bucket in buckets:
        yield bucket._replace(children=())
        yield from _all(bucket.children)


def _begins(name: str, text: str) -> bool:
    """Whether a word of a name begins so, however it is typed; a value that is no word (a site, a year) anywhere."""
    folded, start = fold(name), fold(text)
    return (bool(start) and (f" {folded}".find(f" {start}") >= 0)) or text.casefold() in name.casefold()
