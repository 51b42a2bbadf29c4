"""Persian and Dari."""

from __future__ import annotations

import re

from search.analysis.filters import one_letter
from search.analysis.pipeline import Analyzer
from search.analysis.tokenizer import CHARACTER, GAP, WORD

_ONE = CHARACTER["Arab"]
_PRONOUN = "(?:م|ت|ش|مان|تان|شان)"
#: ها and its forms, تر and ترین, are written with a space, with a joiner, or glued: one word in all three.
_ENDING = f"(?:ها(?:{GAP})?(?:یی|ی{_PRONOUN}?|{_PRONOUN})?|تر(?:ین(?:{GAP}ها|ها)?ی?|ی)?)"
_RUN = WORD["Arab"]
#: می and نمی before their verb; بودهنمی تواند lost the space before, not the one within.
_WORD = f"(?:می{GAP}|نمی{GAP}|){_RUN}(?:{GAP}(?:{_ENDING}(?!{_ONE})|(?<=هنمی.){_RUN}))*+"

_LOST_SPACE = re.compile(f"ه(?=نمی{GAP})")


def _cuts(raw: str) -> tuple[int, ...]:
    return tuple(found.end() for found in _LOST_SPACE.finditer(raw))


_PLURAL = re.compile(f"(?<=..)ها(?:یی|ی{_PRONOUN}?|{_PRONOUN})?$")
_DEGREE = re.compile("(?<=..)تر(?:ین)?$")


def plural(word: str) -> str | None:
    """کتابهایی -> کتاب."""
    stem = _PLURAL.sub("", word)
    return stem if stem != word else None


def degree(word: str) -> str | None:
    """بزرگترین -> بزرگ."""
    stem = _DEGREE.sub("", word)
    return stem if stem != word and len(stem) > 2 else None


ANALYZER = Analyzer(
    code="fa",
    script="Arab",
    char_map=one_letter({"ي": "ی", "ى": "ی", "ك": "ک"}),
    word=_WORD,
    cuts=_cuts,
    rules=(plural, degree),
)
