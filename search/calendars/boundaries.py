"""Where the months and years of a calendar begin, as day ordinals: the buckets of a histogram.

Remembered, as each search asks for those of the whole archive.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from search.calendars.conversion import from_gregorian, to_gregorian
from search.types import Calendar


@lru_cache(maxsize=256)
def months_between(first: int, last: int, calendar: Calendar) -> tuple[int, ...]:
    """The first days of all months that hold any of the days first..last, and of the month after them.

    Ascending ordinals, as DayBuckets wants them. Raises ValueError before the calendar's first year.
    """
    year, month, _ = from_gregorian(calendar, date.fromordinal(first))
    starts = [to_gregorian(calendar, year, month, 1).toordinal()]
    while starts[-1] <= last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        starts.append(to_gregorian(calendar, year, month, 1).toordinal())
    return tuple(starts)


@lru_cache(maxsize=256)
def years_between(first: int, last: int, calendar: Calendar) -> tuple[int, ...]:
    """The first days of all years that hold any of the days first..last, and of the year after them."""
    year = from_gregorian(calendar, date.fromordinal(first)).year
    starts = [to_gregorian(calendar, year, 1, 1).toordinal()]
    while starts[-1] <= last:
        year += 1
        starts.append(to_gregorian(calendar, year, 1, 1).toordinal())
    return tuple(starts)
