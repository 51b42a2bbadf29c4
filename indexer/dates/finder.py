"""Dates in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from indexer.dates.candidate import Candidate
from indexer.dates.candidates import candidates
from indexer.dates.resolve import join_calendars, resolve
from indexer.dates.tokens import Token
from search.types import Cut, FoundDate

_BETWEEN = {"comma", "open", "close", "slash", "dash", "same", "link", "before"}


def table_of(language: str) -> str:
    """The language whose words are looked for: Dari is Persian; a region is dropped."""
    return "fa" if language == "prs" else language.partition("-")[0]


@lru_cache(maxsize=1)  # the text at hand: the day of its publication and the dates it mentions are both asked for
def candidates_in(text: str, language: str) -> tuple[Sequence[Candidate], Sequence[Token]]:
    """All candidates of a text, one for a day written in two calendars, and the tokens near them."""
    return _joined(text, language, whole=False)


def candidates_of_line(line: str, language: str) -> tuple[Sequence[Candidate], Sequence[Token]]:
    """The same with all tokens of the text."""
    return _joined(line, language, whole=True)


def _joined(text: str, language: str, whole: bool) -> tuple[Sequence[Candidate], Sequence[Token]]:
    found, tokens = candidates(text, table_of(language), whole)
    return tuple(join_calendars(found, tokens)), tokens


def find_dates(text: str, language: str, reference: date | None = None, cuts: Sequence[Cut] = ()) -> list[FoundDate]:
    """The dates a text mentions, in order, at offsets of the text.

    Without `reference`, the day the text is read or was published, only dates that name their year are found; with
    it also "25 November", "last Tuesday" and "two hours ago" (a datetime counts hours from its time). Numbers,
    ages, scores, identifiers and spans of years (1979–1989) are no dates; nor is what stands in `cuts`, whole lines
    that are not read. Never raises.
    """
    found, tokens = candidates_in(text, language)
    dates: list[FoundDate] = []
    last = -1
    for candidate in found:
        if any(cut.start <= candidate.start < cut.end for cut in cuts):
            continue
        known = resolve(candidate, reference)
        if known is None:
            continue
        twice = dates and known.value == dates[-1].value and candidate.first - last <= 4
        if twice and all(token.kinds.keys() & _BETWEEN for token in tokens[last + 1 : candidate.first]):
            dates[-1] = replace(dates[-1], end=known.end)
        else:
            dates.append(known)
        last = candidate.last
    return dates
