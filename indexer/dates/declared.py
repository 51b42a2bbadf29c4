"""Publication dates that somebody declared: in a sidecar, in a page's metadata, in its address, in a feed.

A reader puts what it found into `RawDocument.metadata`, as written, under the keys of SOURCES; `url` is there anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from indexer.dates.finder import find_dates
from indexer.dates.lexicon import languages
from search.calendars import CALENDARS, Typed, from_gregorian, parse_typed, span
from search.calendars.fold import plain
from search.errors import BadParameter
from search.types import Calendar, Precision, PublicationDate, RawDocument

#: Names of <meta> that publishers' systems write the date of publication under, commonest first.
_META = (
    "datePublished", "og:article:published_time", "og:published_time", "article:published", "published_time",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "publication-date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
#: Metadata key, evidence, confidence; the first that holds a date wins. Confidences: findings on 200 pages with
#: known dates (meta and JSON-LD right where present, addresses and <time> a little less).
SOURCES: tuple[tuple[str, str, float], ...] = (
    ("date", "metadata", 0.95),
    ("json-ld:datePublished", "json-ld", 0.95),
    ("meta:article:published_time", "meta", 0.95),
    *((f"meta:{name}", "meta", 0.9) for name in _META),
    ("json-ld:dateCreated", "json-ld", 0.85),
    ("json-ld:uploadDate", "json-ld", 0.85),
    ("time:datetime", "time", 0.85),
    ("url", "url", 0.85),
    ("feed:published", "feed", 0.8),
)
#: A guess of the htmldate library over the whole page: after a dateline of the text.
GUESSED: tuple[tuple[str, str, float], ...] = (("htmldate", "htmldate", 0.5),)
#: Days after which a document cannot have been published.
BOUNDS = (
    *("json-ld:dateModified", "meta:dateModified", "meta:article:modified_time", "meta:og:updated_time"),
    *("meta:dcterms.modified", "meta:last-modified", "feed:updated", "crawl:date"),
)

_ISO = re.compile(r"(\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?)(?:[T ]\d{1,2}:?\d{2}.*)?")
#: What programs in Go and .NET write where they know no date.
_NEVER = "0001-01-01"
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_IN_URL = re.compile(
    r"/(?P<year>19[5-9]\d|20\d\d|13\d\d|14[0-2]\d)(?P<mark>[/-]?)(?P<month>0[1-9]|1[0-2]|(?<=[/-])[1-9])"
    r"(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]|(?<=[/-])[1-9]))?(?=[/_.-]|$)"
)


def _whole(calendar: Calendar, year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        return span(calendar, year, month, day)
    except (ValueError, OverflowError):
        return None


def _from_url(url: str) -> tuple[date, date, Precision, Calendar] | None:
    """The date in the path of an address: /2024/11/26/, /2024-11-26-title, /1403/09/06/, /20241126/, /2024/11/."""
    for match in _IN_URL.finditer(url.partition("?")[0]):
        year, month = int(match["year"]), int(match["month"])
        day = int(match["day"]) if match["day"] else None
        if day is None and match["mark"] != "/":
            continue
        calendar: Calendar = "persian" if year < 1500 else "gregory"
        known = _whole(calendar, year, month, day)
        if known:
            return *known, "day" if day else "month", calendar
    return None


def read_declared(text: str, language: str) -> tuple[date, date, Precision, Calendar] | None:
    """A date as programs and people declare it: ISO 8601, RFC 2822, seconds since 1970, or any written form.

    The calendar day is the one written, whatever its time zone. None when no single date can be read.
    """
    written = plain(text)
    if written.startswith(_NEVER):
        return None
    iso = _ISO.fullmatch(written)
    try:
        typed = parse_typed(iso[1] if iso else written)
        if typed.precision != "day":
            return typed.first, typed.last, typed.precision, _calendar_of(typed)
        solar = written[:2] in ("13", "14") or not written[:1].isascii()
        found = find_dates(written, language) if solar else []
        calendar: Calendar = found[0].calendar if found else "gregory"
        return typed.first, typed.last, typed.precision, calendar
    except BadParameter:
        pass
    if epoch := _EPOCH.fullmatch(written):
        day = datetime.fromtimestamp(int(epoch[1]), tz=UTC).date()
        return day, day, "day", "gregory"
    try:
        day = parsedate_to_datetime(written).date()
        return day, day, "day", "gregory"
    except (ValueError, IndexError, TypeError):
        pass
    return _in_words(written, language)


def _calendar_of(typed: Typed) -> Calendar:
    """The calendar that has a month, or year, of just these days."""
    for calendar in CALENDARS:
        day = from_gregorian(calendar, typed.first)
        if span(calendar, day.year, day.month if typed.precision == "month" else None) == typed[:2]:
            return calendar
    return "gregory"


def _in_words(written: str, language: str) -> tuple[date, date, Precision, Calendar] | None:
    """The only day that a text names, in the document's language or else in any."""
    for tried in (language, *languages()):
        dates = [known for known in find_dates(written, tried) if known.precision == "day"]
        if len({known.value for known in dates}) == 1:
            return dates[0].first, dates[0].last, "day", dates[0].calendar
    return None


def declared(
    raw: RawDocument, language: str, limit: date, sources: tuple[tuple[str, str, float], ...] = SOURCES
) -> Iterator[PublicationDate]:
    """The declared dates of a document that are not after `limit`, best first."""
    for key, evidence, confidence in sources:
        text = raw.metadata.get(key, "")
        if not text:
            continue
        read = _from_url(text) if key == "url" else read_declared(text, language)
        if read is not None and read[0] <= limit:
            first, last, precision, calendar = read
            yield PublicationDate(first, last, precision, confidence, calendar, evidence)


def bound(raw: RawDocument, language: str, today: date) -> date:
    """The last day on which the document can have been published."""
    reads = (read_declared(raw.metadata.get(key, ""), language) for key in BOUNDS if raw.metadata.get(key))
    return min([today, *(read[1] for read in reads if read is not None)])
