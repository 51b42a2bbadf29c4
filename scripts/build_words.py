"""Write what the tagger knows of single words: frequency/<language>.tsv.gz, names.tsv.gz and people.tsv.gz in
indexer/entities/data/.

usage: python -m scripts.build_words     (with requirements-build.txt installed)

Sources: wordfreq 3.1.1 (frequencies of words, CC BY-SA 4.0, its small lists), in classes of 4 decibels; Faker (given
and family names, MIT) of the languages of the project, for Latin script also those of other languages in the news;
farsi-faker 1.9.0 (given and family names of Iran, MIT): so many that common words are among them, which only the
tagger, weighing them, can use.
Words are folded, so the tables are to be made anew when indexer/entities/folding.py changes.
"""

import gzip
import importlib
import pickle
from collections.abc import Iterable
from importlib.resources import files
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


def write(path: Path, lines: list[str]) -> None:
    """Write lines, packed, the same bytes whenever the lines are the same."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    for code in FREQUENCIES:
        write(TARGET / "frequency" / f"{code}.tsv.gz", frequencies(code))
    write(TARGET / "names.tsv.gz", names())
    write(TARGET / "people.tsv.gz", people())
