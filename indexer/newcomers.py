"""The names of documents just added, settled by what the archive holds, without reading the rest of it.

The same rounds as a relink's (`resolving`), over these documents alone: they are shown the documents that mention the
same rare entities, and the archive's full names that share a sound key with words of theirs. What they tell of older
documents is seen by the next relink.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import islice

from indexer import decisions
from indexer.company import MOST_DOCUMENTS, Archive
from indexer.document import entry, searched_texts
from indexer.entities.clitics import bare
from indexer.entities.folding import fold as folded
from indexer.entities.lexicon import is_common
from indexer.entities.tokens import Token, sentences
from indexer.linking import Linker, from_register
from indexer.naming import Cluster
from indexer.resolving import Resolver, became
from search import names
from search.database import Where
from search.engines.base import Engine
from search.engines.holding import holding
from search.errors import NotFound
from search.register import Register, is_own
from search.types import Document, EntityType, Keyword, Or

#: Documents that are settled together.
TOGETHER = 200
#: Words of a full name that is looked for, and ids asked for at once.
WINDOWS, MOST_ASKED = (2, 3), 500
#: Organisations are translated, not sounded.
SOUNDED: tuple[EntityType, ...] = ("person", "place")


def settle(
    engine: Engine,
    register: Register,
    linker: Linker,
    decided: Where,
    added: Iterable[str],
    progress: Callable[[int, int], None] = lambda done, of: None,
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> int:
    """Settles the names of the documents of these ids; how many of them it changed.

    `alone`: within it nobody else writes to the archive.
    """
    wanted = sorted(added)
    ids = iter(wanted)
    rows = decisions.read(decided)
    changed = looked_at = 0
    while batch := list(islice(ids, TOGETHER)):
        with alone():
            documents = {id_: document for id_ in batch if (document := engine.get(id_))}
            resolver = _resolver(engine, register, rows, documents)
            resolver.run(partial(_read, documents))
            changed += _change(engine, register, linker, resolver, documents.values())
        looked_at += len(batch)
        progress(looked_at, len(wanted))
    return changed


def _read(documents: dict[str, Document], wanted: frozenset[str] | None) -> Iterable[Document]:
    return [document for id_, document in documents.items() if wanted is None or id_ in wanted]


def _resolver(
    engine: Engine, register: Register, rows: decisions.Decisions, documents: dict[str, Document]
) -> Resolver:
    own = {m.entity for document in documents.values() for m in document.mentions if m.entity}
    counts = _counts(engine, own)
    rare = sorted(id_ for id_ in own if counts.get(id_, 0) <= MOST_DOCUMENTS)
    beside = {
        document.id: frozenset(m.entity for m in document.mentions if m.entity)
        for at in range(0, len(rare), MOST_ASKED)
        for document in engine.scan(Or(tuple(Keyword("entity", id_) for id_ in rare[at : at + MOST_ASKED])))
        if document.id not in documents
    }
    wanted = own.union(*beside.values(), *(_sounding(document, register) for document in documents.values()))
    counts |= _counts(engine, wanted - own)
    clusters = {id_: cluster for id_ in sorted(wanted) if (cluster := _cluster(register, id_, counts.get(id_, 0)))}
    archive = Archive(engine.info().documents, counts)
    return Resolver(clusters, rows, lambda document: document.mentions, beside, archive)


def _cluster(register: Register, identifier: str, documents: int) -> Cluster | None:
    try:
        cluster = from_register(register.known(identifier))
    except NotFound:
        return None
    cluster.forms = {form: documents if not at else 0 for at, form in enumerate(sorted(cluster.forms))}
    return cluster


def _counts(engine: Engine, ids: Iterable[str]) -> dict[str, int]:
    """How many documents of the archive mention each."""
    wanted, found = sorted(ids), dict[str, int]()
    for at in range(0, len(wanted), MOST_ASKED):
        found |= holding(engine, "entity", wanted[at : at + MOST_ASKED])
    return found


def _sounding(document: Document, register: Register) -> set[str]:
    """The people and places one of whose names shares a sound key with words of a document that stand together."""
    keys: set[str] = set()
    for _, text in searched_texts(document):
        for sentence in sentences(text):
            tokens = [token for token in sentence if token.word]
            for window in _windows(tokens, document.language):
                keys |= names.keys(window)
    return {id_ for kind in SOUNDED for id_ in register.alike(sorted(keys), kind)}


def _windows(tokens: list[Token], language: str) -> Iterator[str]:
    """What may be a full name in a sentence, as written and without what is written onto its ends."""
    for length in WINDOWS:
        for at in range(len(tokens) - length + 1):
            span = [token.text for token in tokens[at : at + length]]
            if any(word[:1].islower() or is_common(word, language) for word in (span[0], span[-1])):
                continue
            for first in (span[0], *bare(folded(span[0]), language, True)):
                for last in (span[-1], *bare(folded(span[-1]), language, False)):
                    yield " ".join((first, *span[1:-1], last))


def _change(
    engine: Engine, register: Register, linker: Linker, resolver: Resolver, documents: Iterable[Document]
) -> int:
    """Writes what changed; ids that nothing in the archive carries any more lead to what all their mentions became."""
    changed: list[Document] = []
    turned: dict[str, set[str]] = {}
    for document in documents:
        now = resolver.mentions(document)
        if now != document.mentions:
            changed.append(replace(document, mentions=now))
            for old, new in became(document.mentions, now):
                turned.setdefault(old, set()).add(new)
    if changed:
        engine.add(linker.settled([entry(document, 0) for document in changed]))
        engine.commit()
    left = _counts(engine, turned)
    for old, others in sorted(turned.items()):
        if is_own(old) and not left.get(old) and len(others - {old}) == 1:
            register.retire(old, min(others - {old}))
    return len(changed)
