"""Other finders of dates, in the form of ours; those that are installed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec

from evaluation.dates.table import Finder
from indexer.dates import find_dates

#: dateparser knows neither Pashto nor Dari: nearest is Persian.
_NEAREST = {"prs": "fa", "ps": "fa"}


def ours(text: str, language: str, reference: date | None) -> list[tuple[str, str]]:
    """indexer.dates."""
    return [(found.value, found.precision) for found in find_dates(text, language, reference)]


def _dateparser() -> Finder:
    parser = import_module("dateparser.date")

    def find(text: str, language: str, reference: date | None) -> list[tuple[str, str]]:
        moment = datetime.fromisoformat(reference.isoformat()) if reference else None
        settings = {"RELATIVE_BASE": moment} if moment else {"REQUIRE_PARTS": ["year"]}
        known = parser.DateDataParser(languages=[_NEAREST.get(language, language)], settings=settings)
        data = known.get_date_data(text)
        if data.date_obj is None:
            return []
        length = {"day": 10, "month": 7, "year": 4}.get(data.period, 10)
        return [(data.date_obj.date().isoformat()[:length], data.period if length < 10 else "day")]

    return find


def _htmldate() -> Finder:
    library = import_module("htmldate")

    def find(text: str, language: str, reference: date | None) -> list[tuple[str, str]]:
        found = library.find_date(f"<html><body><p>{text}</p></body></html>", min_date="1800-01-01")
        return [(found, "day")] if found else []

    return find


def finders(*, rivals: bool) -> Iterator[tuple[str, Finder]]:
    """Ours, and with `rivals` those of dateparser and htmldate that are installed."""
    yield "ours", ours
    if rivals:
        warnings.simplefilter("ignore")
        for name, make in (("dateparser", _dateparser), ("htmldate", _htmldate)):
            if find_spec(name):
                yield name, make()
