"""The whole register anew, from what an archive holds and people decided; only what changes is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

from indexer import decisions
from indexer.document import entry
from indexer.gathering import Gathered, Names, gather, is_fixed
from indexer.linking import Linker
from search.engines.base import Engine
from search.errors import Unreadable
from search.register import Register, fold, is_own
from search.store import Store
from search.types import All, Document, Mention

#: Documents that are changed between two commits.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a relink did: entities there are now, documents that changed, decisions that could not be applied."""

    entities: int
    documents: int
    failures: tuple[Unreadable, ...]


def relink(store: Store, progress: Callable[[int], None] = lambda documents: None) -> Relinked:
    """Gathers all names of an archive anew. The result does not depend on the order in which documents came.

    Raises ArchiveBusy.
    """
    with closing(store.engine(writing=True)) as engine, closing(Register(store.register, writing=True)) as register:
        found = Names()
        for number, document in enumerate(engine.scan(All()), 1):
            found.count(document.mentions, document.language)
            progress(number)
        decided = decisions.read(store.decisions)
        gathered = gather(found, decided)
        redirects = {**dict(_redirects(engine, gathered)), **gathered.moved}
        known = [gathered.clusters[id_].known() for id_ in sorted(gathered.clusters)]
        register.replace(known, gathered.suggestions, sorted(redirects.items()))
        changed = _change(engine, register, gathered)
    return Relinked(len(known), changed, tuple(decided.failures))


def _renamed(document: Document, gathered: Gathered) -> Document:
    return replace(document, mentions=tuple(m._replace(entity=_owner(m, gathered)) for m in document.mentions))


def _owner(mention: Mention, gathered: Gathered) -> str | None:
    form = fold(mention.name)
    if mention.entity and is_fixed(mention.entity, mention.type, form) and mention.entity in gathered.clusters:
        return mention.entity
    return gathered.owner.get((mention.type, form), mention.entity)


def _redirects(engine: Engine, gathered: Gathered) -> Iterator[tuple[str, str]]:
    """From ids that documents still carry and no entity has, to the entity that has the name now."""
    for document in engine.scan(All()):
        for mention in document.mentions:
            now = _owner(mention, gathered)
            if mention.entity and now and now != mention.entity and is_own(mention.entity):
                yield mention.entity, now


def _change(engine: Engine, register: Register, gathered: Gathered) -> int:
    linker = Linker(register)
    changed = (
        entry(now, 0)
        for document in engine.scan(All())
        if (now := _renamed(document, gathered)).mentions != document.mentions
    )
    total = 0
    while batch := list(islice(changed, BATCH)):
        engine.add(linker.link(batch))
        engine.commit()
        total += len(batch)
    return total
