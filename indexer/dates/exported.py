"""A publication date that an export of an archive tells: the same again, with its calendar, its evidence, its doubt."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import pairwise
from typing import cast

import orjson

from indexer.dates.declared import GUESSED, SOURCES
from search.calendars import CALENDARS, months_between, span, years_between
from search.types import Calendar, Precision, PublicationDate, RawDocument

#: The metadata in which a reader puts it, as JSON with the fields of `search.export.jsonlines.Date`.
KEY = "exported-date"
_EVIDENCE = {"dateline", "estimate:lead", *(evidence for _, evidence, _ in (*SOURCES, *GUESSED))}
_PRECISIONS: dict[int, Precision] = {1: "year", 2: "month", 3: "day"}


def exported(raw: RawDocument) -> PublicationDate | None:
    """The date that an export told of a document; None where none did, or not in the words of an export."""
    try:
        told = orjson.loads(raw.metadata.get(KEY, "null"))
        parts = [int(part) for part in told["value"].split("-")]
        precision, calendar = _PRECISIONS[len(parts)], cast(Calendar, told["calendar"])
        first, last = _days(parts, precision, calendar)
        known = told["evidence"] in _EVIDENCE and 0 <= (confidence := float(told["confidence"])) <= 1
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    return PublicationDate(first, last, precision, confidence, calendar, told["evidence"]) if known else None


def _days(parts: list[int], precision: Precision, calendar: Calendar) -> tuple[date, date]:
    """The first and last day; what is written is the first of them in the Gregorian calendar, at its precision."""
    if calendar not in CALENDARS:
        raise ValueError(calendar)
    year, month, day = (*parts, None, None)[:3]
    first, last = span("gregory", cast(int, year), month, day)
    if precision == "day" or calendar == "gregory":
        return first, last
    between = months_between if precision == "month" else years_between
    starts = between(first.toordinal(), last.toordinal(), calendar)
    at = bisect_right(starts, first.toordinal() - 1)
    begins, after = list(pairwise(starts))[at]
    return date.fromordinal(begins), date.fromordinal(after - 1)
