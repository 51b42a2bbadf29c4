"""What people decided about entities (`search.register.decided`), as every relink applies it."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.naming import Cluster, other_id, own_id, renamed
from search.database import Where
from search.errors import Unreadable
from search.register import Name, fold
from search.register.decided import Decision, rows
from search.types import EntityType


@dataclass(slots=True)
class Decisions:
    """The rows of an archive, and those that could not be applied, each with its reason."""

    rows: list[Decision] = field(default_factory=list)
    failures: list[Unreadable] = field(default_factory=list)
    #: Who is two people of one name: beside whom the second is mentioned, and the id of the second.
    divided: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    united: set[str] = field(default_factory=set)

    def is_split(self, kind: EntityType, form: str, known: str = "") -> bool:
        """Whether a form was taken out of the entity it would belong to: of one of its type, of `known` where that is.

        `known` is of a gazetteer: what was taken from another of one name (Washington, the state) is not taken from it.
        """
        taken = (row.entity for row in self.rows if row.action == "split" and fold(row.name) == form)
        return any(_may_be(entity, kind) and (not known or self._leads(known, entity)) for entity in taken)

    def _leads(self, known: str, entity: str) -> bool:
        """Whether an id is another, is merged with it, or may be so called: rows may name entities by name."""
        if ":" not in entity or known == entity:
            return True
        merged = ({row.entity, row.other} for row in self.rows if row.action == "merge")
        return any(known in pair or entity in pair for pair in merged)

    def is_refused(self, a: str, b: str) -> bool:
        """Whether two ids were said to be different entities."""
        return any(row.action == "refuse" and {row.entity, row.other} == {a, b} for row in self.rows)

    def apply(self, clusters: dict[str, Cluster]) -> dict[str, str]:
        """Merges, renames, hides and divides, in their order; which id became which."""
        moved: dict[str, str] = {}
        for row in self.rows:
            if row.action not in ("merge", "rename", "hide", "divide", "unite"):
                continue
            one = _find(row.entity, clusters, moved)
            named = {"merge": [row.other], "divide": row.other.split()}.get(row.action, [])
            others = {value: _find(value, clusters, moved) for value in named}
            found = [cluster for cluster in others.values() if cluster is not None]
            if one is None or len(found) < len(others):
                missing = row.entity if one is None else next(value for value in named if others[value] is None)
                reason = f"{row.action}: nobody and nothing in the archive is called {missing!r}, or several are"
                self.failures.append(Unreadable(source="entities.csv", reason=reason, hint="Name it by its id."))
            elif row.action == "rename":
                one.curated = renamed(one.curated, row.language, row.name)
            elif row.action == "hide":
                one.hidden = True
            elif row.action == "divide":
                beside = tuple(sorted(cluster.id for cluster in found))
                self.divided.setdefault(one.id, []).append((beside, other_id(row.entity, named)))
                self.united.discard(one.id)
            elif row.action == "unite":
                self.divided.pop(one.id, None)
                self.united.add(one.id)
            elif one is not found[0]:
                _merge(one, found[0])
                del clusters[found[0].id]
                moved[found[0].id] = one.id
        return moved


def _may_be(entity: str, kind: EntityType) -> bool:
    """Whether a row's entity may be of a type: an id tells, a name does not."""
    return entity.partition(":")[0] in (kind, entity)


def read(where: Where) -> Decisions:
    """The decisions of an archive, or of a file; a bad row is a failure that names its line, the others count."""
    return Decisions(*rows(where))


def _find(value: str, clusters: dict[str, Cluster], moved: dict[str, str]) -> Cluster | None:
    """The entity of an id, also of one merged away or of a single form; else of a name that only one has."""
    while value in moved:
        value = moved[value]
    if value in clusters:
        return clusters[value]
    form = fold(value)
    found = [
        cluster
        for cluster in clusters.values()
        if form in cluster.forms
        or any(own_id(cluster.type, [one]) == value for one in cluster.forms)
        or any(fold(name.name) == form for name in cluster.curated)
    ]
    return found[0] if len(found) == 1 else None


def _merge(one: Cluster, other: Cluster) -> None:
    for form, documents in other.forms.items():
        one.forms[form] = one.forms.get(form, 0) + documents
    for place, documents in other.written.items():
        one.written[place] = one.written.get(place, 0) + documents
    one.curated += tuple(Name(n.language, n.name, n.kind, n.rank + 1) for n in other.curated)
    one.keys |= other.keys
