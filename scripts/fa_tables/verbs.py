"""The verb table: every form of every verb -> its past stem, where the form is more likely a verb than a noun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.fa_tables import paradigm
from scripts.fa_tables.sources import Words, listed, table, verbs
from search.analysis.filters import fold_arabic
from search.analysis.persian_verbs import PREFIXES

#: Past stems up to this length are found in other words by chance.
_SHORT = 3
_PRESENT_FREE = frozenset({"کن", "شو", "دار", "خواه", "باش", "گو", "گوی"})


def verb_table(folder: Path, words: Words, noun_form: Callable[[str], bool]) -> dict[str, str]:
    """Form -> past stem. `noun_form` says whether a word is an inflected form of a noun in use."""
    rows = verbs(folder)
    order = {past: place for place, past in enumerate(_common_order())}
    # رسانید is رساند: the causative has two past stems.
    instead = {past: f"{past[:-2]}د" for past, _ in rows if past.endswith("انید")} | dict(map(_two, table("variants")))
    found: dict[str, str] = {}
    for past, present in sorted(rows, key=lambda row: order.get(row[0], len(order))):
        common = past in order or instead.get(past) in order
        lemma = fold_arabic(instead.get(past, past))
        for form in map(fold_arabic, paradigm.forms(past, present)):
            if form in found or len(form) < 2:
                continue
            if common:
                likely = _is_verb(form, fold_arabic(past), fold_arabic(present), words)
            else:
                likely = _plainly(form, fold_arabic(past)) and form not in words.any and not noun_form(form)
            if likely:
                found[form] = lemma
    found |= _prefixed(frozenset(found.values()), words)
    return found | _chosen(found)


def _two(row: list[str]) -> tuple[str, str]:
    return row[0], row[1]


def _common_order() -> list[str]:
    text = (Path(__file__).parent / "common_verbs.txt").read_text(encoding="utf-8")
    return text.split()


def _is_verb(form: str, past: str, present: str, words: Words) -> bool:
    """Whether a form of a common verb that is also listed as a noun is still rather the verb."""
    if form == past:
        return True  # the term is the same either way: شکست is defeat and broke
    if form.endswith("ه") and past in form:
        return form not in listed("participles")
    if form in words.used or (form == present and form in words.any):
        return False
    # کارم is my work, بندی is a captive: the present without می is bookish, but in the verbs others are made with.
    return not (form[:-1] == present in words.used and form[-1] in "می" and present not in _PRESENT_FREE)


def _plainly(form: str, past: str) -> bool:
    """Whether a form of a rare verb shows that it is a verb: others are too easily a foreign name (نیوز)."""
    return form.startswith(("می", "نمی")) or (past in form and len(past) > _SHORT)


def _prefixed(pasts: frozenset[str], words: Words) -> dict[str, str]:
    """Past stems of verbs with a prefix: those whose infinitive hazm lists."""
    rows = (prefix + past for prefix in PREFIXES for past in pasts if len(past) > 1)
    return {past: past for past in rows if f"{past}ن" in words.any}


def _chosen(found: dict[str, str]) -> dict[str, str]:
    """Forms whose verb we chose by hand. A chosen form of no verb is a noun, and taken out by the caller."""
    pasts = frozenset(found.values())
    rows = {fold_arabic(row[0]): fold_arabic(row[1]) for row in table("choices")}
    return {form: lemma for form, lemma in rows.items() if lemma in pasts and form != lemma}
