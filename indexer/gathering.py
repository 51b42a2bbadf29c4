"""All names of an archive gathered into entities, the same whatever the order in which documents came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.decisions import Decisions
from indexer.entities import gazetteer
from indexer.entities.folding import fold as spelled
from indexer.linking import from_gazetteer
from indexer.naming import Cluster, is_full, last_word, likeness, most_alike, own_id
from search import names
from search.register import fold, is_own
from search.types import EntityType, Mention

#: A name as it is looked up, and of what type.
Form = tuple[EntityType, str]
Written = dict[tuple[str, str], int]


@dataclass(slots=True)
class Gathered:
    """The entities of an archive, which forms are whose, which id was merged into which, and what may be the same."""

    clusters: dict[str, Cluster]
    owner: dict[Form, str]
    moved: dict[str, str]
    suggestions: list[tuple[str, str, float]]


@dataclass(slots=True)
class Names:
    """What the documents of an archive call their entities: forms of entities known by id, and forms still free.

    A name that people took from an entity is free, whatever the gazetteer says.
    """

    decisions: Decisions = field(default_factory=Decisions)
    fixed: dict[str, dict[str, Written]] = field(default_factory=dict)
    free: dict[Form, Written] = field(default_factory=dict)

    def count(self, mentions: Iterable[Mention], language: str) -> None:
        """Adds the names of one document, each once."""
        for type_, identifier, name in sorted({(m.type, m.entity or "", m.name) for m in mentions}):
            form = fold(name)
            if is_fixed(identifier, type_, form) and not self.decisions.is_split(type_, form, identifier):
                written = self.fixed.setdefault(identifier, {}).setdefault(form, {})
            else:
                written = self.free.setdefault((type_, form), {})
            written[language, name] = written.get((language, name), 0) + 1


def is_fixed(identifier: str, kind: EntityType, form: str) -> bool:
    """Whether the gazetteer said who it is; a person's form that it does not list was linked, and is asked anew."""
    if not identifier or is_own(identifier):
        return False
    return kind != "person" or _spelled(form) in _curated_forms(identifier)


def gather(found: Names, decisions: Decisions) -> Gathered:
    """Entities of all names: the gazetteer's, then each free form, the most frequent first; then people's decisions."""
    gathering = _Gathering(decisions)
    for identifier in sorted(found.fixed):
        gathering.begin(identifier, found.fixed[identifier])
    order = sorted(found.free, key=lambda form: (not is_full(form[1]), -sum(found.free[form].values()), form))
    for form in order:
        gathering.place(form, found.free[form])
    return gathering.finish()


class _Gathering:
    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._clusters: list[Cluster] = []
        self._by_key: dict[tuple[EntityType, str], set[int]] = {}
        self._by_form: dict[Form, set[int]] = {}
        self._near: list[tuple[int, int, float]] = []

    def begin(self, identifier: str, forms: dict[str, Written]) -> None:
        """An entity of the gazetteer, and what it is part of."""
        cluster = from_gazetteer(gazetteer.entity(identifier))
        cluster.curated = tuple(
            name for name in cluster.curated if not self._decisions.is_split(cluster.type, fold(name.name), identifier)
        )
        number = self._add(cluster)
        for name in cluster.curated:
            self._by_form.setdefault((cluster.type, fold(name.name)), set()).add(number)
        for form in sorted(forms):
            self._take(number, form, forms[form])
        if cluster.part_of and all(one.id != cluster.part_of for one in self._clusters):
            self.begin(cluster.part_of, {})

    def place(self, form: Form, written: Written) -> None:
        """A free form: to the entity that is called so, or surely so; else it is an entity of its own."""
        kind, text = form
        if self._decisions.is_split(kind, text):
            self._alone(form, written)
            return
        called = sorted(self._by_form.get(form, ()))
        if len(called) == 1:
            self._take(called[0], text, written)
            return
        scores = self._scores(form, written) if kind == "person" and is_full(text) else []
        if scores and scores[0][0]:
            self._take(-scores[0][2], text, written)
            return
        number = self._alone(form, written)
        self._near += [(-other, number, score) for _, score, other in scores if score]

    def finish(self) -> Gathered:
        """Ids by least forms, decisions applied, in the order of ids."""
        for cluster in self._clusters:
            if is_own(cluster.id):
                cluster.id = own_id(cluster.type, cluster.forms)
        clusters = {cluster.id: cluster for cluster in sorted(self._clusters, key=lambda one: one.id)}
        owner = {(c.type, form): c.id for c in clusters.values() for form in c.forms}
        moved = self._decisions.apply(clusters)
        owner = {form: latest(id_, moved) for form, id_ in owner.items()}
        return Gathered(clusters, owner, moved, self._suggestions(moved))

    def _suggestions(self, moved: dict[str, str]) -> list[tuple[str, str, float]]:
        best: dict[tuple[str, str], float] = {}
        for one, other, score in self._near:
            a, b = sorted(moved.get(self._clusters[n].id, self._clusters[n].id) for n in (one, other))
            if a != b and not self._decisions.is_refused(a, b):
                best[a, b] = max(score, best.get((a, b), 0.0))
        return [(a, b, score) for (a, b), score in sorted(best.items())]

    def _alone(self, form: Form, written: Written) -> int:
        number = self._add(Cluster(own_id(form[0], [form[1]]), form[0]))
        self._take(number, form[1], written)
        return number

    def _add(self, cluster: Cluster) -> int:
        self._clusters.append(cluster)
        number = len(self._clusters) - 1
        for key in cluster.keys:
            self._by_key.setdefault((cluster.type, key), set()).add(number)
        return number

    def _take(self, number: int, form: str, written: Written) -> None:
        cluster = self._clusters[number]
        # What an entity is called besides is asked of its new names alone: of thousands, each would ask for all.
        known = [] if cluster.forms else [name.name for name in cluster.curated]
        cluster.take(form, written)
        self._by_form.setdefault((cluster.type, form), set()).add(number)
        if cluster.type == "person":
            for word in filter(None, map(last_word, (*known, *(name for _, name in written)))):
                self._by_form.setdefault((cluster.type, fold(word)), set()).add(number)
        for _, name_written in written:
            for key in names.keys(name_written):
                self._by_key.setdefault((cluster.type, key), set()).add(number)

    def _scores(self, form: Form, written: Written) -> list[tuple[bool, float, int]]:
        """(whether surely, how alike, minus number) of the entities that sound most alike, the most alike first."""
        name = min(written, key=lambda place: (-written[place], place))[1]
        shared = Counter(n for key in names.keys(name) for n in self._by_key.get((form[0], key), ()))
        alone = own_id(form[0], [form[1]])
        near = sorted(most_alike(shared))
        asked = [n for n in near if not self._decisions.is_refused(alone, self._clusters[n].id)]
        scored = [(*likeness(name, self._clusters[n].compared, len(asked) == 1), -n) for n in asked]
        return sorted(scored, reverse=True)


def latest(identifier: str, moved: Mapping[str, str]) -> str:
    """The id that an id was merged into in the end; merges have no circles."""
    while identifier in moved:
        identifier = moved[identifier]
    return identifier


def _curated_forms(identifier: str) -> frozenset[str]:
    entity = gazetteer.entity(identifier)
    return frozenset(_spelled(fold(name)) for found in entity.names.values() for name in found)


def _spelled(form: str) -> str:
    """A form in the spelling under which the gazetteer finds it: Urdu's and Pashto's letters as their common ones."""
    return " ".join(map(spelled, form.split()))
