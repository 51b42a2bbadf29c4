"""Persian verbs: a table of all forms of simple verbs; by rule those with a prefix, the future, object pronouns."""

from __future__ import annotations

import re

from search.analysis.persian_words import verbs

#: A prefix and a verb make another verb, and every other prefix goes between them: برنمی‌گشت is of برگشت.
PREFIXES = ("بر", "در", "باز", "فرو", "فرا", "وا", "ور")
_PREFIXES = {first: tuple(p for p in PREFIXES if p[0] == first) for first in {p[0] for p in PREFIXES}}
_FUTURE = re.compile("^(?:ن?خواه(?:م|ی|د|یم|ید|ند))(..+)$")
_AFTER = ("مان", "تان", "شان", "م", "ت", "ش")


def simple(form: str) -> str | None:
    """The past stem of a glued form of a verb without prefix, or None. A past stem is its own."""
    return verbs().get(form)


def prefixed(form: str) -> str | None:
    """برنمی‌گردد -> برگشت: known prefixed verbs only."""
    for prefix in _PREFIXES.get(form[:1], ()):
        if form.startswith(prefix):
            past = simple(form[len(prefix) :])
            if past and prefix + past in verbs():
                return prefix + past
    return None


def future(form: str) -> str | None:
    """خواهد کرد -> کرد: the auxiliary before a past stem."""
    found = _FUTURE.match(form) if "خواه" in form else None
    if not found:
        return None
    past = found[1]
    lemma = simple(past) or prefixed(past)
    return lemma if lemma == past or (lemma and not past.startswith(("می", "ن"))) else None


def with_object(form: str) -> str | None:
    """دیدمش -> دید: a pronoun after a whole form, or a participle's ezafe (گفتهی)."""
    if form.endswith("هی"):
        return simple(form[:-1])
    if form[-1:] not in "نمتش":  # the last letters of the pronouns
        return None
    for pronoun in _AFTER:
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            lemma = simple(form[: -len(pronoun)])
            if lemma:
                return lemma
    return None


def lemma(form: str) -> str | None:
    """The past stem of any glued form of a verb, or None."""
    return simple(form) or prefixed(form) or future(form)
