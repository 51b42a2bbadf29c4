"""Text -> tokens: one file a language, the same for documents, queries and highlights.

Public: `analyze` `terms` `index_terms` `words` `explain` `lemma` `languages` `languages_for` `configure`
`fingerprint`.

**Which analyzer.** Each token goes by its script: the document language's own script to its analyzer; other scripts to
their default (Latin: en, Devanagari: hi, Cyrillic: ru), Arabic script in a text of another one to `und`. In a text
of unknown language all go to `und`, which only folds. A number is `und:` with ASCII digits everywhere.

**To write a language**: `search/analysis/<code>.py` with an `ANALYZER`, and `tests/vectors/<code>.tsv`; nothing else:

    ANALYZER = Analyzer(
        code="xx",                      # the tag of its terms
        script="Arab",                  # the words that are its own
        char_map={"ي": "ی"},            # one for one, before tokenizing; only what `word` and `cuts` should not see
        word=...,                       # its words where pieces are joined: parts of tokenizer.WORD, CHARACTER, GAP
        cuts=..., seam=...,             # raw word -> places to cut: a joint that was none, a lost space; what such has
        fold=Joints(),                  # raw word, surface -> where rules begin; leave out to begin with the surface
        rules=(verbs, plurals, stem),   # folded word -> term or None; the first answer is the term
    )

A rule is a `Listed(name, table, keys=)` of a lemma table, or a function whose name `explain` shows, or a `ManyAtOnce`,
which is asked of many words at a time. Tables are `tables.load("xx-verbs")`
called inside a rule, so that they load on first use; scripts/ write them with `tables.pack`, keyed on folded forms.
A rule is called once for each distinct raw word (then the memo answers), with a nonempty folded word.
"""

from __future__ import annotations

import hashlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from search import settings
from search.analysis.analyzer import Analyzer, Explained
from search.analysis.pipeline import Pipeline
from search.analysis.places import Words
from search.analysis.scripts import LETTERS
from search.types import Token

#: A script met in a text of another one. Arabic script has no default: four languages share it.
_DEFAULTS = {"Latn": "en", "Deva": "hi", "Cyrl": "ru"}
_UNKNOWN = "und"
_unstemmed: frozenset[str] | None = None


def analyze(text: str, language: str) -> list[Token]:
    """The tokens of a text: term tagged with its analyzer, surface, and place in the original text.

    `language` is a BCP 47 code; one without an analyzer is read as "und". Never fails on any string.
    """
    return list(_pipeline(_code(language)).tokens(text))


def terms(text: str, language: str) -> list[str]:
    """The terms of a text, untagged."""
    return [term.partition(":")[2] for term in _pipeline(_code(language)).bulk(text)[0]]


def index_terms(text: str, language: str) -> tuple[list[str], list[str]]:
    """The tagged terms and the surfaces of a text, aligned: what `analyze` gives, faster."""
    return _pipeline(_code(language)).bulk(text)


def words(text: str, language: str) -> Words:
    """The same, and where those of the tokens stand that one asks for: what `analyze` gives, faster."""
    return _pipeline(_code(language)).words(text)


def explain(text: str, language: str) -> list[Explained]:
    """The tokens of a text, each with the name of the rule that made its term ("fold" where none did)."""
    return list(_pipeline(_code(language)).explain(text))


def lemma(word: str, language: str) -> Explained | None:
    """The first token of a word with its rule, stemmed whatever the setting says; None where it has none."""
    return next(_pipeline(_code(language), frozenset()).explain(word), None)


@cache
def languages() -> tuple[str, ...]:
    """The codes of all language files, "und" among them, sorted."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if re.fullmatch("[a-z]{2,3}", name)))


def languages_for(text: str) -> tuple[str, ...]:
    """The languages whose own script occurs in a text, and "und": by whom a query of unknown language is read."""
    found = {script for script, letters in LETTERS.items() if re.search(f"[{letters}]", text)}
    return tuple(code for code in languages() if code == _UNKNOWN or _analyzer(code).script in found)


def configure(unstemmed: Iterable[str]) -> None:
    """Which languages are not stemmed, in place of the setting DIWAN_UNSTEMMED; part of the fingerprint."""
    global _unstemmed
    _unstemmed = frozenset(unstemmed)
    _pipeline.cache_clear()


def fingerprint() -> str:
    """16 hex digits that change with anything that can change a term.

    Hashed: every file of this package and its tables (line ends normalised), Unicode's version, languages not stemmed.
    """
    whole = hashlib.sha256(f"{unicodedata.unidata_version} {sorted(_not_stemmed())}".encode())
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *(folder / "data").glob("*")]):
        content = path.read_bytes()
        whole.update(path.name.encode() + b"\0")
        whole.update(hashlib.sha256(content.replace(b"\r\n", b"\n") if path.suffix == ".py" else content).digest())
    return whole.hexdigest()[:16]


def _not_stemmed() -> frozenset[str]:
    if _unstemmed is None:
        configure(code for code in settings.read()["UNSTEMMED"].replace(",", " ").split())
    assert _unstemmed is not None
    return _unstemmed


def _code(language: str) -> str:
    """`language` -> a language file: fa-AF and prs (Dari) are fa; an unknown one is und."""
    code = language.partition("-")[0].lower()
    code = "fa" if code == "prs" else code
    return code if code in languages() else _UNKNOWN


@cache
def _analyzer(code: str) -> Analyzer:
    found = import_module(f"{__name__}.{code}").ANALYZER
    assert isinstance(found, Analyzer) and found.code == code, f"{code}.py has no ANALYZER of that code"
    return found


@cache
def _pipeline(code: str, unstemmed: frozenset[str] | None = None) -> Pipeline:
    def foreign(script: str) -> Analyzer:
        return _analyzer(_UNKNOWN if code == _UNKNOWN else _code(_DEFAULTS.get(script, _UNKNOWN)))

    return Pipeline(_analyzer(code), foreign, _not_stemmed() if unstemmed is None else unstemmed)
