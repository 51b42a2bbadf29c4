"""Persian and Dari."""

from __future__ import annotations

import re

from search.analysis import persian_joins, persian_nouns, persian_verbs
from search.analysis.analyzer import Analyzer
from search.analysis.filters import fold_arabic, one_letter
from search.analysis.scripts import IGNORABLE
from search.analysis.tables import Listed, load

_JOINT = re.compile("[\\s\u200c\u200d]+")
_OPEN = re.compile(f"[\\s{IGNORABLE}]")


def joints(raw: str, surface: str) -> str:
    """A raw word folded, with one space at each of its joints: کتاب‌های -> کتاب های."""
    if raw.isalpha() or not _OPEN.search(raw):
        return surface
    parts = raw.split("\u200c") if raw.replace("\u200c", "").isalpha() else _JOINT.split(raw)
    return " ".join(filter(None, map(fold_arabic, parts)))


#: Rare words shorter than this are found in foreign names by chance.
_SURE = 5


def _glued(word: str) -> str:
    return word.replace(" ", "")


def _all_glued(words: list[str]) -> list[str]:
    return "\n".join(words).replace(" ", "").split("\n") if words else []


def _known(stem: str) -> str | None:
    return load("fa-words").get(stem) or load("fa-rare").get(stem)


def _lemma(stem: str) -> str | None:
    return (
        _known(stem)
        or persian_verbs.lemma(stem)
        or persian_nouns.inflected(stem, load("fa-words").get)
        or persian_nouns.inflected(stem, load("fa-rare").get, _SURE)
    )


#: می‌کنند -> کرد.
VERB = Listed("verb", "fa-verbs", keys=_all_glued)
#: مسائل -> مسئله; a known word is its own lemma.
NOUN = Listed("noun", "fa-words", "fa-rare", keys=_all_glued)


def plural(word: str) -> str | None:
    """کتابهایی -> کتاب."""
    stems = persian_nouns.plural_stems(word)
    if not stems:
        return None
    glued = _glued(word)
    whole = load("fa-words").get(glued[:-1]) if glued[-1] == "ی" else None  # فقهای is of فقها, not of فقه
    return whole or next(filter(None, map(_known, stems)), None) or _lemma(stems[0]) or stems[0]


def enclitic(word: str) -> str | None:
    """خانه‌ی, خانه ای, کشور شان: a joint shows what is not of the word."""
    if " " not in word:
        return None
    stems = tuple(persian_nouns.without_enclitics(word))
    return next(filter(None, map(_lemma, stems)), stems[-1] if stems else None)


def compound_verb(word: str) -> str | None:
    """برنمی‌گردد -> برگشت, خواهد کرد -> کرد."""
    glued = _glued(word)
    return persian_verbs.prefixed(glued) or persian_verbs.future(glued)


def inflection(word: str) -> str | None:
    """دوستانش -> دوست."""
    glued = _glued(word)
    return persian_nouns.inflected(glued, load("fa-words").get) or persian_verbs.with_object(glued)


def rare_inflection(word: str) -> str | None:
    """The same, of a rare word."""
    return persian_nouns.inflected(_glued(word), load("fa-rare").get, _SURE)


def degree(word: str) -> str | None:
    """بزرگترین -> بزرگ, of an unknown word."""
    stem = persian_nouns.degree_stem(word)
    return stem and (_lemma(stem) or stem)


ANALYZER = Analyzer(
    code="fa",
    script="Arab",
    char_map=one_letter({"ي": "ی", "ى": "ی", "ك": "ک"}),
    word=persian_joins.WORDS,
    cuts=persian_joins.cuts,
    fold=joints,
    rules=(VERB, NOUN, compound_verb, plural, enclitic, inflection, rare_inflection, degree),
)
