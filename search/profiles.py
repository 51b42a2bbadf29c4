"""What an archive knows of one entity: its names with how many documents hold each, and what it may be the same as."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines.base import Engine
from search.query.words import Style, phrase
from search.register import Register, label
from search.types import And, Entity, Keyword, Named, Request

#: Names whose documents are counted.
MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name, its language, whether it is only the last word of a full one, or listed, and the documents that hold it.

    A listed name is a gazetteer's, or one that a person gave.
    """

    name: str
    language: str
    short: bool
    documents: int
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity as shown: label, names most found first, what it is part of and has as parts, and suggestions."""

    named: Named
    names: tuple[NameCount, ...]
    documents: int
    part_of: Named | None
    parts: tuple[Named, ...]
    suggestions: tuple[tuple[Named, float], ...]


def profile(entity: Entity, register: Register, engine: Engine, language: str) -> Profile:
    """The profile of an entity, labels for a reader of `language`."""
    suggested = dict(register.suggestions(entity.id))
    parts = register.parts(entity.id)
    wholes = [entity.part_of] if entity.part_of else []
    labels = register.labels([*suggested, *parts, *wholes], language)
    found = Keyword("entity", entity.id)
    counted = [
        NameCount(
            name.name,
            name.language,
            name.kind == "short",
            _documents(engine, found, name.name),
            name.kind == "curated",
        )
        for name in register.names(entity.id)[:MOST_NAMES]
    ]
    return Profile(
        named=label(entity, language),
        names=tuple(sorted(counted, key=lambda one: (-one.documents, one.language, one.name))),
        documents=engine.search(Request(found, size=0)).total,
        part_of=labels.get(entity.part_of or ""),
        parts=tuple(labels[part] for part in parts if part in labels),
        suggestions=tuple((labels[other], score) for other, score in suggested.items() if other in labels),
    )


def _documents(engine: Engine, entity: Keyword, name: str) -> int:
    written = phrase(name, Style(exact=True))
    return engine.search(Request(And((written, entity)), size=0)).total
