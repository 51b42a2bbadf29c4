"""Write indexer/entities/data/territories.tsv from the npm package cldr-localenames-full.

usage: python -m scripts.build_territories FOLDER     (FOLDER: what `npm pack cldr-localenames-full@48.2.0` packed)

Source: Unicode CLDR 48.2; licence Unicode-3.0 (NOTICE.md). Taken: the names of the territories that have an ISO 3166-1
alpha-2 code, with the alternative names, in the languages of the project; Dari is Persian's second name.
"""

import json
import re
import sys
from pathlib import Path

LANGUAGES = {language: (language,) for language in ("en", "fa", "ps", "ar", "hi", "ur", "ru")} | {"fa": ("fa", "fa-AF")}
#: Codes of CLDR that are no ISO 3166-1 territory; the European Union and the United Nations are curated by hand.
NO_TERRITORY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})
TARGET = Path(__file__).parent.parent / "indexer/entities/data/territories.tsv"


def read(folder: Path, locale: str) -> dict[str, list[str]]:
    """Code (lower case) to names of one locale, the plain name first."""
    path = folder / "main" / locale / "territories.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["main"][locale]["localeDisplayNames"]["territories"]
    names: dict[str, list[str]] = {}
    for key, name in sorted(rows.items(), key=lambda row: len(row[0])):
        code = key.partition("-")[0]
        if re.fullmatch("[A-Z]{2}", code) and code not in NO_TERRITORY:
            names.setdefault(code.lower(), []).extend(forms(name))
    return names


def forms(name: str) -> list[str]:
    """A name, without what stands in brackets: "Myanmar (Burma)" is Myanmar."""
    plain = re.sub(r"\s*[(（][^)）]*[)）]", "", name).strip()
    return [plain.replace("\u200f", "").replace("\u200e", "")] if plain else []


def main(folder: Path) -> None:
    """Write the table: id, then one column a language, names parted by "|"."""
    tables = {language: [read(folder, locale) for locale in locales] for language, locales in LANGUAGES.items()}
    lines = ["\t".join(["id", *LANGUAGES])]
    for code in sorted(tables["en"][0]):
        columns = [list(dict.fromkeys(n for table in tables[lang] for n in table.get(code, []))) for lang in LANGUAGES]
        lines.append("\t".join([f"place:{code}", *("|".join(column) for column in columns)]))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
