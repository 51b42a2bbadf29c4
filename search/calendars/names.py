"""Names of months and weekdays, date patterns and digits per language, from the table that scripts/ makes of CLDR.

Languages: en fa fa-AF ar hi ps ur ru; "prs" is fa-AF; any other shows English.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from search.types import Calendar

TABLE = Path(__file__).parent / "data" / "names.tsv"


@cache
def _table() -> dict[tuple[str, str, str], tuple[str, ...]]:
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:])
    return {(language, calendar, kind): tuple(values.split("|")) for language, calendar, kind, values in rows}


@cache
def languages() -> tuple[str, ...]:
    """The languages that have names here, as locale codes."""
    return tuple(dict.fromkeys(language for language, _, _ in _table()))


def locale_of(language: str) -> str:
    """The locale whose names a language shows: its own, fa-AF for Dari, en where there is none."""
    if language == "prs":
        return "fa-AF"
    return next((code for code in (language, language.partition("-")[0]) if code in languages()), "en")


def months(calendar: Calendar, language: str, *, alone: bool = False) -> tuple[str, ...]:
    """The twelve month names, as in a date or (`alone`) as they stand without a day."""
    return _table()[locale_of(language), calendar, "alone" if alone else "format"]


def spellings(calendar: Calendar, language: str) -> tuple[tuple[str, ...], ...]:
    """Every name of each of the twelve months in any country of the language."""
    return tuple(_table()[locale_of(language), calendar, f"spellings-{month}"] for month in range(1, 13))


def weekdays(language: str) -> tuple[str, ...]:
    """The names of the days of the week, Monday first."""
    return _table()[locale_of(language), "", "weekdays"]


def pattern(calendar: Calendar, language: str, kind: str) -> str:
    """CLDR's pattern for a "day", "month" or "year"; its "era" is the calendar's own mark, or ""."""
    return "|".join(_table().get((locale_of(language), calendar, kind), ()))


def digits(text: str, language: str) -> str:
    """The text with its ASCII digits in the language's own (CLDR's default numbering system)."""
    own = _table()[locale_of(language), "", "digits"][0]
    return text.translate(dict(zip(range(48, 58), own, strict=True)))
