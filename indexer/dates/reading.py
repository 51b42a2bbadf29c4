"""What a match of a pattern says: the parts of a date, or that it is none after all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from indexer.dates.candidate import Candidate
from indexer.dates.lexicon import Lexicon, Month, Value
from indexer.dates.numeric import SOLAR, read_numeric
from indexer.dates.tokens import Token, Tokens, edits_at_most_one, tokenize
from search.calendars.fold import fold
from search.types import Calendar

#: Years that the press writes of, per calendar of a month's name.
_YEARS: dict[Calendar, range] = {
    "gregory": range(1000, 2200),
    "persian": range(1200, 1500),
    "islamic-umalqura": range(1200, 1600),
}
#: Years that the news calls by their bare number, of both calendars.
_RECENT = {*range(1900, 2060), *range(1320, 1430)}


class Reader:
    """Turns matches of one text into candidates."""

    def __init__(self, text: str, language: str, words: Lexicon, whole: bool = False) -> None:
        self.language = language
        self.lexicon = words
        self.text: Tokens = tokenize(text, words, whole)

    def token(self, match: re.Match[str], group: str) -> Token | None:
        """The token of a group of a match."""
        at = match.start(group) if group in match.re.groupindex else -1
        return self.text.tokens[at] if at >= 0 else None

    def value(self, match: re.Match[str], group: str, *kinds: str) -> Value:
        """The value of a group's token as the first of `kinds` that it is."""
        token = self.token(match, group)
        return next((token.kinds[kind] for kind in kinds if kind in token.kinds), None) if token else None

    def number(self, match: re.Match[str], group: str, *kinds: str) -> int | None:
        """The same where it is a number."""
        value = self.value(match, group, *kinds)
        return value if isinstance(value, int) else None

    def base(self, match: re.Match[str]) -> Candidate:
        """A candidate over the matched tokens, trimmed of words that are no part of a date."""
        first, last = match.start(), match.end() - 1
        parts = [match.start(name) for name in match.re.groupindex if match.start(name) >= 0]
        first, last = min(parts, default=first), max(parts, default=last)
        tokens = self.text.tokens
        while last + 1 < match.end() and tokens[last + 1].kinds.keys() & {"suffix", "year-word", "month-word", "era"}:
            last += 1
        weekday = self.number(match, "weekday", "weekday", "weak-weekday")
        after = self.number(match, "weekday_after", "weekday")
        return Candidate(
            tokens[first].start,
            tokens[last].end,
            match.start(),
            match.end() - 1,
            weekday=weekday if weekday is not None else after,
        )

    def turn(self, match: re.Match[str]) -> int | None:
        """-1 beside "last", 1 beside "next"."""
        return -1 if self.token(match, "last") else 1 if self.token(match, "next") else None

    def month(self, match: re.Match[str]) -> Month | None:
        """The month of a match; None when it names two different ones, or is a lower-case may or march."""
        token = self.token(match, "month")
        month = token.kinds["month"] if token else None
        if not isinstance(month, Month) or token is None:
            return None
        if month.strength != "strong" and token.text[0].isascii() and not token.text[0].isupper():
            return None
        for group in ("twin", "twin_in"):
            twin = self.value(match, group, "month")
            if isinstance(twin, Month) and twin[:2] != month[:2]:
                return None
        return month

    def date(self, match: re.Match[str]) -> Candidate | None:
        """Day and month, with or without a year."""
        month = self.month(match)
        return self._with_month(match, month) if month else None

    def typo(self, match: re.Match[str]) -> Candidate | None:
        """Day, nearly a month's name, year."""
        token = self.token(match, "typo")
        key = fold(token.text) if token else ""
        near = {month for name, month in self.lexicon.typos.items() if edits_at_most_one(key, name)}
        if len({month[:2] for month in near}) != 1 or (key.isascii() and token and not token.text[0].isupper()):
            return None
        return self._with_month(match, near.pop())

    def _with_month(self, match: re.Match[str], month: Month) -> Candidate | None:
        base = self.base(match)
        year = self.number(match, "year", "year")
        if year is not None and year not in _YEARS[month.calendar]:
            return None
        short = self.number(match, "short", "short")
        if short is not None:
            if month.calendar != "persian" or short < 40:
                return None
            year = 1300 + short
        day = self.number(match, "day", "day", "ordinal", "number")
        this = self.number(match, "this", "this-year")
        turn = self.turn(match)
        known = [part for part in (year, this, turn, base.weekday) if part is not None]
        said = self.text.tokens[base.first : base.last + 1]
        supported = any(token.kinds.keys() & {"ordinal", "suffix", "month-word"} for token in said)
        return base._replace(
            calendar=month.calendar,
            year=year,
            month=month.number,
            day=day,
            this=this,
            turn=turn,
            sure=bool(known) or supported or month.strength != "weak",
        )

    def month_alone(self, match: re.Match[str]) -> Candidate | None:
        """A month with a year, or (with a word such as "in") on its own, to be completed by a reference."""
        month = self.month(match)
        found = self._with_month(match, month) if month else None
        if found is None or month is None:
            return None
        latin = self.text.tokens[match.start("month")].text[0].isascii()
        if month.strength != "strong" and not latin and not found.dated and found.this is found.turn is None:
            return None
        if month.calendar == "islamic-umalqura" and not found.dated and found.this is None:
            return None  # Ramadan alone is the fast more often than a month of some year
        if month.strength == "weak" and not self._weak_month_stands(found):
            return None
        return found

    def _weak_month_stands(self, found: Candidate) -> bool:
        """سنبله ۱۴۰۱ is a month, به میزان ۱۴۰۰ is not: nothing, a mark or "in" stands before it."""
        if found.first == 0:
            return True
        before = self.text.tokens[found.first - 1].kinds.keys()
        return bool(before & {"before", "month-word", "newline", "comma", "open", "dot", "link"})

    def numeric(self, match: re.Match[str]) -> Candidate | None:
        """A date in figures."""
        era = self.value(match, "era", "era")
        read = read_numeric(str(self.value(match, "numeric", "numeric")), self.language, str(era or ""))
        if read is None:
            return None
        calendar, year, month, day = read
        return self.base(match)._replace(calendar=calendar, year=year, month=month, day=day)

    def year(self, match: re.Match[str]) -> Candidate | None:
        """A year on its own."""
        year = self.number(match, "year", "year") or 0
        era = self.value(match, "era", "era")
        calendar: Calendar = "persian" if self.language in ("fa", "ps") and year in SOLAR else "gregory"
        calendar = next((known for known in _YEARS if known == era), calendar)
        if year not in _YEARS[calendar] or (calendar == "gregory" and not era and year < 1500):
            return None
        return self.base(match)._replace(calendar=calendar, year=year)

    def bare_year(self, match: re.Match[str]) -> Candidate | None:
        """The 2016 vote, انتخابات ۲۰۲۰: no word says that the number is a year, so only recent ones count."""
        found = self.year(match)
        return found if found and found.year in _RECENT and found.year != 2000 else None

    def short_year(self, match: re.Match[str]) -> Candidate | None:
        """سال ۹۸: two figures of a Solar Hijri year, 1340–1399."""
        short = self.number(match, "short", "short") or 0
        if self.language not in ("fa", "ps") or short < 40 or self.value(match, "era", "era") == "gregory":
            return None
        return self.base(match)._replace(calendar="persian", year=1300 + short)

    def ago(self, match: re.Match[str]) -> Candidate | None:
        """Two hours ago."""
        unit, _, times = str(self.value(match, "unit", "unit")).partition("*")
        number = self.number(match, "number", "day", "number", "count") if "number" in match.re.groupindex else None
        if number is None and match.re.groupindex.get("number"):
            return None
        if number is None and not times:
            number = 1
        return self.base(match)._replace(ago=(number or int(times), unit))

    def relative(self, match: re.Match[str]) -> Candidate | None:
        """Yesterday."""
        return self.base(match)._replace(ago=(-(self.number(match, "relative", "relative") or 0), "day"))

    def weekday(self, match: re.Match[str]) -> Candidate | None:
        """Tuesday, last Tuesday, next Tuesday."""
        return self.base(match)._replace(turn=self.turn(match) or 0)

    def read(self, name: str, match: re.Match[str]) -> Candidate | None:
        """The candidate of a match of a named pattern; None: the match is not a date."""
        return _READERS[name](self, match)


_READERS: Mapping[str, Callable[[Reader, re.Match[str]], Candidate | None]] = {
    "numeric": Reader.numeric, "date": Reader.date, "typo": Reader.typo, "month": Reader.month_alone,
    "year": Reader.year, "bare-year": Reader.bare_year, "short-year": Reader.short_year, "ago": Reader.ago,
    "relative": Reader.relative, "weekday": Reader.weekday,
}  # fmt: skip
