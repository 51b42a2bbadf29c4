"""What is counted of dates: years always, months where they are few enough, days within one month."""

from datetime import date

import pytest

from search.facets import buckets
from search.query import parse
from search.types import DayBuckets

FIRST, LAST = date(2019, 5, 7).toordinal(), date(2024, 11, 26).toordinal()


def counted(first: int | None, last: int | None, **given: str) -> dict[str, tuple[int, ...]]:
    query = parse({name.rstrip("_"): [value] for name, value in given.items()})
    return {each.name: each.boundaries for each in buckets(query, first, last) if isinstance(each, DayBuckets)}


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({"date": "2024-11"}, date(2024, 11, 1), date(2024, 11, 26)),
        ({"date": "2019-05-20"}, date(2019, 5, 7), date(2019, 5, 31)),
        ({"date": "2021-02-10"}, date(2021, 2, 1), date(2021, 2, 28)),
        ({"from_": "2021-02-10", "to": "2021-02-12"}, date(2021, 2, 1), date(2021, 2, 28)),
        ({"from_": "2024-11-20"}, date(2024, 11, 1), date(2024, 11, 26)),
        ({"date": "1403-09", "calendar": "persian"}, date(2024, 11, 21), date(2024, 11, 26)),
        ({"date": "2021", "from_": "2021-12-30"}, date(2021, 12, 1), date(2021, 12, 31)),
    ],
)
def test_the_days_of_a_month_that_is_asked_for(given: dict[str, str], first: date, last: date) -> None:
    assert counted(FIRST, LAST, **given)["day"] == tuple(range(first.toordinal(), last.toordinal() + 2))


@pytest.mark.parametrize(
    "given",
    [{}, {"date": "2024"}, {"from_": "2021-01-31", "to": "2021-02-01"}, {"date": "1999"}, {"from_": "2024-11-28"}],
)
def test_no_days_of_a_longer_time_or_of_none(given: dict[str, str]) -> None:
    assert "day" not in counted(FIRST, LAST, **given)


def test_the_undated_are_counted_where_nothing_is_dated() -> None:
    assert counted(None, None) == {"year": ()}


@pytest.mark.parametrize(("calendar", "begins"), [("persian", (622, 3, 21)), ("islamic-umalqura", (622, 7, 18))])
def test_days_before_a_calendar_lie_in_none_of_its_years(calendar: str, begins: tuple[int, int, int]) -> None:
    years = counted(1, LAST, calendar=calendar)["year"]
    assert years[0] == date(*begins).toordinal()
    assert years[-1] > LAST
    assert counted(1, 365, calendar=calendar) == {"year": ()}


def test_months_of_many_years_only_where_a_time_is_chosen() -> None:
    long_ago = date(1900, 1, 1).toordinal()
    assert "month" not in counted(long_ago, LAST)
    assert len(counted(long_ago, LAST, date="1950")["month"]) == 13
