"""What an archive knows of one entity: its names with how many documents hold each, and what it may be the same as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import names
from search.engines.base import Engine
from search.query.words import Style, phrase
from search.register import Name, Perhaps, Register, label
from search.types import And, Entity, Keyword, Named, Request

#: Names whose documents are counted.
MOST_NAMES = 60
#: Other names that one is compared with.
MOST_COMPARED = 24


@dataclass(frozen=True, slots=True)
class Link:
    """Why a name is an entity's: which other name of it is the most alike (0..1), and their letters side by side."""

    name: str
    language: str
    score: float
    explained: names.Explanation


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name, its language, whether it is only the last word of a full one, or listed, and the documents that hold it.

    A listed name is a gazetteer's, or one that a person gave; of any other, `link` says what it rests on.
    """

    name: str
    language: str
    short: bool
    documents: int
    listed: bool = False
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else of the same name, surely or perhaps: in how many documents, and beside whom; an id and labels."""

    id: str
    entity: str
    beside: tuple[Named, ...]
    documents: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity as shown: label, names most found first, what it is part of and has as parts, and suggestions."""

    named: Named
    names: tuple[NameCount, ...]
    documents: int
    part_of: Named | None
    parts: tuple[Named, ...]
    suggestions: tuple[tuple[Named, float], ...]
    namesakes: tuple[Namesake, ...] = ()


def profile(entity: Entity, register: Register, engine: Engine, language: str) -> Profile:
    """The profile of an entity, labels for a reader of `language`."""
    suggested = dict(register.suggestions(entity.id))
    parts = register.parts(entity.id)
    wholes = [entity.part_of] if entity.part_of else []
    labels = register.labels([*suggested, *parts, *wholes], language)
    found = Keyword("entity", entity.id)
    known = register.names(entity.id)[:MOST_NAMES]
    counted = [
        NameCount(
            name.name,
            name.language,
            name.kind == "short",
            _documents(engine, found, name.name),
            name.kind == "curated",
            _link(name, known, entity.type == "person") if name.kind == "seen" else None,
        )
        for name in known
    ]
    return Profile(
        named=label(entity, language),
        names=tuple(sorted(counted, key=lambda one: (-one.documents, one.language, one.name))),
        documents=engine.search(Request(found, size=0)).total,
        part_of=labels.get(entity.part_of or ""),
        parts=tuple(labels[part] for part in parts if part in labels),
        suggestions=tuple((labels[other], score) for other, score in suggested.items() if other in labels),
        namesakes=tuple(_namesake(one, entity.id, register, language) for one in register.divisions(entity.id)),
    )


def _namesake(found: Perhaps, entity: str, register: Register, language: str) -> Namesake:
    beside = register.labels(found.beside, language)
    other = found.entity if found.other == entity else found.other
    return Namesake(other, found.entity, tuple(beside.values()), found.documents, found.sure)


def _link(name: Name, known: Sequence[Name], person: bool) -> Link | None:
    """What a name that was seen in documents is most like, of the listed names, else of those seen."""
    full = [one for one in known if one.name != name.name and one.kind != "short"]
    others = [one for one in full if one.kind == "curated"] or full
    scored = [(names.similarity(name.name, one.name, person=person), one) for one in others[:MOST_COMPARED]]
    if not scored:
        return None
    score, best = max(scored, key=lambda pair: pair[0])
    return Link(best.name, best.language, round(score, 3), names.explain(name.name, best.name, person=person))


def _documents(engine: Engine, entity: Keyword, name: str) -> int:
    written = phrase(name, Style(exact=True))
    return engine.search(Request(And((written, entity)), size=0)).total
