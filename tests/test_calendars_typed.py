"""What a person types in a date field."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.calendars import CALENDARS, format_day, from_gregorian, parse_typed, span
from search.calendars.names import languages, weekdays
from search.errors import BadParameter
from search.types import Calendar, Precision

VECTORS = [
    line.split("\t")
    for line in (Path(__file__).parent / "vectors" / "typed_dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("calendar", "text", "expected", "reason"), VECTORS, ids=[row[1] for row in VECTORS])
def test_vectors(calendar: Calendar, text: str, expected: str, reason: str) -> None:
    if expected == "error":
        with pytest.raises(BadParameter) as caught:
            parse_typed(text, calendar, name="from")
        assert caught.value.values["name"] == "from" and "2024-11-25" in caught.value.hint, reason
    else:
        typed = parse_typed(text, calendar)
        assert f"{typed.first} {typed.last} {typed.precision}" == expected, reason


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(1930, 1, 1), date(2049, 12, 31)),
    st.sampled_from(CALENDARS),
    st.sampled_from(languages()),
    st.sampled_from(["day", "month", "year"]),
    st.booleans(),
)
def test_what_is_shown_can_be_typed(
    day: date, calendar: Calendar, language: str, precision: Precision, weekday: bool
) -> None:
    shown = format_day(day, precision, calendar, language)
    if weekday and precision == "day":
        shown = f"{weekdays(language)[day.weekday()]}, {shown}"
    year, month, number = from_gregorian(calendar, day)
    whole = span(calendar, year, month if precision != "year" else None, number if precision == "day" else None)
    assert parse_typed(shown, calendar) == (*whole, precision)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("0123456789۰۱۴٣٤०४/.-, \u200fNovember قوسآذر\u0640म"), max_size=20))
def test_anything_typed_is_a_span_or_a_clear_error(text: str) -> None:
    try:
        typed = parse_typed(text)
    except BadParameter as error:
        assert error.hint
    else:
        assert typed.first <= typed.last
