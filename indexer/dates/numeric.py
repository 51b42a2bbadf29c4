"""Dates in figures: 2024-11-25, 25.11.2024, ۱۴۰۳/۹/۵, 10/20/2021."""

from __future__ import annotations

from search.types import Calendar

#: Solar Hijri years that a bare number can mean in Persian and Pashto (1911–2051).
SOLAR = range(1290, 1430)
_GREGORIAN = range(1500, 2200)
_LUNAR = range(1290, 1500)

Read = tuple[Calendar, int, int, int]


def _calendar(year: int, language: str, era: str) -> Calendar | None:
    if era == "islamic-umalqura" and year in _LUNAR:
        return "islamic-umalqura"
    if year in SOLAR and (era == "persian" or (language in ("fa", "ps") and not era)):
        return "persian"
    return "gregory" if year in _GREGORIAN else None


def read_numeric(written: str, language: str, era: str) -> Read | None:
    """Calendar, year, month, day of three numbers "a|b|c" followed by the mark that joins them.

    Year first, or day first in all eight languages; month first only where the second number cannot be a month
    (10/20/2021). Two-figure years: day.month.year with dots in Russian, year/month/day of 1340–1399 in Persian.
    """
    parts, mark = written[:-1].split("|"), written[-1]
    lengths = [len(part) for part in parts]
    a, b, c = (int(part) for part in parts)
    if lengths[0] == 4:
        year, month, day = a, b, c
    elif lengths[2] == 4:
        year, month, day = (c, b, a) if b <= 12 else (c, a, b)
    elif language == "ru" and mark == "." and lengths == [2, 2, 2]:
        year, month, day = 2000 + c if c < 50 else 1900 + c, b, a
    elif language == "fa" and mark == "/" and lengths[0] == 2 and a >= 40:
        year, month, day = 1300 + a, b, c
    else:
        return None
    calendar = _calendar(year, language, era)
    return (calendar, year, month, day) if calendar and 1 <= month <= 12 and 1 <= day <= 31 else None
