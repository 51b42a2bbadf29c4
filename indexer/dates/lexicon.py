"""The words of dates of one language, from data/<language>.tsv and the names of search.calendars.

Every distinct set of kinds that a word can be gets one character, its sign: a text becomes a string of signs, and the
grammar is regular expressions over that string.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from search.calendars import names
from search.calendars.conversion import CALENDARS
from search.calendars.fold import WORDS, fold
from search.types import Calendar

DATA = Path(__file__).parent / "data"
#: Signs are private-use characters, so that none means anything to a regular expression.
_FIRST_SIGN = 0xE000
#: What tokens are that are no words of the lexicon.
BUILT_IN = (
    "day", "short", "year", "count", "junk", "numeric", "span", "time", "word",
    "comma", "dot", "slash", "dash", "open", "close", "quote", "newline", "currency", "mark",
)  # fmt: skip


class Month(NamedTuple):
    """A month of a calendar, and how sure its name is: "strong", "medium" or "weak" (data/README.md)."""

    calendar: Calendar
    number: int
    strength: str


Value = Month | Calendar | str | int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase: the folded words after its first, what kinds it is (with their values), its sign."""

    rest: tuple[str, ...]
    kinds: Mapping[str, Value]
    sign: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases of a language by first word, longest first; the signs of each kind; long month names for typos."""

    language: str
    phrases: Mapping[str, tuple[Entry, ...]]
    signs: Mapping[str, str]
    sign_of: Mapping[frozenset[str], str]
    typos: Mapping[str, Month]
    proclitics: tuple[str, ...] = ()


@dataclass(slots=True)
class _Builder:
    """Phrases as they are read: folded words -> kinds."""

    kinds: dict[tuple[str, ...], dict[str, Value]] = field(default_factory=lambda: defaultdict(dict))
    strengths: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, form: str, kind: str, value: Value) -> None:
        for key in keys(form):
            self.kinds[key][kind] = value


def keys(form: str) -> Iterable[tuple[str, ...]]:
    """The folded words of a form; one with a ZWNJ is found written together and apart."""
    for written in {form, form.replace("\u200c", " ")}:
        key = tuple(fold(word) for word in WORDS.findall(written))
        if key:
            yield key


def rows(language: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """(kind, value, forms) of a language's file."""
    lines = (DATA / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    split = (line.split("\t") for line in lines if line)
    return [(kind, value, tuple(forms.split(" | "))) for kind, value, forms in split]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of words."""
    return tuple(sorted(path.stem for path in DATA.glob("*.tsv")))


def _value(kind: str, value: str) -> Value:
    if kind in ("weekday", "weak-weekday"):
        return int(value) - 1
    if kind in ("ordinal", "number", "relative", "this-year"):
        return int(value)
    return value or None


def _month(value: str) -> tuple[Calendar, int]:
    calendar, _, number = value.rpartition(":")
    return cast(Calendar, calendar), int(number)


def _read(builder: _Builder, language: str, *, names_only: bool = False) -> None:
    """Add a language's words; `names_only`: its months and weekdays, for texts in another language."""
    found: list[tuple[str, str, tuple[str, ...]]] = sorted(rows(language), key=lambda row: row[0] != "names")
    for kind, value, forms in found:
        if kind == "names" and value == "weekdays":
            for locale in forms:
                for number, name in enumerate(names.weekdays(locale)):
                    builder.add(name, "weekday", number)
        elif kind == "names":
            calendar = next(known for known in CALENDARS if known == value)
            for locale in forms:
                for number, spellings in enumerate(names.spellings(calendar, locale), 1):
                    for name in spellings:
                        builder.add(name, "month", Month(calendar, number, "strong"))
        elif kind == "month":
            for form in forms:
                builder.add(form, "month", Month(*_month(value), "strong"))
        elif kind in ("medium", "weak"):
            builder.strengths |= {key: kind for form in forms for key in keys(form)}
        elif kind != "proclitic" and (kind == "weekday" or not names_only):
            for form in forms:
                builder.add(form, kind, _value(kind, value))
    for kinds in builder.kinds.values():
        if "weak-weekday" in kinds:
            kinds.pop("weekday", None)


def _apply_strengths(builder: _Builder) -> None:
    for key, strength in builder.strengths.items():
        month = builder.kinds.get(key, {}).get("month")
        if isinstance(month, Month):
            builder.kinds[key]["month"] = month._replace(strength=strength)


def _join_month_words(builder: _Builder) -> None:
    """مهرماه, دی‌ماه: a month's name with the word "month" written onto it can be nothing else."""
    words = [key[0] for key, kinds in builder.kinds.items() if "month-word" in kinds and len(key) == 1]
    for key, kinds in list(builder.kinds.items()):
        month = kinds.get("month")
        if isinstance(month, Month) and not key[-1].isascii():
            for word in words:
                builder.kinds[(*key[:-1], key[-1] + word)].setdefault("month", month._replace(strength="strong"))


def _typos(builder: _Builder) -> dict[str, Month]:
    """Month names long enough that one wrong letter leaves them recognisable, beside a day and a year."""
    found = {}
    for key, kinds in builder.kinds.items():
        month = kinds.get("month")
        if len(key) == 1 and isinstance(month, Month) and month.strength != "weak":
            shortest = 5 if "\u0600" <= key[0][0] <= "\u06ff" else 6
            if len(key[0]) >= shortest:
                found[key[0]] = month
    return found


def _signs(builder: _Builder) -> dict[frozenset[str], str]:
    sets = {frozenset((kind,)) for kind in BUILT_IN} | {frozenset(("day", "short"))}
    sets |= {frozenset(kinds) for kinds in builder.kinds.values() if kinds}
    return {kinds: chr(_FIRST_SIGN + n) for n, kinds in enumerate(sorted(sets, key=sorted))}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language with a file (English for any other), with English names of months in all of them."""
    builder = _Builder()
    own = language if language in languages() else "en"
    _read(builder, "en", names_only=own != "en")
    _apply_strengths(builder)
    builder.strengths.clear()
    if own != "en":
        _read(builder, own)
        _apply_strengths(builder)
    _join_month_words(builder)
    sign_of = _signs(builder)
    phrases: dict[str, list[Entry]] = defaultdict(list)
    for key, kinds in builder.kinds.items():
        if kinds:
            phrases[key[0]].append(Entry(key[1:], kinds, sign_of[frozenset(kinds)]))
    signs: dict[str, str] = defaultdict(str)
    for kinds_set, sign in sign_of.items():
        for kind in kinds_set:
            signs[kind] += sign
    return Lexicon(
        language=language,
        phrases={first: tuple(sorted(found, key=lambda e: -len(e.rest))) for first, found in phrases.items()},
        signs=dict(signs),
        sign_of=sign_of,
        typos=_typos(builder),
        proclitics=tuple(fold(form) for kind, _, forms in rows(own) if kind == "proclitic" for form in forms),
    )
