"""The tables of known names: who or what each id stands for, and what a name of one script leads to.

Sources, in the order in which they win a name that several claim: `data/curated.ini` (by hand), `data/territories.tsv`
(Unicode CLDR, made by scripts/build_territories.py). `data/ambiguous.tsv` says which names are mostly common words in
which language: there they are not believed without context.
"""

from __future__ import annotations

import configparser
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from indexer.entities.folding import fold
from indexer.entities.tokens import sentences
from search.types import Entity, EntityType

_DATA = Path(__file__).parent / "data"
_TYPES: dict[str, EntityType] = {"person": "person", "organization": "organization", "place": "place"}
_SCRIPTS = ("LATIN", "ARABIC", "DEVANAGARI", "CYRILLIC")
_ARABIC_ONLY = "ARABIC of Arabic"


class Node:
    """A place in a tree of names: the words that may follow, and the name that ends here, if any."""

    __slots__ = ("entity", "name", "next", "refused")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.entity = ""
        self.name = ""
        self.refused: frozenset[str] = frozenset()


@cache
def entities() -> dict[str, Entity]:
    """All that is known, by id: the curated ones first."""
    names: dict[str, dict[str, list[str]]] = {}
    larger: dict[str, str] = {}
    for identifier, language, listed in _rows():
        if language == "part_of":
            larger[identifier] = listed[0]
        else:
            kept = names.setdefault(identifier, {}).setdefault(language, [])
            kept.extend(name for name in listed if name not in kept)
    return {
        identifier: Entity(
            identifier,
            _TYPES[identifier.partition(":")[0]],
            {language: tuple(listed) for language, listed in by_language.items()},
            larger.get(identifier),
        )
        for identifier, by_language in names.items()
    }


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    """Id, language (or "part_of"), names; a source that wins comes first."""
    curated = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    curated.read_string((_DATA / "curated.ini").read_text(encoding="utf-8"))
    for identifier in curated.sections():
        for language, listed in curated[identifier].items():
            yield identifier, language, listed.split(" | ")
    header, *lines = (_DATA / "territories.tsv").read_text(encoding="utf-8").splitlines()
    languages = header.split("\t")[1:]
    for line in lines:
        identifier, *columns = line.split("\t")
        for language, column in zip(languages, columns, strict=True):
            if column:
                yield identifier, language, column.split("|")


def tree(word: str, language: str) -> Node:
    """The tree of names in the script of `word`, for a text of `language`.

    Persian, Urdu, Pashto and unknown languages look at all names in Arabic script; Arabic only at its own, because
    a final heh is Persian's -iya (روسیه, Russia) and Arabic's feminine adjective (روسية, Russian).
    """
    return _trees()[_tree(word, language)]


def _tree(word: str, language: str) -> str:
    script = _script(word)
    return _ARABIC_ONLY if script == "ARABIC" and language == "ar" else script


@cache
def _trees() -> dict[str, Node]:
    trees = {script: Node() for script in (*_SCRIPTS, _ARABIC_ONLY, "")}
    for known in entities().values():
        for language, listed in known.names.items():
            for name in listed:
                script = _script(name)
                _plant(trees[script], known.id, name)
                if script == "ARABIC" and language in ("ar", "und-Arab"):
                    _plant(trees[_ARABIC_ONLY], known.id, name)
    for language, name in _ambiguous():
        node = _walk(trees[_tree(name, language)], name)
        node.refused |= {language}
    return trees


def _ambiguous() -> list[list[str]]:
    lines = (_DATA / "ambiguous.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[:2] for line in lines]


def _plant(root: Node, identifier: str, name: str) -> None:
    node = _walk(root, name)
    if not node.entity and node is not root:
        node.entity, node.name = identifier, name


def _walk(root: Node, name: str) -> Node:
    """The node of a name, made where it is missing. Only words count: signs between them are free."""
    for sentence in sentences(name):
        for token in sentence:
            if token.word:
                root = root.next.setdefault(_key(token.text), Node())
    return root


def _key(word: str) -> str:
    """The word under which a name is listed: folded; a capital at its head stays, an acronym (UN) stays as it is."""
    if len(word) > 1 and word.isupper():
        return word
    folded = fold(word)
    return folded.capitalize() if word[0].isupper() else folded


def _script(word: str) -> str:
    """LATIN, ARABIC, DEVANAGARI or CYRILLIC by the first letter, "" for any other."""
    for letter in word:
        if letter.isalpha():
            name = unicodedata.name(letter, "").partition(" ")[0]
            return name if name in _SCRIPTS else ""
    return ""
