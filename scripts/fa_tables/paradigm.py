"""Every written form of a Persian verb, from its past and its present stem.

The conjugation is that of any grammar of Persian (for one, Lambton's, 1953): two stems, six persons, می for what lasts,
ن and م for no, ب for the subjunctive and the imperative, a participle in ه with the short copula. Forms are
spelled glued; the analyzer takes spaces and joiners out before it looks one up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_PAST = ("", "م", "ی", "یم", "ید", "ند")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_PERFECT = ("", "ام", "ای", "ایم", "اید", "اند", "است", "ست")
#: Stems in و whose و is a consonant, so that no ی comes before an ending: رود, but گوید.
_CONSONANT = frozenset({"رفت", "شد", "شنید", "شنود", "شنفت", "دوید", "درود", "دروید", "غنود", "گروید"})
#: Spoken present endings of the third person and the second plural: میگه has another stem, میکنه, میکنن, میکنین not.
_SPOKEN = ("ه", "ن", "ین")


def _joined(prefix: str, stem: str) -> list[str]:
    """ن, ب or م before a stem: a ی comes between it and a vowel, which a short one is written without (بیفتاد)."""
    if stem.startswith("آ"):
        return [f"{prefix}یا{stem[1:]}"]
    if stem.startswith("ا") and not stem.startswith(("ای", "ار", "اس")):
        return [f"{prefix}ی{stem[1:]}", f"{prefix}یا{stem[1:]}"]
    if stem.startswith("ا"):
        return [f"{prefix}ی{stem}", f"{prefix}{stem}"]
    return [prefix + stem]


def _lasting(stem: str) -> list[str]:
    return ["می" + stem, "نمی" + stem]


def past(stem: str) -> Iterator[str]:
    """کرد: کردم, نکرد, می‌کردند, کرده‌اید, نمی‌کرده."""
    heads = [stem, *_joined("ن", stem), *_lasting(stem)]
    for head in heads:
        yield from (head + ending for ending in _PAST)
        yield from (f"{head}ه{ending}" for ending in _PERFECT)


def present(stem: str, past_stem: str) -> Iterator[str]:
    """کن: کنم, می‌کند, بکنید, نکنند, مکن, and the bare imperative."""
    stem = stem[:-1] if stem[-2:] in ("ای", "وی") else stem
    full = stem + "ی" if stem[-1] in "اآ" or (stem[-1] == "و" and past_stem not in _CONSONANT) else stem
    heads = ["", "می", "نمی"]
    for head, ending in product(heads, _PRESENT):
        yield head + full + ending
    for prefix in "بن":
        yield from (head + ending for head in _joined(prefix, full) for ending in _PRESENT)
        yield from _joined(prefix, stem)
    for head in _joined("م", stem):
        yield from (head, head + full[len(stem) :] + "ید")
    yield from (head + full + ending for head in ("می", "نمی") for ending in _SPOKEN)
    yield stem
    if full != stem:
        yield full


def forms(past_stem: str, present_stem: str, prefix: str = "") -> Iterator[str]:
    """All forms of a verb; `prefix` (بر, باز …) stands before every other one: برنمی‌گشت."""
    for form in (*past(past_stem), *present(present_stem, past_stem)):
        yield prefix + form
