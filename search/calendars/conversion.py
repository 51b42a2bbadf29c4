"""Days of three calendars as days of the Gregorian one, and back.

Solar Hijri: jdatetime. Lunar Hijri: Umm al-Qura by hijridate for the years of its table (1343–1500 AH), tabular
outside (30-year cycle, leap years 2 5 7 10 13 16 18 21 24 26 29), where a day may be off by one: see `approximate`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import jdatetime
from hijridate import Gregorian, Hijri

from search.types import Calendar, Precision

CALENDARS: tuple[Calendar, ...] = ("gregory", "persian", "islamic-umalqura")
#: jdatetime asks the system for its language with each day, which takes longer than the day, unless it is told one.
_LOCALE = jdatetime.FA_LOCALE
#: Umm al-Qura is defined from the first day of 1343 to the last of 1500 AH (hijridate's table).
_FIRST, _LAST = date(1924, 8, 1), date(2077, 11, 16)
#: The table's first day is the tabular calendar's too when that counts from 15 July 622 (astronomical epoch), the
#: day after its last when it counts from 16 July 622 (civil epoch): so neither border has a gap or a double day.
_EPOCH_BEFORE, _EPOCH_AFTER = 227014, 227015


class Day(NamedTuple):
    """A day of some calendar."""

    year: int
    month: int
    day: int


def _tabular(year: int, month: int, day: int, epoch: int) -> int:
    return epoch - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day


def _islamic_to_ordinal(year: int, month: int, day: int) -> int:
    if 1343 <= year <= 1500:
        return Hijri(year, month, day).to_gregorian().toordinal()
    if not (1 <= year <= 9000 and 1 <= month <= 12):
        raise ValueError(f"no such month: {year}-{month}")
    epoch = _EPOCH_BEFORE if year < 1343 else _EPOCH_AFTER
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    ordinal = _tabular(year, month, day, epoch)
    if day < 1 or ordinal >= _tabular(*following, 1, epoch):
        raise ValueError(f"no such day: {year}-{month}-{day}")
    return ordinal


def _islamic_from(day: date) -> Day:
    if _FIRST <= day <= _LAST:
        return Day(*Gregorian.fromdate(day).to_hijri().datetuple())
    ordinal = day.toordinal()
    epoch = _EPOCH_BEFORE if day < _FIRST else _EPOCH_AFTER
    year = (30 * (ordinal - epoch) + 10646) // 10631
    month = min(12, 2 * (ordinal - _tabular(year, 1, 1, epoch)) // 59 + 1)
    return Day(year, month, ordinal - _tabular(year, month, 1, epoch) + 1)


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian date of a day. Raises ValueError when the calendar has no such day."""
    if calendar == "persian":
        converted: date = jdatetime.date(year, month, day, locale=_LOCALE).togregorian()
        return converted
    if calendar == "islamic-umalqura":
        return date.fromordinal(_islamic_to_ordinal(year, month, day))
    return date(year, month, day)


def from_gregorian(calendar: Calendar, day: date) -> Day:
    """The day in a calendar. Raises ValueError before its first year (Solar and lunar Hijri: AD 622)."""
    if calendar == "gregory":
        return Day(day.year, day.month, day.day)
    if calendar == "persian":
        solar = jdatetime.date.fromgregorian(date=day, locale=_LOCALE)
        return Day(solar.year, solar.month, solar.day)
    if day.toordinal() < _EPOCH_BEFORE:
        raise ValueError(f"before the first year of the calendar: {day}")
    return _islamic_from(day)


def approximate(calendar: Calendar, day: date) -> bool:
    """Whether the conversion may be off by one day: lunar Hijri outside the years of Umm al-Qura."""
    return calendar == "islamic-umalqura" and not _FIRST <= day <= _LAST


def span(calendar: Calendar, year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """First and last Gregorian day of a year, month or day. Raises ValueError when the calendar has none such."""
    if month is not None and day is not None:
        only = to_gregorian(calendar, year, month, day)
        return only, only
    first = to_gregorian(calendar, year, month or 1, 1)
    after = (year, month + 1) if month is not None and month < 12 else (year + 1, 1)
    return first, date.fromordinal(to_gregorian(calendar, *after, 1).toordinal() - 1)


def precision_of(month: int | None, day: int | None) -> Precision:
    """How precise a date is of which these parts are known."""
    return "year" if month is None else "month" if day is None else "day"
