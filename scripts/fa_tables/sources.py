"""What the tables are made from: hazm's lists, simplemma's Persian dictionary, wordfreq's words, our lists here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from wordfreq import get_frequency_dict

from search.analysis.filters import fold_arabic

HERE = Path(__file__).parent


#: Rows of verbs.dat that are wrong (است is no stem, گدشت a slip) or take the present of a living verb for a dead one.
_WRONG = {("بود", "است"), ("گدشت", "گذر"), ("نوشت", "نورد"), ("کشت", "کار")}


#: One in two hundred thousand words: seen in any newspaper in a week.
_FREQUENT = 5e-6


@dataclass(frozen=True)
class Words:
    """hazm's words.dat, folded: those with a part of speech (seen in its corpora), and the others (of dictionaries).

    plurals: those it marks as plural or comparative, whose lemma is to be sought.
    """

    used: frozenset[str]
    rare: frozenset[str]
    plurals: frozenset[str]

    @cached_property
    def any(self) -> frozenset[str]:
        """Used or rare."""
        return self.used | self.rare


def hazm_folder() -> Path:
    """hazm's data; hazm is not imported, which would take its many dependencies. Raises ModuleNotFoundError."""
    found = find_spec("hazm")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("hazm is not installed (pip install --no-deps is enough)")
    return Path(found.origin).parent / "data"


def words(folder: Path) -> Words:
    """words.dat: lines `word TAB frequency TAB parts of speech`, "0" where none was seen; a word may have two lines."""
    parts: dict[str, set[str]] = {}
    for line in (folder / "words.dat").read_text(encoding="utf-8").splitlines():
        word, _, tags = line.split("\t")
        parts.setdefault(fold_arabic(word), set()).update(tags.split(","))
    plain = {word: tags - {"0"} for word, tags in parts.items() if word.isalpha() and len(word) > 1}
    used = frozenset(word for word, tags in plain.items() if tags)
    return Words(used, frozenset(plain) - used, frozenset(w for w, tags in plain.items() if tags & {"PL", "AJC"}))


def verbs(folder: Path) -> list[tuple[str, str]]:
    """verbs.dat: lines `past#present`; lines that are no such pair are left out. Not folded: آ matters to prefixes."""
    lines = (folder / "verbs.dat").read_text(encoding="utf-8").split()
    pairs = [tuple(line.split("#")) for line in lines if line.count("#") == 1]
    # An infinitive among the past stems (آسغدن), a prefix inside (می‌راند), no past (#هست): left out.
    plain = [(a, b) for a, b in pairs if a.isalpha() and b.isalpha() and (a, b) not in _WRONG]
    sound = [(a, b) for a, b in plain if a[-2:] not in ("دن", "تن")]
    sound += [(row[0], row[1]) for row in table("verbs")]
    return list(dict.fromkeys(sound + [(f"{a[:-1]}ید", b) for a, b in sound if a.endswith("اند") and b == a[:-1]]))


def frequent_words() -> frozenset[str]:
    """Words of wordfreq's Persian list, folded: hazm's list has no part of speech for تیم and سیستم."""
    counts: dict[str, float] = {}
    for word, frequency in sorted(get_frequency_dict("fa").items()):
        folded = fold_arabic(word)
        counts[folded] = counts.get(folded, 0.0) + frequency
    return frozenset(word for word, frequency in counts.items() if frequency > _FREQUENT)


def simplemma_rows() -> dict[str, str]:
    """simplemma's form -> lemma, folded; of two spellings of one form the first in order of code points counts."""
    dictionary = DefaultDictionaryFactory().get_dictionary("fa")
    rows = {_text(form): _text(dictionary[form]) for form in dictionary}
    folded: dict[str, str] = {}
    for form in sorted(rows):
        folded.setdefault(fold_arabic(form), fold_arabic(rows[form]))
    return folded


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode()


@cache
def table(name: str) -> tuple[list[str], ...]:
    """The rows of one of our own lists, <name>.tsv, without its heading."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(line.split("\t") for line in lines)


def pairs(name: str) -> dict[str, str]:
    """The first two columns of <name>.tsv, folded."""
    return {fold_arabic(row[0]): fold_arabic(row[1]) for row in table(name)}


@cache
def listed(name: str) -> frozenset[str]:
    """The words of <name>.txt, folded."""
    return frozenset(map(fold_arabic, (HERE / f"{name}.txt").read_text(encoding="utf-8").split()))
