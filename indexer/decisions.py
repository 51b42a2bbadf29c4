"""What people decided about entities: entities.csv beside the archive, one row each, applied by every relink.

Columns: action, entity, other, language, name. An entity is named by its id, or by any name of exactly one.

    merge   entity other            the two are one, under the id of the first
    split   entity name             this name is somebody else's: an entity of its own
    rename  entity language name    what it is called in a language, before all other names
    hide    entity                  no entity at all; it is shown nowhere
    refuse  entity other            the two are not the same, and are not to be suggested
    divide  entity other            two people of one name: where `other` is mentioned too it is the second; `other` may
                                    be several ids, with spaces between them
    unite   entity                  one person, who is not to be divided
"""

from __future__ import annotations

import csv
import fcntl
import io
from dataclasses import dataclass, field
from pathlib import Path

from charset_normalizer import from_bytes

from indexer.naming import Cluster, other_id, own_id
from search.errors import Unreadable
from search.register import Name, fold
from search.types import EntityType

COLUMNS = ("action", "entity", "other", "language", "name")
#: Which columns an action needs beside `entity`.
NEEDS = {
    "merge": ("other",),
    "split": ("name",),
    "rename": ("language", "name"),
    "hide": (),
    "refuse": ("other",),
    "divide": ("other",),
    "unite": (),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One row."""

    action: str
    entity: str
    other: str = ""
    language: str = ""
    name: str = ""


@dataclass(slots=True)
class Decisions:
    """The rows of an archive, and those that could not be applied, each with its reason."""

    rows: list[Decision] = field(default_factory=list)
    failures: list[Unreadable] = field(default_factory=list)
    #: Who is two people of one name: beside whom the second is mentioned, and the id of the second.
    divided: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    united: set[str] = field(default_factory=set)

    def is_split(self, kind: EntityType, form: str) -> bool:
        """Whether a form was taken out of the entity it would belong to."""
        return any(row.action == "split" and fold(row.name) == form for row in self.rows)

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
                kept = tuple(name for name in one.curated if name.language != row.language or name.name != row.name)
                one.curated = (Name(row.language, row.name, "curated", -1), *kept)
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


def read(path: Path) -> Decisions:
    """The decisions of a file, with or without BOM, with commas, semicolons or tabs, in UTF-8 or UTF-16.

    A bad row is a failure that names its line; the others count. No file: no decisions.
    """
    decisions = Decisions()
    if not path.exists():
        return decisions
    text = str(from_bytes(path.read_bytes()).best() or "").removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        values = [cell.strip() for cell in cells]
        if not any(values) or values[0] == "action":
            continue
        row = Decision(*(values + [""] * len(COLUMNS))[: len(COLUMNS)])
        if reason := _fault(row):
            hint = f"Columns: {', '.join(COLUMNS)}."
            decisions.failures.append(Unreadable(source=f"{path.name} line {number}", reason=reason, hint=hint))
        else:
            decisions.rows.append(row)
    return decisions


def append(path: Path, rows: list[Decision]) -> None:
    """Adds rows to a file, which is made where there is none; several processes may add at once."""
    with path.open("a", encoding="utf-8", newline="") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        writer = csv.writer(file)
        if not path.stat().st_size:
            writer.writerow(COLUMNS)
        writer.writerows([getattr(row, column) for column in COLUMNS] for row in rows)


def _fault(row: Decision) -> str:
    if row.action not in NEEDS:
        return f"{row.action!r} is no action; actions are {', '.join(NEEDS)}"
    missing = [column for column in ("entity", *NEEDS[row.action]) if not getattr(row, column)]
    return f"{row.action} needs {', '.join(missing)}" if missing else ""


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
