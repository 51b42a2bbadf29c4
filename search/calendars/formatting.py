"""A date as a reader wants to see it: in any calendar and language."""

from __future__ import annotations

import re
from datetime import date

from search.calendars.conversion import approximate, from_gregorian, span
from search.calendars.names import digits, months, pattern
from search.types import Calendar, Precision

_FIELDS = re.compile("MMMM|LLLL|d|y|G")


def _fill(kind: str, day: date, calendar: Calendar, language: str) -> str:
    year, month, number = from_gregorian(calendar, day)
    values = {
        "MMMM": months(calendar, language, alone=kind == "month")[month - 1],
        "LLLL": months(calendar, language, alone=True)[month - 1],
        "d": digits(str(number), language),
        "y": digits(str(year), language),
        "G": pattern(calendar, language, "era"),
    }
    return _FIELDS.sub(lambda field: values[field[0]], pattern(calendar, language, kind))


def format_day(day: date, precision: Precision, calendar: Calendar, language: str) -> str:
    """The day, or the month or year it lies in, in words of the language ("۵ آذر ۱۴۰۳").

    Lunar Hijri outside the years of Umm al-Qura ends in "±1". A day before the calendar's first year is shown in
    the Gregorian one.
    """
    try:
        text = _fill(precision, day, calendar, language)
    except ValueError:
        return format_day(day, precision, "gregory", language)
    if precision == "day" and approximate(calendar, day):
        text += f" {digits('±1', language)}"
    return text


def format_span(first: date, last: date, precision: Precision, calendar: Calendar, language: str) -> str:
    """What is known of a date whose first and last possible day are given.

    A month or year of another calendar than the one shown has no single name there: it shows as two months
    joined by a dash ("آبان ۱۴۰۳ – آذر ۱۴۰۳").
    """
    if precision == "day":
        return format_day(first, "day", calendar, language)
    try:
        year, month, _ = from_gregorian(calendar, first)
        whole = span(calendar, year, month if precision == "month" else None)
    except ValueError:
        calendar, whole = "gregory", (first, last)
    if whole == (first, last):
        return format_day(first, precision, calendar, language)
    ends = [format_day(day, "month", calendar, language) for day in (first, last)]
    return " – ".join(dict.fromkeys(ends))
