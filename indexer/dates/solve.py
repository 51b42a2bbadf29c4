"""The year of a day written without one: from its weekday, a second calendar, and the years the text mentions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from indexer.dates.candidate import Candidate
from indexer.dates.resolve import days_of

#: No archive of web texts is older; a day that only its weekday and calendars narrow down is sought from here on.
_EARLIEST = 1990


def years_mentioned(found: Iterable[Candidate], limit: date) -> list[tuple[date, date]]:
    """First and last day of every dated candidate that began by `limit`."""
    spans = (candidate.span() for candidate in found)
    return [known for known in spans if known is not None and known[0] <= limit]


def solve(candidate: Candidate, mentioned: list[tuple[date, date]], limit: date) -> date | None:
    """The one day a candidate without a year can be, not before what the text mentions and not after `limit`.

    None when more than one day fits, or none; and always when neither weekday nor second calendar constrains it.
    """
    if candidate.day is None or (candidate.weekday is None and candidate.twin is None):
        return None
    earliest = max((first for first, _ in mentioned), default=date(_EARLIEST, 1, 1))
    days = {day for day in days_of(candidate, range(earliest.year, limit.year + 1)) if earliest <= day <= limit}
    return days.pop() if len(days) == 1 else None
