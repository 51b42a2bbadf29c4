"""Dates that a text mentions."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.dates import find_dates
from indexer.dates.lexicon import languages as lexicon_languages
from search.calendars import CALENDARS, format_day, from_gregorian, span
from search.calendars.names import languages, spellings
from search.types import Calendar, Precision

VECTORS = [
    line.split("\t")
    for line in (Path(__file__).parent / "vectors" / "dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
WORDS = [
    *("5", "31", "99", "2024", "1403", "0", "5.6", "25/11/2024", ",", "/", "-", "(", ")", "\u200f"),
    *("نومبر", "قوس", "ماه", "سال", "گذشته", "الموافق", "في", "Nov.", "May", "of"),
]
LANGUAGES = ["en", "fa", "ar", "hi", "ur", "ps", "ru", "und"]


@pytest.mark.parametrize(("language", "text", "reference", "expected", "reason"), VECTORS, ids=[r[1] for r in VECTORS])
def test_vectors(language: str, text: str, reference: str, expected: str, reason: str) -> None:
    found = find_dates(text, language, date.fromisoformat(reference) if reference else None)
    assert [known.value for known in found] == ([] if expected == "none" else [expected]), reason


def test_every_language_has_words() -> None:
    assert {"en", "fa", "ar", "hi", "ur", "ps", "ru"} <= set(lexicon_languages())


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(1930, 1, 1), date(2049, 12, 31)),
    st.sampled_from(CALENDARS),
    st.sampled_from(languages()),
    st.sampled_from(["day", "month"]),
)
def test_a_date_as_we_show_it_is_found(day: date, calendar: Calendar, language: str, precision: Precision) -> None:
    text = format_day(day, precision, calendar, language)
    year, month, number = from_gregorian(calendar, day)
    [found] = find_dates(text, language)
    assert (found.first, found.last) == span(calendar, year, month, number if precision == "day" else None)
    assert (found.calendar, found.precision) == (calendar, precision)


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_spelling_of_every_month_is_found(language: str, calendar: Calendar) -> None:
    year = {"gregory": 2021, "persian": 1402, "islamic-umalqura": 1445}[calendar]
    for month, forms in enumerate(spellings(calendar, language), 1):
        for form in forms:
            found = find_dates(f"7 {form} {year}", language)
            assert [known.first for known in found] == [span(calendar, year, month, 7)[0]], form


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_gives_dates_in_order_at_its_own_offsets(text: str, language: str) -> None:
    found = find_dates(text, language, date(2024, 11, 26))
    ends = 0
    for known in found:
        assert ends <= known.start < known.end <= len(text)
        assert known.first <= known.last
        ends = known.end


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=12,
    ),
    st.sampled_from(LANGUAGES),
)
def test_no_order_of_the_words_of_dates_breaks_it(words: list[str], language: str) -> None:
    text = " ".join(words)
    for known in find_dates(text, language, date(2024, 11, 26)):
        assert any(letter.isdigit() or letter.isalpha() for letter in text[known.start : known.end])


def test_the_span_is_the_date_as_written() -> None:
    text = "گفت روز دوشنبه ۲۵ نومبر ۲۰۲۴ (پنجم قوس) یک گزارش"
    [found] = find_dates(text, "prs")
    assert text[found.start : found.end] == "دوشنبه ۲۵ نومبر ۲۰۲۴ (پنجم قوس"
    assert (found.value, found.calendar) == ("2024-11-25", "gregory")


def test_silent_characters_inside_keep_the_offsets() -> None:
    text = "x \u200f۱۴۰۳\u200f/\u200f۰۹\u200f/\u200f۰۵\u200f y"
    [found] = find_dates(text, "fa")
    assert re.sub("\u200f", "", text[found.start : found.end]) == "۱۴۰۳/۰۹/۰۵"


def test_two_calendars_that_disagree_stay_two_dates() -> None:
    values = [known.value for known in find_dates("۲۵ نومبر ۲۰۲۴ (۹ قوس ۱۴۰۳)", "prs")]
    assert values == ["2024-11-25", "2024-11-29"]


def test_a_weekday_chooses_among_the_years_around_the_reference() -> None:
    [found] = find_dates("دوشنبه ۲۵ نومبر", "prs", date(2025, 10, 1))
    assert found.first == date(2024, 11, 25)


def test_hours_count_from_a_datetime() -> None:
    [found] = find_dates("3 hours ago", "en", datetime(2024, 11, 26, 1, 0))
    assert found.first == date(2024, 11, 25)


@pytest.mark.parametrize(("text", "language"), [
    ("الإثنين 25نوقمبر2024", "ar"),  # one letter wrong
    ("۲۵ نووامبر ۲۰۲۴", "fa"),  # one letter too many
    ("25 Novmber 2024", "en"),  # one letter missing
    ("25 Novebmer 2024", "en"),  # two letters exchanged
])  # fmt: skip
def test_a_month_with_one_letter_wrong_is_read_between_day_and_year(text: str, language: str) -> None:
    assert [known.value for known in find_dates(text, language)] == ["2024-11-25"]


@pytest.mark.parametrize("text", ["25 Novembro", "Novmber 2024", "25 Nxvxmber 2024", "5 match 2019"])
def test_without_day_and_year_or_with_more_wrong_it_is_not(text: str) -> None:
    assert find_dates(text, "en", date(2024, 12, 1)) == []


@pytest.mark.parametrize("unit", ["5 May 2020, ", "of ", "2014 ", "1-", "1\u200f", "in the ", "a-", "5 xxxxxx 2020 "])
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    find_dates(unit * (60_000 // len(unit)), "en")
