"""When a document was published: what was declared, else its dateline, else an estimate, else nothing."""

from __future__ import annotations

from datetime import date, timedelta

from indexer.dates.candidate import Candidate
from indexer.dates.dateline import datelines
from indexer.dates.declared import GUESSED, bound, declared
from indexer.dates.estimate import estimate
from indexer.dates.exported import exported
from indexer.dates.finder import candidates_in
from indexer.dates.solve import solve, years_mentioned
from search.types import PublicationDate, RawDocument

#: Somewhere on Earth it is tomorrow already.
_ZONES = timedelta(days=1)
_DATELINE, _SOLVED, _ESTIMATE = 0.8, 0.6, 0.3
#: A dateline whose weekday is not that day's.
_DOUBTFUL = 0.3
#: So much of a text is read for the years it mentions and for its lead.
_READ = 200_000


def _of_dateline(candidate: Candidate, text: str, language: str, limit: date) -> PublicationDate | None:
    known = candidate.span()
    if known is not None:
        agrees = candidate.weekday in (None, known[0].weekday())
        confidence = _DATELINE if agrees else _DOUBTFUL
        return PublicationDate(*known, "day", confidence, candidate.calendar, "dateline") if known[0] <= limit else None
    mentioned = years_mentioned(candidates_in(text, language)[0], limit)
    day = solve(candidate, mentioned, limit)
    return PublicationDate(day, day, "day", _SOLVED, candidate.calendar, "dateline") if day else None


def publication_date(raw: RawDocument, language: str, today: date) -> PublicationDate | None:
    """When a document was published, or None when nothing says so.

    In order: what an export told (`indexer.dates.exported`), what was declared (`indexer.dates.declared.SOURCES`:
    "metadata", "json-ld", "meta", "time", "url", "feed"), a dateline in the first ten lines ("dateline"), htmldate's
    guess ("htmldate"), and an estimate from the first two paragraphs ("estimate:lead"), which is to be shown as one
    (≈). Unless exported, nothing after `today` (a day's grace for time zones where it was declared or a dateline),
    never from deeper in the text.
    """
    if kept := exported(raw):
        return kept
    limit = bound(raw, language, today)
    if found := next(declared(raw, language, today + _ZONES), None):
        return found
    text = raw.text[:_READ]
    for line in datelines(text, raw.title, language):
        read = _of_dateline(line, text, language, limit + _ZONES)
        if read is not None:
            return read
    if found := next(declared(raw, language, limit, GUESSED), None):
        return found
    guess = estimate(text, language, limit)
    if guess is None:
        return None
    return PublicationDate(guess.day, guess.day, "day", _ESTIMATE, guess.calendar, "estimate:lead")
