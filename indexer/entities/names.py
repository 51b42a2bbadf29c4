"""The tables of known names: who or what each id stands for, and what a name of one script leads to.

Sources, in the order in which they win a name that several claim: `data/curated.ini` (by hand), `data/territories.tsv`
(Unicode CLDR, scripts/build_territories.py), `data/subdivisions.tsv.gz` (Unicode CLDR, scripts/build_subdivisions.py),
`data/places.tsv.gz` (GeoNames, scripts/build_places.py; the largest first). `data/ambiguous.tsv`
(scripts/build_ambiguous.py) says which names are mostly common words in which language: they are not believed on
their own.
"""

from __future__ import annotations

import configparser
import gzip
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.entities.folding import fold
from indexer.entities.tokens import words
from search.types import ENTITY_TYPES, Entity, EntityType

DATA = Path(__file__).parent / "data"
_TYPES: dict[str, EntityType] = {kind: kind for kind in ENTITY_TYPES}
#: A name written by hand or a country's; a large town's, which may be a common word too; a small town's.
SURE, LIKELY, HINT = 2, 1, 0
_SCRIPTS = {
    "en": "LATIN",
    "fa": "ARABIC",
    "ps": "ARABIC",
    "ur": "ARABIC",
    "ar": "ARABIC",
    "und-Arab": "ARABIC",
    "hi": "DEVANAGARI",
    "ru": "CYRILLIC",
}
#: Whose names a language believes beside its own: those of no one language, English ones, Pashto its neighbour's.
_ALSO = {**dict.fromkeys(("fa", "ar", "ur", "hi", "ru"), ("en", "und-Arab")), "ps": ("en", "und-Arab", "fa")}
#: Names that an Arabic text may use; its own tree (see `tree`).
_ARABIC = frozenset({"ar", "und-Arab"})


class Node:
    """A place in a tree of names: the words that may follow, and the name that ends here, if any.

    `names`: how each of its languages lists it. `trust`: how far the name is believed on its own (SURE, LIKELY; else it
    is a HINT) in each of its languages, but never in those that `refused` it.
    """

    __slots__ = ("entity", "names", "next", "refused", "trust")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.entity = ""
        self.names: dict[str, str] = {}
        self.trust: dict[str, int] = {}
        self.refused: frozenset[str] = frozenset()

    def trusted(self, language: str) -> int:
        """How far the name is believed in a text of a language; in one that has no names here, as in any."""
        if self.refused and not self.refused.isdisjoint((language, *_ALSO.get(language, ()))):
            return HINT
        if language in _SCRIPTS:
            return max(self.trust.get(code, HINT) for code in (language, *_ALSO.get(language, ())))
        return max(self.trust.values(), default=HINT)

    def listed(self, language: str) -> tuple[str, bool]:
        """The name as a language lists it, or one whose names it uses; else as another does, perhaps otherwise."""
        for code in (language, *_ALSO.get(language, ())):
            if code in self.names:
                return self.names[code], True
        return next(iter(self.names.values())), language not in _SCRIPTS


class Row(NamedTuple):
    """One entity in one table: names by language."""

    entity: str
    names: dict[str, list[str]]
    part_of: str | None
    trust: int


@cache
def entities() -> dict[str, Entity]:
    """All that is known, by id: the curated ones first."""
    known: dict[str, Entity] = {}
    for row in _rows():
        names = {language: tuple(listed) for language, listed in row.names.items()}
        earlier = known.get(row.entity)
        if earlier:
            for language, listed in names.items():
                names[language] = tuple(dict.fromkeys(earlier.names.get(language, ()) + listed))
            names = {**earlier.names, **names}
        part_of = (earlier and earlier.part_of) or row.part_of
        known[row.entity] = Entity(row.entity, _TYPES[row.entity.partition(":")[0]], names, part_of)
    return known


@cache
def _rows() -> list[Row]:
    return [*curated(), *_territories(), *_within("subdivisions.tsv.gz", SURE), *_within("places.tsv.gz", LIKELY)]


def curated() -> Iterator[Row]:
    """The rows written by hand."""
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    parser.read_string((DATA / "curated.ini").read_text(encoding="utf-8"))
    for identifier in parser.sections():
        fields = dict(parser[identifier])
        larger = fields.pop("part_of", None)
        yield Row(identifier, {language: names.split(" | ") for language, names in fields.items()}, larger, SURE)


def _territories() -> Iterator[Row]:
    header, *lines = (DATA / "territories.tsv").read_text(encoding="utf-8").splitlines()
    languages = header.split("\t")[1:]
    for line in lines:
        identifier, *columns = line.split("\t")
        yield Row(identifier, _columns(languages, columns), None, SURE)


def _within(table: str, trusted: int) -> Iterator[Row]:
    header, *lines = gzip.decompress((DATA / table).read_bytes()).decode().splitlines()
    languages = header.split("\t")[3:]
    for line in lines:
        identifier, country, sure, *columns = line.split("\t")
        yield Row(identifier, _columns(languages, columns), f"place:{country}", trusted if sure else HINT)


def _columns(languages: list[str], columns: list[str]) -> dict[str, list[str]]:
    return {code: column.split("|") for code, column in zip(languages, columns, strict=True) if column}


def tree(word: str, language: str) -> Node:
    """The tree of names in the script of `word`, for a text of `language`.

    Persian, Urdu, Pashto and unknown languages look at all names in Arabic script; Arabic only at its own, because
    a final heh is Persian's -iya (روسیه, Russia) and Arabic's feminine adjective (روسية, Russian).
    """
    return _tree(script(word[0]), language == "ar")


@cache
def _tree(script: str, arabic: bool) -> Node:
    if arabic and script != "ARABIC":
        return _tree(script, False)
    languages = [code for code, its in _SCRIPTS.items() if its == script and (not arabic or code in _ARABIC)]
    root = Node()
    for row in _rows():
        for language in languages:
            for name in row.names.get(language, ()):
                _plant(root, row, name, language)
    for language, name in _ambiguous():
        if language in languages:
            _walk(root, name).refused |= {language}
    return root


def _ambiguous() -> list[list[str]]:
    lines = (DATA / "ambiguous.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[:2] for line in lines]


@cache
def familiar(language: str) -> frozenset[str]:
    """The listed names that a language's tagger learned in every use; it knows better whether a name is meant."""
    rows = [line.split("\t") for line in (DATA / "familiar.tsv").read_text(encoding="utf-8").splitlines()]
    return frozenset(name for code, name in rows if code == language)


def _plant(root: Node, row: Row, name: str, language: str) -> None:
    node = _walk(root, name)
    if node is root:
        return
    if not node.entity:
        node.entity = row.entity
    if node.entity == row.entity:
        node.names.setdefault(language, name)
        node.trust[language] = max(row.trust, node.trust.get(language, HINT))


def _walk(root: Node, name: str) -> Node:
    """The node of a name, made where it is missing. Only words count: signs between them are free."""
    for word in words(name):
        root = root.next.setdefault(_key(word), Node())
    return root


def _key(word: str) -> str:
    """The word under which a name is listed: folded; a capital at its head stays, an acronym (UN) stays as it is."""
    if len(word) > 1 and word.isupper():
        return word
    folded = fold(word)
    return folded.capitalize() if word[0].isupper() else folded


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """LATIN, ARABIC, DEVANAGARI or CYRILLIC, whatever else Unicode's name begins with."""
    return unicodedata.name(letter, "").partition(" ")[0]
