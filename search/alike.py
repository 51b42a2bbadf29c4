"""Beside one document: its copies, and other documents on the same matter, in any language.

Two measures of alikeness, each 0..1. *Names*: of the document's entities, weighed by how rare each is (log of the
archive over the documents that mention it, the usual inverse document frequency), the share that the other one mentions
too; it crosses languages. *Words*: the engine's score for the document's most telling terms, over the score that the
document itself gets for them. What is over neither threshold is not shown: nothing alike is an answer too.
Quality: `python -m evaluation.alike`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from search.analysis import index_terms
from search.engines.base import Engine
from search.engines.holding import holding
from search.types import All, Document, Keyword, KeywordFilter, Node, Or, Request, Word

#: Copies of one document that are listed.
MOST_COPIES = 20
#: Terms and entities of a document that are looked for, and characters of a body that are read for them.
TERMS, ENTITIES, CHARACTERS = 40, 30, 20_000
#: Documents that are looked at for either measure; reading them is most of the work.
BY_NAMES, BY_WORDS = 30, 12
#: From which share of names (of at least two), or of words, on a document is on the same matter.
SAME_NAMES, SAME_WORDS = 0.4, 0.35


@dataclass(frozen=True, slots=True)
class Copies:
    """The other documents with the same text: how many, the first of them."""

    total: int
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A document on the same matter, how alike it is (0..2), the ids of the entities it shares, the rarest first."""

    document: Document
    score: float
    shared: tuple[str, ...]


def group(document: Document) -> str:
    """The id that a document and all of its copies have in common: that of the first of them."""
    return document.copy_of or document.id


def copies(engine: Engine, document: Document) -> Copies:
    """The other documents of a document's group, the first one before its copies."""
    same = KeywordFilter("copy", (group(document),))
    found = engine.search(Request(All(), (same,), "oldest", MOST_COPIES, bodies=False))
    first = engine.get(document.copy_of) if document.copy_of else None
    others = [match.document for match in found.hits if match.document.id != document.id]
    own = 1 if document.copy_of else 0
    listed = (*([first] if first else []), *others)
    return Copies(max(len(listed), found.total - own + bool(first)), listed)


def copied(engine: Engine, documents: Iterable[Document]) -> dict[str, int]:
    """Of each of these documents, by id: how many others in the archive have the same text."""
    asked = {document.id: document for document in documents}
    groups = tuple(dict.fromkeys(group(document) for document in asked.values()))
    if not groups:
        return {}
    numbers = {first: number for first, number in holding(engine, "copy", groups).items() if number}
    # The first of a group is not counted among its copies, and may have been removed from the archive.
    gone = {first for first in numbers if first not in asked and engine.get(first) is None}
    first_of = {id_: group(document) for id_, document in asked.items()}
    return {id_: numbers[first] - (first in gone) for id_, first in first_of.items() if first in numbers}


def alike(engine: Engine, document: Document, limit: int) -> list[Alike]:
    """The documents most on the same matter as this one, at most `limit`, without its copies."""
    total = engine.info().documents
    weights = _weights(engine, document, total)
    whole = sum(weights.values())
    words = _by_words(engine, document, total)
    found = {one.id: one for one in (*_by_names(engine, weights, total), *(one for one, _ in words.values()))}
    made = []
    for one in found.values():
        mentioned = {mention.entity for mention in one.mentions}
        shared = tuple(id_ for id_ in weights if id_ in mentioned)
        names = sum(weights[id_] for id_ in shared) / whole if len(shared) > 1 else 0.0
        share = words[one.id][1] if one.id in words else 0.0
        if group(one) != group(document) and (names >= SAME_NAMES or share >= SAME_WORDS):
            made.append(Alike(one, names + share, shared))
    made.sort(key=lambda other: (-other.score, other.document.id))
    return list(_one_of_each(made))[:limit]


def _one_of_each(ranked: Iterable[Alike]) -> Iterable[Alike]:
    """Of several copies the first only."""
    seen = set()
    for one in ranked:
        if group(one.document) not in seen:
            seen.add(group(one.document))
            yield one


def _weights(engine: Engine, document: Document, total: int) -> dict[str, float]:
    """The rarest entities of a document that others mention too, each with its weight, the heaviest first."""
    ids = tuple(dict.fromkeys(mention.entity for mention in document.mentions if mention.entity))
    if not ids:
        return {}
    counts = holding(engine, "entity", ids)
    rare = sorted((number, id_) for id_, number in counts.items() if 1 < number < total)[:ENTITIES]
    return {id_: log(total / number) for number, id_ in rare}


def _by_names(engine: Engine, weights: Mapping[str, float], total: int) -> list[Document]:
    """Documents that mention the rarest entities: as many of these as BY_NAMES documents can mention."""
    chosen: list[Node] = []
    reached = 0.0
    for id_, weight in weights.items():
        reached += total * exp(-weight)
        if chosen and reached > BY_NAMES:
            break
        chosen.append(Keyword("entity", id_))
    if not chosen:
        return []
    newest = Request(Or(tuple(chosen)), (), "newest", BY_NAMES, bodies=False)
    return [match.document for match in engine.search(newest).hits]


def _by_words(engine: Engine, document: Document, total: int) -> dict[str, tuple[Document, float]]:
    """Documents with the most telling terms of this one: id -> document, its score as a share of this one's own."""
    text = "\n".join((document.title, *(document.body[start:end] for start, end in document.pieces())))
    counted = Counter(index_terms(text[:CHARACTERS], document.language)[0])
    frequency = engine.document_frequency(counted, "terms")
    # A term that no other document holds finds none, but tells how much of this one is its own.
    telling = sorted(
        (-(1 + log(number)) * log(total / held), term)
        for term, number in counted.items()
        if 0 < (held := frequency[term]) < total
    )
    chosen = [Word((term,), "") for _, term in telling[:TERMS]]
    hits = engine.search(Request(Or(tuple(chosen)), (), "relevance", BY_WORDS, bodies=False)).hits if chosen else ()
    own = next((match.score for match in hits if match.document.id == document.id), 0.0)
    return {match.document.id: (match.document, match.score / own) for match in hits} if own else {}
