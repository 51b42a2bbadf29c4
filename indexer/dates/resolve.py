"""Candidates completed by a reference day, joined where two calendars name one day, as found dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from indexer.dates.candidate import Candidate
from indexer.dates.tokens import Token
from search.calendars import from_gregorian, span, to_gregorian
from search.types import FoundDate

#: What may stand between one day written in two calendars, or twice.
_BETWEEN = {"comma", "open", "close", "slash", "dash", "same", "link", "month-word", "weekday", "era"}


def _slack(a: Candidate, b: Candidate) -> int:
    """Days by which two calendars may differ and mean one day: the new moon is seen a day earlier or later."""
    return 1 if "islamic-umalqura" in (a.calendar, b.calendar) else 0


def days_of(candidate: Candidate, years: range) -> Iterator[date]:
    """The days a candidate with day and month can be, a Gregorian year in `years`, its weekday and twin agreeing."""
    for year in years:
        for own in {from_gregorian(candidate.calendar, date(year, month, 1)).year for month in (1, 12)}:
            try:
                day = to_gregorian(candidate.calendar, own, candidate.month or 1, candidate.day or 1)
            except ValueError:
                continue
            if day.year != year or candidate.weekday not in (None, day.weekday()):
                continue
            if candidate.twin is None or _agrees(day, candidate.twin, _slack(candidate, candidate.twin)):
                yield day


def _agrees(day: date, twin: Candidate, slack: int) -> bool:
    for near in range(-slack, slack + 1):
        _, month, number = from_gregorian(twin.calendar, day + timedelta(days=near))
        if (month, number) == (twin.month, twin.day):
            return True
    return False


def _joined(a: Candidate, b: Candidate) -> Candidate | None:
    """One candidate for a day written in two calendars; None when they do not agree."""
    if a.calendar == b.calendar or a.day is None or b.day is None or a.month is None or b.month is None:
        return None
    whole = a._replace(end=b.end, last=b.last, sure=True, weekday=a.weekday if a.weekday is not None else b.weekday)
    full = a if a.dated else b if b.dated else None
    if full is None:
        return whole._replace(twin=b) if a.this is None else whole
    known = full.span()
    other = b if full is a else a
    if known is None or not _agrees(known[0], other, _slack(a, b)):
        return None
    return whole._replace(calendar=full.calendar, year=full.year, month=full.month, day=full.day)


def join_calendars(found: list[Candidate], tokens: Sequence[Token]) -> list[Candidate]:
    """Neighbours that name one day in two calendars become one; what is then still unsure is dropped."""
    joined: list[Candidate] = []
    for candidate in found:
        if joined:
            after = joined[-1].last + 1
            near = candidate.first - after <= 4
            if near and all(token.kinds.keys() & _BETWEEN for token in tokens[after : candidate.first]):
                both = _joined(joined[-1], candidate)
                if both is not None:
                    joined[-1] = both
                    continue
        joined.append(candidate)
    return [candidate for candidate in joined if candidate.sure]


def _complete(candidate: Candidate, reference: date) -> tuple[date, date] | None:
    """First and last day of a candidate without a year of its own, as meant on the reference day."""
    if candidate.ago is not None:
        number, unit = candidate.ago
        if unit == "hour":
            moment = reference if isinstance(reference, datetime) else None
            return _one((moment - timedelta(hours=number)).date() if moment else _day(reference))
        return _one(_day(reference) - timedelta(days=number * (7 if unit == "week" else 1)))
    if candidate.turn is not None and candidate.month is None:
        back = (_day(reference).weekday() - (candidate.weekday or 0)) % 7
        step = {-1: -(back or 7), 0: -back, 1: 7 - back}[candidate.turn]
        return _one(_day(reference) + timedelta(days=step))
    return _in_year(candidate, _day(reference))


def _in_year(candidate: Candidate, reference: date) -> tuple[date, date] | None:
    year = from_gregorian(candidate.calendar, reference).year
    if candidate.this is not None:
        return candidate._replace(year=year + candidate.this).span()
    if candidate.turn is not None:
        return _turned(candidate, year, reference)
    if candidate.day is None:
        spans = [span(candidate.calendar, y, candidate.month) for y in (year, year - 1)]
        return next((known for known in spans if known[0] <= reference), None)
    years = range(reference.year - 1, reference.year + 2)
    days = list(days_of(candidate, years)) or list(days_of(candidate._replace(weekday=None), years))
    return _one(min(days, key=lambda day: abs(day - reference))) if days else None


def _turned(candidate: Candidate, year: int, reference: date) -> tuple[date, date] | None:
    """The last such day or month that was over before the reference, or the next that begins after it."""
    spans = [candidate._replace(year=year + offset).span() for offset in (-1, 0, 1)]
    known = [found for found in spans if found is not None]
    if candidate.turn == -1:
        return max((found for found in known if found[1] < reference), default=None)
    return min((found for found in known if found[0] > reference), default=None)


def _day(reference: date) -> date:
    return reference.date() if isinstance(reference, datetime) else reference


def _one(day: date) -> tuple[date, date]:
    return day, day


def value_of(first: date, last: date, precision: str) -> str:
    """ISO form: "2024-11-25", "2024-11", "2024"; a month or year of another calendar as "2024-03/2025-03"."""
    if precision == "day":
        return first.isoformat()
    if precision == "month" and (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    if precision == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return first.isoformat()[:4]
    return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"


def resolve(candidate: Candidate, reference: date | None) -> FoundDate | None:
    """The found date of a candidate, or None when it needs a reference and there is none."""
    try:
        known = candidate.span() if candidate.dated else _complete(candidate, reference) if reference else None
    except (ValueError, OverflowError):
        return None
    if known is None:
        return None
    precision = candidate.precision
    return FoundDate(candidate.start, candidate.end, value_of(*known, precision), precision, candidate.calendar, *known)
