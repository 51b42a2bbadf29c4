"""What the archive has of each query of a list, as a stream: counts by language and month, or every hit.

A count is the number that one gets by choosing that language and that month in the search page: of a document whose
month is not known, each month of its year. So months may add up to more than the total, which is exact.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import orjson

from search.archive import Archive
from search.calendars import months_between, years_between
from search.errors import BadCursor, BadParameter, BadQuery
from search.export import chunks, jsonlines, table
from search.facets import VARIETIES
from search.query import Limits, parse
from search.types import Buckets, DayBuckets, KeywordFilter, Query, TermBuckets

REPORTS = ("counts", "hits")
COLUMNS = ("query", "searched", "total", "language", "month", "hits", "problem")
#: Of an archive over more months than this only years are told.
MOST_MONTHS = 2_400
LANGUAGES = TermBuckets("language", 100, own_filter=True)

Given = Mapping[str, Iterable[str]]


def stream(
    archive: Archive, queries: Iterable[str], given: Given, report: str, format: str, limits: Limits | None = None
) -> Generator[bytes, None, None]:
    """A report of a list of queries, each with the parameters of a search `given`; of hits as csv or jsonl.

    A query that cannot be searched has its problem said in its place. Raises BadParameter for one of `given`.
    """
    parse(given, limits)
    if report == "counts":
        return chunks(table.head(COLUMNS), _counts(archive, queries, given, limits))
    head = table.head(("query", "searched", *table.COLUMNS)) if format == "csv" else b""
    return chunks(head, _hits(archive, queries, given, format, limits))


def _counts(archive: Archive, queries: Iterable[str], given: Given, limits: Limits | None) -> Iterator[bytes]:
    for text in queries:
        try:
            query = archive.widened(parse({**given, "q": [text]}, limits))
            total, rows = _by_month(archive, query)
        except (BadQuery, BadParameter, BadCursor) as error:
            yield table.row((text, "", "", "", "", "", error.message))
            continue
        for language, month, hits in rows or [("", "", 0)]:
            yield table.row((text, searched(query), str(total), language, month, str(hits), ""))


def _by_month(archive: Archive, query: Query) -> tuple[int, list[tuple[str, str, int]]]:
    """The total of a query, and its hits by language and month, "undated" for those without a date."""
    total, counts = archive.count(query, (LANGUAGES,))
    boundaries, length = _boundaries(archive)
    found = []
    for language, hits in counts["language"]:
        if not hits or language in VARIETIES:
            continue
        own = replace(query, filters=(*query.filters, KeywordFilter("language", (language,))))
        days: Buckets = DayBuckets("month", boundaries, own_filter=True)
        for day, number in archive.count(own, (days,))[1]["month"]:
            month = "undated" if day == "none" else date.fromordinal(int(day)).isoformat()[:length]
            found += [(language, month, number)] if number else []
    return total, found


def _boundaries(archive: Archive) -> tuple[tuple[int, ...], int]:
    """Where months begin, and how many characters of a day name one; years, where months would be too many."""
    info = archive.info()
    if info.first_day is None or info.last_day is None:
        return (), 7
    years = years_between(info.first_day, info.last_day, "gregory")
    return (
        (years, 4) if len(years) * 12 > MOST_MONTHS else (months_between(info.first_day, info.last_day, "gregory"), 7)
    )


def _hits(
    archive: Archive, queries: Iterable[str], given: Given, format: str, limits: Limits | None
) -> Iterator[bytes]:
    for text in queries:
        try:
            query = archive.widened(parse({**given, "q": [text]}, limits))
            said = searched(query)
            for found in archive.scan(query):
                if format == "csv":
                    yield table.row((text, said, *table.cells(found)))
                else:
                    line = {"query": text, "searched": said, **jsonlines.record(found)}
                    yield orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
        except (BadQuery, BadParameter, BadCursor) as error:
            problem = {"query": text, "problem": error.message}
            yield table.row((text, error.message)) if format == "csv" else orjson.dumps(problem) + b"\n"


def searched(query: Query) -> str:
    """What was searched for a query: who its words were taken for, and his other names; or the words as typed."""
    said = []
    for note in query.notes:
        forms = note.values.get("forms")
        if note.code in ("names-added", "names-offered") and isinstance(forms, list):
            who = f"{note.values['label']} ({'; '.join(forms)})" if forms else str(note.values["label"])
            said.append(f"also {who}" if note.code == "names-added" else f"not searched, but perhaps meant: {who}")
    return "; ".join(["as typed", *said])
