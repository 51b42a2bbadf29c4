"""The whole register anew, from what an archive holds and people decided; only what changes is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from indexer import decisions
from indexer.decisions import Decisions
from indexer.document import entry
from indexer.gathering import Gathered, Names, gather, is_fixed, latest
from indexer.ledger import WAIT, Ledger
from indexer.linking import Linker
from indexer.namesakes import Namesakes
from indexer.naming import Cluster
from indexer.outcome import Outcome
from indexer.resolving import ROUNDS, Resolver
from indexer.settling import original
from search.database import Where
from search.engines.base import Engine, Merging
from search.errors import Unreadable
from search.register import Perhaps, Register, fold
from search.store import Store
from search.types import All, Document, Mention

#: Documents that are changed between two commits.
BATCH = 500
#: Share of an archive's documents up to which they are read one by one.
FEW = 0.05

#: Called with how many steps are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a relink did: entities there are now, documents that changed, decisions that could not be applied."""

    entities: int
    documents: int
    failures: tuple[Unreadable, ...]


def relink(store: Store, progress: Progress = lambda done, of: None) -> Relinked:
    """Gathers all names of an archive anew. The result does not depend on the order in which documents came.

    Raises ArchiveBusy.
    """
    with writing(store) as (engine, register):
        relinked = renew(engine, register, store.decisions, progress)
        if isinstance(engine, Merging):
            engine.merge()
        return relinked


@contextmanager
def writing(store: Store, wait: float = WAIT) -> Iterator[tuple[Engine, Register]]:
    """The archive opened to change what is in it; nobody else does so within, for which it waits some seconds.

    Raises ArchiveBusy.
    """
    store.check()
    with (
        closing(store.engine(writing=True)) as engine,
        closing(Ledger(store.ledger, wait)) as ledger,
        closing(Register(store.register, writing=True)) as register,
        ledger.alone(),
    ):
        store.check()
        yield engine, register


def mend(engine: Engine, register: Register, decided: Where) -> None:
    """Makes the register anew where the index is ahead of it: it was lost, or put back from an older copy.

    The register is committed before the index, so a crash never leaves it behind.
    """
    ahead = engine.info().generation
    if ahead > register.generation():
        register.advance(ahead)
        renew(engine, register, decided)


def renew(engine: Engine, register: Register, where: Where, progress: Progress = lambda done, of: None) -> Relinked:
    """The same as `relink`, of an archive that is open; `where` is what people decided."""
    decided = decisions.read(where)
    found = Names(decided)
    steps = Steps(progress, engine.info().documents)
    for document in steps.counted(engine.scan(All())):
        found.count(original(document.mentions), document.language)
    gathered = gather(found, decided)
    resolver = Resolver(gathered.clusters, decided, lambda document: _owned(document, gathered, decided))
    resolver.run(partial(_read, engine, steps))
    divisions = _divide(engine, resolver, gathered, decided)
    outcome = Outcome(gathered, resolver)
    for document in engine.scan(All()):
        outcome.count(document)
    register.replace(outcome.known(), outcome.suggestions(), outcome.redirects(), divisions)
    changed = rewrite(engine, register, _changed(engine, resolver))
    register.finish(engine.info().documents)
    return Relinked(len(outcome.entities), changed, tuple(decided.failures))


def _divide(engine: Engine, resolver: Resolver, gathered: Gathered, decided: Decisions) -> list[Perhaps]:
    """Parts people of one name where they surely are two; gives those who perhaps are."""
    namesakes = Namesakes(resolver.present, decided)
    if not namesakes:
        return []
    for document in engine.scan(All()):
        namesakes.see(document, resolver.mentions(document))
    divisions = namesakes.divisions()
    sure = [one for one in divisions if one.sure]
    for one in sure:
        gathered.clusters[one.other] = Cluster(one.other, "person")
    resolver.divide(sure)
    return [Perhaps(one.entity, one.other, one.beside, len(one.documents), one.sure) for one in divisions]


class Steps:
    """Tells how far a relink is: the names counted, then each round of reading, are as many steps as documents."""

    def __init__(self, progress: Progress, documents: int) -> None:
        self._progress = progress
        self._documents = documents
        self._rounds = 0

    def counted(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents, each a step."""
        for number, document in enumerate(documents, 1):
            yield document
            self._progress(self._rounds * self._documents + number, (ROUNDS + 2) * self._documents)
        self._rounds += 1


def _read(engine: Engine, steps: Steps, wanted: frozenset[str] | None) -> Iterator[Document]:
    """The documents of these ids, None for all: one by one where they are few."""
    if wanted is not None and len(wanted) < engine.info().documents * FEW:
        return steps.counted(document for id_ in sorted(wanted) if (document := engine.get(id_)))
    return steps.counted(document for document in engine.scan(All()) if wanted is None or document.id in wanted)


def _owned(document: Document, gathered: Gathered, decided: Decisions) -> tuple[Mention, ...]:
    return tuple(_with_owner(m, gathered, decided) for m in original(document.mentions))


def _with_owner(mention: Mention, gathered: Gathered, decided: Decisions) -> Mention:
    """A mention with the id its name has in the archive; what a gazetteer said is kept where people said otherwise."""
    form = fold(mention.name)
    if not (mention.entity and is_fixed(mention.entity, mention.type, form)):
        return mention._replace(entity=gathered.owner.get((mention.type, form), mention.entity))
    split = decided.is_split(mention.type, form, mention.entity)
    taken = gathered.owner.get((mention.type, form), "") if split else ""
    now = taken or latest(mention.entity, gathered.moved)
    return mention if now == mention.entity else mention._replace(entity=now, instead=(mention,))


def _changed(engine: Engine, resolver: Resolver) -> Iterator[Document]:
    for document in engine.scan(All()):
        if (now := resolver.mentions(document)) != document.mentions:
            yield replace(document, mentions=now)


def rewrite(engine: Engine, register: Register, documents: Iterable[Document]) -> int:
    """Puts documents with other mentions in the place of what the index has of them; how many they were."""
    linker = Linker(register)
    entries = (entry(document, 0) for document in documents)
    total = 0
    while batch := list(islice(entries, BATCH)):
        engine.add(linker.dressed(batch))
        engine.commit()
        total += len(batch)
    return total
