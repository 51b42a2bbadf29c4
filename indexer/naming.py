"""Whose name is it: the forms that names take in an archive, gathered into people, places and organisations.

A form is a name of a type as it is looked up, folded. Places and organisations are told apart by the gazetteer; one
that it does not know is itself alone. People are also the same when their full names are surely the same name, in
whatever scripts. One word alone is a person's name only where exactly one person of the archive is called so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from typing import TypeVar

from search import names
from search.register import Known, Name, fold
from search.types import EntityType

#: Names of an entity that a new one is compared with: the first of each script, and curated ones.
MOST_COMPARED = 12
#: Entities that a new name is compared with: of a list of a thousand people all may begin with the same two names.
MOST_ALIKE = 25

T = TypeVar("T", int, str)


@dataclass(slots=True)
class Cluster:
    """One entity as far as its names tell: its id, forms with the documents they are in, and how they are written."""

    id: str
    type: EntityType
    curated: tuple[Name, ...] = ()
    part_of: str | None = None
    forms: dict[str, int] = field(default_factory=dict)
    written: dict[tuple[str, str], int] = field(default_factory=dict)
    compared: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    hidden: bool = False

    def take(self, form: str, written: dict[tuple[str, str], int]) -> None:
        """Adds a form, with how many documents write it so: (language, name) -> documents."""
        self.forms[form] = self.forms.get(form, 0) + sum(written.values())
        for place, count in written.items():
            self.keys |= names.keys(place[1])
            self.written[place] = self.written.get(place, 0) + count
        if len(self.compared) < MOST_COMPARED and is_full(form):
            self.compared.append(min(written, key=lambda place: (-written[place], place))[1])

    def rename(self, written: dict[tuple[str, str], int]) -> None:
        """Its names anew, as documents write them in the end."""
        self.written = written
        self.forms = {}
        self.keys = {key for name in self.curated for key in names.keys(name.name)}
        for (_, name), count in sorted(written.items()):
            self.forms[fold(name)] = self.forms.get(fold(name), 0) + count
            self.keys |= names.keys(name)

    def known(self) -> Known:
        """As the register keeps it: curated names, then seen ones by how often, then the last words of full names."""
        listed = {(name.language, name.name) for name in self.curated}
        seen = [place for place in sorted(self.written, key=lambda p: (-self.written[p], p)) if place not in listed]
        found = [*self.curated, *(Name(language, name, "seen", rank) for rank, (language, name) in enumerate(seen))]
        if self.type == "person":
            found += _short(found)
        return Known(self.id, self.type, tuple(found), frozenset(self.keys), self.part_of, self.hidden)


def renamed(named: Iterable[Name], language: str, name: str) -> tuple[Name, ...]:
    """The names of an entity with one before all others of its language, also before one that was put so earlier."""
    kept = (each for each in named if (each.language, each.name) != (language, name))
    behind = (replace(each, rank=max(each.rank, 0)) if each.language == language else each for each in kept)
    return (Name(language, name, "curated", -1), *behind)


def own_id(kind: EntityType, forms: Iterable[str]) -> str:
    """The id of an entity that no gazetteer knows: a hash of its least form."""
    return f"{kind}:x{hashlib.sha256(min(forms).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def other_id(entity: str, beside: Iterable[str]) -> str:
    """The id of somebody else of the name of `entity`, whom these others are mentioned with."""
    return own_id("person", [" ".join((entity, *sorted(beside)))])


def is_full(form: str) -> bool:
    """Whether a form has more than one word."""
    return " " in form


def likeness(name: str, others: Iterable[str], alone: bool = False) -> tuple[bool, float]:
    """Whether a person's full name is surely one of the others, by the limits of their scripts; how alike (0..1).

    `alone`: nobody else is asked for, so that the first of the others that surely is the name tells enough.
    """
    best = (False, 0.0)
    for other in others:
        score, limits = names.similarity(name, other, person=True), names.thresholds(name, other)
        if score >= limits.unsure:
            best = max(best, (score >= limits.sure, score))
        if alone and best[0]:
            break
    return best


def most_alike(shared: Mapping[T, int]) -> list[T]:
    """Of those that share keys with a name, by how many, the few that it is compared with: those that share most."""
    return nsmallest(MOST_ALIKE, shared, key=lambda one: (-shared[one], one))


def last_word(name: str) -> str:
    """What a person of a full name may be called in short; "" where that says too little, or the name is one word."""
    words = name.split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else ""


def _short(found: list[Name]) -> list[Name]:
    """The last word of each full name, where it is no name of its own already."""
    taken = {(name.language, fold(name.name)) for name in found}
    made: dict[tuple[str, str], Name] = {}
    for name in found:
        word = last_word(name.name)
        if word and (name.language, fold(word)) not in taken:
            made.setdefault((name.language, word), Name(name.language, word, "short", 0))
    return list(made.values())
