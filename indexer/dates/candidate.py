"""A date as it is written: the parts that are known, before a reference day completes them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from search.calendars import span
from search.types import Calendar, Precision


class Candidate(NamedTuple):
    """Text offsets, numbers of the first and last token, and the parts of a date.

    `this` is an offset from the reference's year; `ago` a number of hours, days or weeks before it; `turn` is -1
    for the last such weekday, month or day, 1 for the next, 0 for a weekday with neither word. `sure` is False for
    a word that is a month only if something else says so (۵ تیر). `twin` is the same day in another calendar,
    written beside it.
    """

    start: int
    end: int
    first: int
    last: int
    calendar: Calendar = "gregory"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    this: int | None = None
    ago: tuple[int, str] | None = None
    turn: int | None = None
    sure: bool = True
    twin: Candidate | None = None

    @property
    def precision(self) -> Precision:
        """How precise the parts are."""
        if self.month is None:
            return "year" if self.ago is None and self.turn is None else "day"
        return "month" if self.day is None else "day"

    @property
    def dated(self) -> bool:
        """Whether no reference day is needed."""
        return self.year is not None

    def span(self) -> tuple[date, date] | None:
        """First and last Gregorian day; None without a year, or when the calendar has no such day."""
        if self.year is None:
            return None
        try:
            return span(self.calendar, self.year, self.month, self.day)
        except (ValueError, OverflowError):
            return None
