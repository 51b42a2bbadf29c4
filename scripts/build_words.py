"""Write what the tagger knows of single words: frequency/<language>.tsv.gz, names.tsv.gz, people.tsv.gz and
bearers.tsv.gz in indexer/entities/data/.

usage: python -m scripts.build_words     (with requirements-build.txt installed)

Sources: wordfreq 3.1.1 (frequencies of words, CC BY-SA 4.0, its small lists), in classes of 4 decibels; Faker (given
and family names, MIT) of the languages of the project, for Latin script also those of other languages in the news;
farsi-faker 1.9.0 (given and family names of Iran, MIT): so many that common words are among them, which only the
tagger, weighing them, can use; arabic-name-romanizer 0.2.0 (the same of people in Wikidata, CC0, in Arabic script, with
how many of a country bear them).
Words are folded, so the tables are to be made anew when indexer/entities/folding.py changes.
"""

import gzip
import importlib
import pickle
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import NoReturn

from wordfreq import get_frequency_list

from indexer.entities.folding import fold
from indexer.entities.tokens import words

TARGET = Path(__file__).parent.parent / "indexer/entities/data"
#: Centibels (wordfreq's lists) in one class.
CLASS = 40
FREQUENCIES = ("en", "fa", "ar", "hi", "ur")
LOCALES = {
    "LATIN": "en en_US en_GB en_IN en_PK en_NG en_KE en_IE es_ES fr_FR de_DE it_IT tr_TR id_ID pt_BR uz_UZ az_AZ vi_VN",
    "ARABIC": "fa_IR ar_AA ar_PS ar_SA ar_DZ",
    "DEVANAGARI": "hi_IN ne_NP mr_IN",
    "CYRILLIC": "ru_RU",
}


def frequencies(language: str) -> list[str]:
    """One line a class: the words of it, the most frequent class first; a word is in the class it first appears in."""
    classes: dict[int, list[str]] = {}
    seen: set[str] = set()
    for centibels, listed in enumerate(get_frequency_list(language, "small")):
        for word in sorted(map(fold, listed)):
            if word and word not in seen:
                seen.add(word)
                classes.setdefault(centibels // CLASS, []).append(word)
    return [" ".join([str(number), *members]) for number, members in sorted(classes.items())]


def names() -> list[str]:
    """One line a script and part of a name ("given", "family"), then its words."""
    lines = []
    for script, locales in LOCALES.items():
        found: dict[str, set[str]] = {"given": set(), "family": set()}
        for locale in locales.split():
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
            for attribute, value in vars(provider).items():
                part = "given" if attribute.startswith("first_name") else "family" if "last_name" in attribute else ""
                if part and isinstance(value, Iterable) and not isinstance(value, str):
                    found[part].update(fold(word) for name in value for word in words(name) if len(word) > 2)
        lines += [" ".join([script, part, *sorted(listed)]) for part, listed in found.items()]
    return lines


class _OnlyData(pickle.Unpickler):
    """Reads lists and words; raises UnpicklingError for anything that would run."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"not data: {module}.{name}")


def people() -> list[str]:
    """One line a part of a name, then its words, for Persian: "given", "family", "later" (of a family name's words)."""
    with (files("farsi_faker") / "data/names.pkl").open("rb") as file:
        listed = _OnlyData(file).load()
    given = {fold(word) for pool in ("male_names", "female_names") for name in listed[pool] for word in words(name)}
    families = [[fold(word) for word in words(name)] for name in listed["last_names"]]
    first, later = ({word for name in families for word in name[part]} for part in (slice(1), slice(1, None)))
    parts = {"given": given, "family": first, "later": later}
    return [" ".join(["fa", part, *sorted(its - {""})]) for part, its in parts.items()]


#: Whose names are written as in a language; in Arabic, those of all other countries there.
COUNTRIES = {"IR": "fa", "AF": "fa", "PK": "ur"}


def bearers() -> list[str]:
    """One line a language and class, then its words.

    A class is "given", "family" or, where neither is four times as frequent, "both", and of how many people, in powers
    of two.
    """
    with as_file(files("arabic_name_romanizer") / "resources/names.sqlite3") as path:
        rows = sqlite3.connect(path).execute(
            "SELECT arabic_key, country, role, MAX(count) FROM units WHERE source = 'wikidata' AND role != 'unknown'"
            " GROUP BY arabic_key, country, role"
        )
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for written, country, role, count in rows:
            word = fold(written.split()[0])  # of names like عبد الله the first, which tells that one begins
            if word.isalpha():
                counts[COUNTRIES.get(country, "ar"), word][role] += count
    classes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (language, word), found in counts.items():
        few, many = sorted((found["given"], found["surname"]))
        part = "both" if few * 4 >= many else "given" if many == found["given"] else "family"
        classes[language, f"{part}{min(5, (few + many).bit_length() - 1)}"].append(word)
    return [" ".join([*key, *sorted(its)]) for key, its in sorted(classes.items())]


def write(path: Path, lines: list[str]) -> None:
    """Write lines, packed, the same bytes whenever the lines are the same."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    for code in FREQUENCIES:
        write(TARGET / "frequency" / f"{code}.tsv.gz", frequencies(code))
    write(TARGET / "names.tsv.gz", names())
    write(TARGET / "people.tsv.gz", people())
    write(TARGET / "bearers.tsv.gz", bearers())
