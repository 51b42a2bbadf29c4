"""An estimate of the publication date from the first two paragraphs, for want of anything better."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from indexer.dates.candidate import Candidate
from indexer.dates.finder import candidates_in
from indexer.dates.solve import solve, years_mentioned
from search.calendars.fold import WORDS
from search.types import Calendar

_PARAGRAPHS = 2
#: A paragraph, unlike a headline, caption or menu, ends as a sentence does or is long.
_WORDS, _LONG = 8, 25
_ENDS = tuple('.!?؟۔।…"»”)')


class Estimate(NamedTuple):
    """The day estimated, and the calendar it was written in."""

    day: date
    calendar: Calendar


def lead(text: str) -> list[tuple[int, int]]:
    """Where the first two paragraphs of prose stand in the text."""
    found, at = [], 0
    for line in text.split("\n"):
        words = len(WORDS.findall(line))
        if words >= _LONG or (words >= _WORDS and line.rstrip().endswith(_ENDS)):
            found.append((at, at + len(line)))
            if len(found) == _PARAGRAPHS:
                break
        at += len(line) + 1
    return found


def _day(candidate: Candidate, mentioned: list[tuple[date, date]], limit: date) -> date | None:
    if candidate.dated:
        known = candidate.span()
        return known[0] if known and candidate.day is not None else None
    return solve(candidate, mentioned, limit)


def estimate(text: str, language: str, limit: date) -> Estimate | None:
    """The latest full or solvable day in the lead, unless the text goes on to mention something later.

    News tells of yesterday; but a text whose lead recalls 11 September 2001 and that speaks of 2016 further on is
    not of 2001. Never after `limit`.
    """
    found, _ = candidates_in(text, language)
    if all(candidate.day is None for candidate in found):
        return None
    paragraphs = lead(text)
    mentioned = years_mentioned(found, limit)
    best: Estimate | None = None
    for candidate in found:
        if any(start <= candidate.start < end for start, end in paragraphs):
            day = _day(candidate, mentioned, limit)
            if day is not None and day <= limit and (best is None or day > best.day):
                best = Estimate(day, candidate.calendar)
    later = best is not None and any(first > best.day for first, _ in mentioned)
    return None if later else best
