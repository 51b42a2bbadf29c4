"""Links each mention to whom it names while documents are added, as far as what came before tells; see `relinking`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.entities import gazetteer
from indexer.naming import MOST_ALIKE, Cluster, is_full, likeness, most_alike, own_id
from search import names
from search.errors import NotFound
from search.facets import keywords
from search.register import Known, Name, Register, fold, is_own
from search.types import Entity, EntityType, IndexEntry, Mention


class Linker:
    """Gives ids to mentions, and keeps what they are called in the register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._ids: dict[tuple[str, str], str] = {}
        self._noted: set[tuple[str, str]] = set()
        self._generation = -1
        self._changed: dict[str, Cluster] = {}
        # Which of these has a form first, and which have a key: a batch may bring thousands.
        self._by_form: dict[tuple[str, str], str] = {}
        self._by_key: dict[tuple[str, str], dict[str, None]] = {}
        # What the register has of entities, until it is written to: one may have a name for each mention of a text.
        self._kept: dict[str, frozenset[str]] = {}

    def link(self, entries: Sequence[IndexEntry]) -> list[IndexEntry]:
        """Entries whose every mention has an id, the register and its generation brought up to date first."""
        with self._register.still():
            self._forget_when_changed()
            linked = [self._all_linked(one) if one.document.mentions else one for one in entries]
            self._keep()
        return self.dressed(linked)

    def settled(self, entries: Sequence[IndexEntry]) -> list[IndexEntry]:
        """Entries whose mentions have their ids, what they are called kept in the register first."""
        with self._register.still():
            self._forget_when_changed()
            for document in (one.document for one in entries):
                for mention in document.mentions:
                    self._note(str(mention.entity), mention, document.language, fold(mention.name))
            self._keep()
        return self.dressed(entries)

    def dressed(self, entries: Sequence[IndexEntry]) -> list[IndexEntry]:
        """Entries whose mentions have their ids, with these, what they are part of, and the register's generation."""
        generation = self._register.generation()
        with self._register.still():
            return [
                replace(
                    one,
                    keywords={
                        **one.keywords,
                        **keywords(one.document),
                        "entity": self.with_wholes(one.document.mentions),
                    },
                    generation=generation,
                )
                for one in entries
            ]

    def with_wholes(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The ids of mentions, and of what these are part of."""
        found: dict[str, None] = {}
        for mention in mentions:
            identifier = mention.entity
            while identifier and identifier not in found:
                found[identifier] = None
                entity = self._register.get([identifier]).get(identifier)
                identifier = entity.part_of if entity else None
        return tuple(found)

    def _forget_when_changed(self) -> None:
        """Forgets who is called so where others changed the register: an id may have been merged away."""
        if (generation := self._register.generation()) != self._generation:
            self._ids.clear()
            self._noted.clear()
            self._kept.clear()
            self._generation = generation

    def _keep(self) -> None:
        self._generation = self._register.put(self._changed[id_].known() for id_ in sorted(self._changed))
        for kept in (self._changed, self._by_form, self._by_key, self._kept):
            kept.clear()

    def _all_linked(self, entry: IndexEntry) -> IndexEntry:
        made = entry.document
        mentions = tuple(self._linked(mention, made.language) for mention in made.mentions)
        return replace(entry, document=replace(made, mentions=mentions))

    def _linked(self, mention: Mention, language: str) -> Mention:
        form = fold(mention.name)
        if mention.entity and not is_own(mention.entity):
            identifier = self._register.current(mention.entity)
            taken = own_id(mention.type, [form])
            if self._register.get([taken]) and form not in self._forms(identifier):
                identifier = taken
            if identifier != mention.entity:
                # People merged it away, or took this name from it; what the gazetteer said is kept beside it.
                mention = mention._replace(instead=(mention,))
        else:
            identifier = self._ids.get((mention.type, form)) or self._found(mention, form)
            self._ids[mention.type, form] = identifier
        self._note(identifier, mention, language, form)
        return mention._replace(entity=identifier)

    def _found(self, mention: Mention, form: str) -> str:
        """Who is called so: by the very name, by the last word of one person's, by a name surely the same."""
        called = [entity for entity in self._register.called(mention.name) if entity.type == mention.type]
        pending = self._by_form.get((mention.type, form))
        if pending or len(called) == 1:
            return pending or called[0].id
        if mention.type == "person" and is_full(form):
            alike = [*self._alike(mention)]
            (sure, _), best = max(
                ((likeness(mention.name, others, len(alike) == 1), id_) for id_, others in alike),
                default=((False, 0.0), ""),
            )
            if sure:
                return best
        return own_id(mention.type, [form])

    def _alike(self, mention: Mention) -> Iterable[tuple[str, list[str]]]:
        keys = names.keys(mention.name)
        for id_, entity in self._register.get(self._register.alike(keys, mention.type)[:MOST_ALIKE]).items():
            yield id_, _full_names(entity)
        for id_ in most_alike(Counter(id_ for key in keys for id_ in self._by_key.get((mention.type, key), ()))):
            yield id_, self._changed[id_].compared

    def _note(self, identifier: str, mention: Mention, language: str, form: str) -> None:
        """Keeps a name that the register does not have yet."""
        if (identifier, form) in self._noted:
            return
        self._noted.add((identifier, form))
        if form in self._forms(identifier):
            return
        if identifier not in self._changed:
            self._changed[identifier] = self._begun(identifier, mention.type)
            self._look_up(identifier, self._changed[identifier].forms, self._changed[identifier].keys)
        cluster = self._changed[identifier]
        if form not in {fold(name.name) for name in cluster.curated}:
            cluster.take(form, {(language, mention.name): 1})
            # No more than what is new: of one who has thousands of names each would ask for all of them.
            self._look_up(identifier, (form,), names.keys(mention.name))

    def _look_up(self, identifier: str, forms: Iterable[str], keys: Iterable[str]) -> None:
        kind = self._changed[identifier].type
        for form in forms:
            self._by_form.setdefault((kind, form), identifier)
        for key in keys:
            self._by_key.setdefault((kind, key), {})[identifier] = None

    def _forms(self, identifier: str) -> frozenset[str]:
        """The forms that the register has of an entity."""
        found = self._kept.get(identifier)
        if found is None:
            entity = self._register.get([identifier]).get(identifier)
            found = (
                frozenset(fold(name) for names in entity.names.values() for name in names) if entity else frozenset()
            )
            self._kept[identifier] = found
        return found

    def _begun(self, identifier: str, kind: EntityType) -> Cluster:
        """What is known of an entity so far, from the register or the gazetteer; what it is part of is known too."""
        try:
            cluster = from_register(self._register.known(identifier))
        except NotFound:
            cluster = Cluster(identifier, kind) if is_own(identifier) else from_gazetteer(gazetteer.entity(identifier))
        if cluster.part_of and cluster.part_of not in self._changed and not self._register.get([cluster.part_of]):
            self._changed[cluster.part_of] = self._begun(cluster.part_of, kind)
        return cluster


def from_register(known: Known) -> Cluster:
    """The cluster of an entity as the register knows it, its names in their order; how often each is found is lost."""
    curated = tuple(name for name in known.names if name.kind == "curated")
    cluster = Cluster(known.id, known.type, curated, known.part_of, keys=set(known.keys), hidden=known.hidden)
    cluster.compared = [name.name for name in curated if is_full(name.name)]
    seen = sorted((name for name in known.names if name.kind == "seen"), key=lambda name: name.rank)
    for after, name in enumerate(reversed(seen), 1):
        cluster.take(fold(name.name), {(name.language, name.name): after})
    return cluster


def from_gazetteer(entity: Entity) -> Cluster:
    """The cluster that an entity of the gazetteer begins with."""
    curated = tuple(
        Name(language, name, "curated", rank)
        for language, found in entity.names.items()
        for rank, name in enumerate(found)
    )
    keys = {key for name in curated for key in names.keys(name.name)}
    return Cluster(entity.id, entity.type, curated, entity.part_of, compared=_full_names(entity), keys=keys)


def _full_names(entity: Entity) -> list[str]:
    return [name for found in entity.names.values() for name in found if is_full(name)]
