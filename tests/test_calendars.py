"""Three calendars against the libraries that define them, day by day."""

import itertools
from datetime import date

import jdatetime
import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from search.calendars import CALENDARS, approximate, from_gregorian, months_between, span, to_gregorian, years_between
from search.types import Calendar

DAYS = range(date(1900, 1, 1).toordinal(), date(2060, 1, 1).toordinal())


@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_day_of_160_years_converts_there_and_back_in_unbroken_order(calendar: Calendar) -> None:
    before = from_gregorian(calendar, date.fromordinal(DAYS.start - 1))
    for ordinal in DAYS:
        day = from_gregorian(calendar, date.fromordinal(ordinal))
        assert to_gregorian(calendar, *day).toordinal() == ordinal
        assert (day[:2] == before[:2] and day.day == before.day + 1) or (day > before and day.day == 1)
        before = day


def test_solar_hijri_days_are_those_of_both_libraries() -> None:
    for ordinal in DAYS:
        day = date.fromordinal(ordinal)
        ours = tuple(from_gregorian("persian", day))
        theirs = JalaliDate(day)  # type: ignore[no-untyped-call]
        other = jdatetime.date.fromgregorian(date=day)
        assert ours == (theirs.year, theirs.month, theirs.day) == (other.year, other.month, other.day)


def test_lunar_days_are_hijridates_in_the_years_of_umm_al_qura() -> None:
    defined = [date.fromordinal(n) for n in DAYS if not approximate("islamic-umalqura", date.fromordinal(n))]
    assert defined[0] == date(1924, 8, 1)
    for day in defined:
        assert tuple(from_gregorian("islamic-umalqura", day)) == Gregorian.fromdate(day).to_hijri().datetuple()


@pytest.mark.parametrize(("calendar", "year", "month", "day"), [
    ("persian", 1402, 12, 30),  # a common year's Esfand has 29 days
    ("persian", 1403, 13, 1),
    ("persian", 0, 1, 1),
    ("persian", 1403, 1, 32),
    ("islamic-umalqura", 1446, 2, 31),
    ("islamic-umalqura", 1300, 2, 30),  # tabular: Safar has 29 days
    ("islamic-umalqura", 1300, 0, 1),
    ("islamic-umalqura", 0, 1, 1),
    ("gregory", 2023, 2, 29),
    ("gregory", 0, 1, 1),
])  # fmt: skip
def test_a_day_that_a_calendar_lacks_is_refused(calendar: Calendar, year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError):
        to_gregorian(calendar, year, month, day)


@pytest.mark.parametrize("calendar", ["persian", "islamic-umalqura"])
def test_a_day_before_the_first_year_is_refused(calendar: Calendar) -> None:
    with pytest.raises(ValueError):
        from_gregorian(calendar, date(600, 1, 1))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(CALENDARS), st.dates(date(1700, 1, 1), date(2200, 1, 1)))
def test_the_months_of_a_year_are_its_days(calendar: Calendar, day: date) -> None:
    year = from_gregorian(calendar, day).year
    first, last = span(calendar, year)
    ends = [span(calendar, year, month) for month in range(1, 13)]
    assert (ends[0][0], ends[-1][1]) == (first, last)
    assert all(a[1].toordinal() + 1 == b[0].toordinal() for a, b in itertools.pairwise(ends))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(CALENDARS), st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.integers(0, 1500))
def test_boundaries_begin_months_and_years_and_enclose_the_days(calendar: Calendar, day: date, length: int) -> None:
    first, last = day.toordinal(), day.toordinal() + length
    for starts, part in ((months_between(first, last, calendar), 2), (years_between(first, last, calendar), 1)):
        assert starts[0] <= first < starts[1] and starts[-2] <= last < starts[-1]
        days = [from_gregorian(calendar, date.fromordinal(start)) for start in starts]
        assert all(known[part:] == (1, 1)[part - 1 :] for known in days)
        assert sorted(set(starts)) == list(starts)
