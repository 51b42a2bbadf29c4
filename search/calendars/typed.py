"""What a person types in a date field, in any of the calendars, languages and digits, as first and last day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from search.calendars.conversion import CALENDARS, precision_of, span
from search.calendars.fold import WORD, WORDS, fold, plain, plain_number
from search.calendars.names import languages, pattern, spellings, weekdays
from search.errors import BadParameter
from search.types import Calendar, Precision

FORMS = (
    "Accepted: a year, month or day such as 2024, 2024-11, 2024-11-25, 25/11/2024, November 2024, 25 November 2024, "
    "۱۴۰۳/۹/۵, ۵ قوس ۱۴۰۳, 5 Azar 1403, ٢٣ جمادى الأولى ١٤٤٦; month names and digits of any language."
)
_PARTS = re.compile(rf"\d+|{WORD}(?:['’ʻ-]{WORD})*")
_NUMERIC = re.compile(r"\d+(?:([/.-])\d+(?:\1\d+)?)?")
#: Words that may stand beside the parts of a date, besides the weekdays and eras of the table: those that say
#: nothing, and those that name the calendar of a year.
_SILENT_WORDS = "of د سال ماه عام سنة شهر साल г года году год هجری هجري"
_ERA_WORDS: dict[Calendar, str] = {
    "gregory": "میلادی میلادي ميلادية م ء AD CE",
    "persian": "ش شمسی شمسي خورشیدی SH",
    "islamic-umalqura": "ق قمری قمري AH",
}


class Typed(NamedTuple):
    """First and last day that the typed text may mean, and its precision."""

    first: date
    last: date
    precision: Precision


@cache
def _months() -> dict[str, tuple[Calendar, int]]:
    found: dict[str, tuple[Calendar, int]] = {}
    for calendar in CALENDARS:
        for language in languages():
            for number, forms in enumerate(spellings(calendar, language), 1):
                for form in forms:
                    found.setdefault(_key(form), (calendar, number))
    return found


@cache
def _beside() -> dict[str, Calendar | None]:
    found: dict[str, Calendar | None] = {}
    for calendar in CALENDARS:
        words = _ERA_WORDS[calendar].split()
        for language in languages():
            words += WORDS.findall(pattern(calendar, language, "era"))
        found |= {_key(word): calendar for word in words}
    for word in [*_SILENT_WORDS.split(), *(name for language in languages() for name in weekdays(language))]:
        found.setdefault(_key(word), None)
    return found


def _key(name: str) -> str:
    """A name as looked up: folded, its spaces, dots, hyphens and apostrophes dropped."""
    return re.sub(r"[\s.'-]+", "", fold(name))


def _calendar_of(year: int, chosen: Calendar) -> Calendar:
    """The calendar that a year without a month name is of: the chosen one unless the year is far outside its use.

    Archives hold the press, so nobody means AD 1403, 2024 SH or 2024 AH; 1200–1429 is then Solar Hijri (1821–2050),
    1430–1499 lunar Hijri (2008–2077), and above 1499 (SH) or 1599 (AH) Gregorian.
    """
    if chosen == "gregory":
        return "persian" if 1200 <= year < 1430 else "islamic-umalqura" if 1430 <= year < 1500 else chosen
    return "gregory" if year >= (1500 if chosen == "persian" else 1600) else chosen


def _era(text: str) -> Calendar | None:
    """The calendar that words beside the date name. ه begins the eras of both Hijri calendars: ش tells them apart."""
    named = {_beside().get(_key(word)) for word in WORDS.findall(text)}
    return next((calendar for calendar in ("persian", "islamic-umalqura", "gregory") if calendar in named), None)


def _bare(text: str) -> str:
    """The text without the words that may stand beside a date, and what they leave of spaces and brackets."""
    left = WORDS.sub(lambda word: "" if _key(word[0]) in _beside() else word[0], text)
    return re.sub(r"\s*([/.-])\s*", r"\1", left).strip(" .,،()")


def _numeric(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month, day of `2024`, `2024-11`, `2024-11-25`, `11/2024`, `25/11/2024`, `11/25/2024`."""
    if not _NUMERIC.fullmatch(text):
        return None
    parts = re.split("[/.-]", text)
    numbers = [plain_number(part) for part in parts]
    if len(parts[-1]) == 4 and len(parts) > 1:
        numbers.reverse()
        parts.reverse()
        if len(numbers) == 3 and (numbers[1] or 0) > 12:
            numbers[1], numbers[2] = numbers[2], numbers[1]
    if len(parts[0]) != 4 or any(len(part) > 2 for part in parts[1:]) or None in numbers:
        return None
    year, month, day = (*numbers, None, None)[:3]
    return (year, month, day) if year else None


def _named(text: str) -> tuple[Calendar, int, int, int | None] | None:
    """Calendar, year, month, day of a date with a month name, in any order."""
    words, numbers = [], []
    for part in _PARTS.findall(text):
        if part[0].isdigit():
            numbers.append(part)
        elif _key(part) not in _beside():
            words.append(part)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    month = _months().get(_key(" ".join(words)))
    if month is None or len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        return None
    year, day = plain_number(years[0]), plain_number(days[0]) if days else None
    if not year or (days and not day):
        return None
    return month[0], year, month[1], day


def parse_typed(text: str, calendar: Calendar = "gregory", *, name: str = "date") -> Typed:
    """First day, last day and precision of a typed year, month or day.

    `calendar` decides what bare numbers mean; a month name, or a year that the calendar cannot mean, decides over
    it. `name` is the parameter's, for the error. Raises BadParameter that shows the accepted forms.
    """
    seen = plain(text)
    numeric = _numeric(_bare(seen))
    named = None if numeric else _named(seen)
    if numeric:
        year, month, day = numeric
        calendar = _era(seen) or _calendar_of(year, calendar)
    elif named:
        calendar, year, month, day = named
    else:
        raise BadParameter(name=name, value=text, rule="this is not a date that is understood", hint=FORMS)
    try:
        first, last = span(calendar, year, month, day)
    except (ValueError, OverflowError):
        raise BadParameter(name=name, value=text, rule="the calendar has no such day", hint=FORMS) from None
    return Typed(first, last, precision_of(month, day))
