"""Persian and Dari."""

from __future__ import annotations

import re

from search.analysis import persian_joins, persian_nouns, persian_verbs
from search.analysis.analyzer import Analyzer, Fold, ManyAtOnce
from search.analysis.filters import fold_arabic, one_letter
from search.analysis.persian_words import every, inflected, known, rare_inflected, verbs, words

_JOINT = re.compile("[\\s\u200c\u200d]+")


class Joints(Fold):
    """A raw word folded, with one space at each of its joints: کتاب‌های -> کتاب های."""

    def __call__(self, raw: str, surface: str) -> str:
        """The same of one word."""
        return " ".join(filter(None, map(fold_arabic, _JOINT.split(raw))))

    def plain(self, raws: list[str], surfaces: list[str], jointed: list[str]) -> list[str]:
        """The same of each of some words."""
        return jointed


#: Rare words shorter than this are found in foreign names by chance.
_SURE = 5


def _glued(word: str) -> str:
    return word.replace(" ", "")


def _lemma(stem: str) -> str | None:
    return known(stem) or persian_verbs.lemma(stem) or inflected(stem) or rare_inflected(stem, _SURE)


class Known(ManyAtOnce):
    """می‌کنند -> کرد; مسائل -> مسئله; a known word is its own lemma."""

    def __call__(self, word: str) -> str | None:
        """The lemma of a word, or None."""
        return every().get(_glued(word))

    def all(self, words: list[str]) -> list[str | None]:
        """The lemma of each word, or None."""
        return list(map(every().get, [word.replace(" ", "") if " " in word else word for word in words]))

    def named(self, word: str) -> str:
        """Of which kind the word is."""
        return "verb" if _glued(word) in verbs() else "noun"


def plural(word: str) -> str | None:
    """کتابهایی -> کتاب."""
    stems = persian_nouns.plural_stems(word)
    if not stems:
        return None
    glued = _glued(word)
    whole = words().get(glued[:-1]) if glued[-1] == "ی" else None  # فقهای is of فقها, not of فقه
    return whole or next(filter(None, map(known, stems)), None) or _lemma(stems[0]) or stems[0]


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
    return inflected(glued) or persian_verbs.with_object(glued)


def rare_inflection(word: str) -> str | None:
    """The same, of a rare word."""
    return rare_inflected(_glued(word), _SURE)


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
    seam=persian_joins.SEAM,
    fold=Joints(),
    rules=(Known(), compound_verb, plural, enclitic, inflection, rare_inflection, degree),
)
