"""What other packages make of a text, in the form of ours: for `--with evaluation.analysis.rivals:<name>`.

Each gets the words that our tokenizer finds, as they are written, and does what its own documents say; nothing is
folded before or after. Install what is to be compared: simplemma, snowballstemmer, hazm (with all its dependencies).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from search import analysis

#: Snowball's names of the languages it has; Urdu and Pashto it has not.
_SNOWBALL = {"fa": "persian", "ar": "arabic", "hi": "hindi", "en": "english", "ru": "russian"}


def words(text: str) -> list[str]:
    """The words of a text as they are written, lower case: what a package does nothing with."""
    return [text[token.start : token.end].lower() for token in analysis.analyze(text, "und")]


def simplemma(text: str, language: str) -> list[str]:
    """simplemma's greedy lemmatizer. Raises ValueError for a language it has not."""
    lemmatize = import_module("simplemma").lemmatize
    return [lemmatize(word, lang=language, greedy=True) for word in words(text)]


def snowball(text: str, language: str) -> list[str]:
    """The Snowball stemmer of a language. Raises ValueError for one it has not."""
    return [_stemmer(language)(word) for word in words(text)]


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if language not in _SNOWBALL:
        raise ValueError(f"Snowball has no stemmer of {language}: {', '.join(_SNOWBALL)}")
    made = import_module("snowballstemmer").stemmer(_SNOWBALL[language])
    stem: Callable[[str], str] = made.stemWord
    return cache(stem)


def hazm(text: str, language: str) -> list[str]:
    """hazm's own chain for Persian: normalizer, tokenizer, lemmatizer, the past stem of a verb."""
    if language != "fa":
        raise ValueError(f"hazm is for fa, not {language}")
    normalize, tokenize, lemmatize = _hazm()
    return [lemmatize(word).partition("#")[0] or word for word in tokenize(normalize(text))]


@cache
def _hazm() -> tuple[Callable[[str], str], Callable[[str], list[str]], Callable[[str], str]]:
    package = import_module("hazm")
    return package.Normalizer().normalize, package.WordTokenizer().tokenize, cache(package.Lemmatizer().lemmatize)
