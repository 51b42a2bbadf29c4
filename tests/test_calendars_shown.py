"""Dates as readers see them."""

from datetime import date

import pytest

from search.calendars import format_day, format_span, span
from search.types import Calendar, Precision

DAY = date(2024, 11, 25)


@pytest.mark.parametrize(("language", "calendar", "precision", "shown"), [
    ("en", "gregory", "day", "November 25, 2024"),
    ("en", "persian", "day", "Azar 5, 1403 AP"),
    ("en", "islamic-umalqura", "month", "Jumada I 1446 AH"),
    ("fa", "gregory", "day", "۲۵ نوامبر ۲۰۲۴"),
    ("fa", "persian", "day", "۵ آذر ۱۴۰۳"),
    ("fa-AF", "persian", "day", "۵ قوس ۱۴۰۳"),
    ("prs", "gregory", "month", "نومبر ۲۰۲۴"),
    ("ps", "persian", "day", "د ۱۴۰۳ د لیندۍ ۵"),
    ("ar", "gregory", "day", "25 نوفمبر 2024"),
    ("ar", "islamic-umalqura", "day", "23 جمادى الأولى 1446 هـ"),
    ("hi", "gregory", "month", "नवंबर 2024"),
    ("ur", "gregory", "day", "25 نومبر، 2024"),
    ("ru", "gregory", "day", "25 ноября 2024 г."),
    ("ru", "gregory", "month", "ноябрь 2024 г."),
    ("ru", "gregory", "year", "2024"),
    ("xx", "gregory", "year", "2024"),
])  # fmt: skip
def test_a_day_in_a_calendar_and_language(language: str, calendar: Calendar, precision: Precision, shown: str) -> None:
    assert format_day(DAY, precision, calendar, language) == shown


def test_a_lunar_day_outside_umm_al_qura_is_marked_as_inexact() -> None:
    assert format_day(date(1919, 8, 19), "day", "islamic-umalqura", "ar").endswith("±1")
    assert "±" not in format_day(DAY, "day", "islamic-umalqura", "ar")


def test_a_day_before_the_hijra_is_shown_in_the_gregorian_calendar() -> None:
    assert format_day(date(600, 5, 1), "day", "persian", "en") == "May 1, 600"


def test_a_month_of_another_calendar_shows_as_the_two_it_touches() -> None:
    first, last = span("gregory", 2024, 11)
    assert format_span(first, last, "month", "persian", "fa") == "آبان ۱۴۰۳ – آذر ۱۴۰۳"
    assert format_span(first, last, "month", "gregory", "fa") == "نوامبر ۲۰۲۴"
    assert format_span(DAY, DAY, "day", "persian", "fa") == "۵ آذر ۱۴۰۳"


def test_a_year_of_another_calendar_shows_from_month_to_month() -> None:
    assert format_span(*span("persian", 1403), "year", "gregory", "en") == "March 2024 – March 2025"
    assert format_span(*span("persian", 1403), "year", "persian", "en") == "1403 AP"
