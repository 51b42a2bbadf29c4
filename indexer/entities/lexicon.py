"""What is known of single words: how frequent, a given or a family name, a title or the head of a name.

Sources: `data/frequency/` (wordfreq), `data/names.tsv.gz` (Faker) and `data/people.tsv.gz` (farsi-faker), made by
scripts/build_words.py; `data/cues.ini`, by hand. Words are folded (folding.py).
"""

import configparser
import gzip
from functools import cache
from pathlib import Path

from indexer.entities.folding import fold

#: A word of this class of frequency or a lower one is common: one in 200,000 words or more; where a capital already
#: speaks for a name, one in 12,000.
COMMON = 13
COMMON_CAPITAL = 10
_NEIGHBOURS = {"ps": ("fa", "ur", "ar")}
_DATA = Path(__file__).parent / "data"


@cache
def frequencies(language: str) -> dict[str, int]:
    """Each frequent word's class of frequency, 4 decibels each, the most frequent lowest; {} for other languages."""
    path = _DATA / "frequency" / f"{language}.tsv.gz"
    return {word: int(number) for number, *words in _lines(path) for word in words} if path.exists() else {}


def is_common(word: str, language: str) -> bool:
    """Whether a word is too common to be a name on its own; Pashto, which has no list, shares its neighbours'."""
    folded = fold(word)
    most = COMMON_CAPITAL if word[:1].isupper() else COMMON
    listed = (frequencies(code) for code in _NEIGHBOURS.get(language, (language,)))
    return any(found.get(folded, most + 1) <= most for found in listed)


@cache
def names(script: str) -> dict[str, tuple[str, ...]]:
    """The words of a script (Unicode's name) that are names: "given", "family" or both."""
    return _parts("names.tsv.gz", script)


@cache
def people(language: str) -> dict[str, tuple[str, ...]]:
    """The words of a language that people are called by, common words among them: "given", "family", "later"."""
    return _parts("people.tsv.gz", language)


def _parts(table: str, of: str) -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for its, part, *words in _lines(_DATA / table):
        if its == of:
            for word in words:
                parts[word] = (*parts.get(word, ()), part)
    return parts


@cache
def cues(language: str) -> dict[str, tuple[str, ...]]:
    """The words of a language that tell of a name beside them, each with the types of name it tells of."""
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    parser.read_string((_DATA / "cues.ini").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in parser[language].items() if language in parser else ():
        for word in map(fold, words.split()):
            found[word] = (*found.get(word, ()), kind)
    return found


def _lines(path: Path) -> list[list[str]]:
    return [line.split(" ") for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
