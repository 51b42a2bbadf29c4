"""The line of a text that says when it was published, among its first ten; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from indexer.dates.candidate import Candidate
from indexer.dates.finder import candidates_in, candidates_of_line
from indexer.dates.tokens import Token
from search.calendars.fold import WORDS, fold

LINES = 10
#: A line longer than this is a paragraph: only its beginning can be a dateline ("KABUL, Oct. 20 (Xinhua) --").
_LONGEST = 120
#: A headline has at least so many words; lines above it are the page's furniture.
_HEADLINE = 5
#: So many other words a dateline may hold: a place, an agency, an author; more beside a label ("Published …").
_BESIDE, _BESIDE_A_LABEL = 3, 8
#: A line from its first sign to its last, unless it is blank; of a long one so much is read.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BEGINNING = 4 * _LONGEST
_ENDS = tuple(".!?؟۔।…")
#: What follows the date of a dateline that opens a paragraph: the agency in brackets or slashes, a dash.
_OPENS_PARAGRAPH = re.compile(r"[.,،]?\s*(?:(?:\([^)\n]{2,40}\)\s*)?(?:--|[-–—])|/[^/\n]{2,30}/)")


class _Line:
    """A line of a text with its dates; what else it holds is looked for only when it is asked for."""

    def __init__(self, text: str, language: str, found: Sequence[Candidate], tokens: Sequence[Token]) -> None:
        self.text = text
        self.found = found
        self._language = language
        self._tokens = tokens

    @cached_property
    def _whole(self) -> tuple[Sequence[Candidate], Sequence[Token]]:
        first = self.found[0]
        if first.first == first.last and (first.start, first.end) == (0, len(self.text)):
            # 2024-11-25 and nothing else, as many a date stands below a title: there is no more to be seen.
            return (first._replace(first=0, last=0),), (self._tokens[first.first],)
        return candidates_of_line(self.text[:_BEGINNING], self._language)

    @property
    def words(self) -> int:
        return len(WORDS.findall(self.text))

    def has(self, kind: str) -> bool:
        return any(kind in token.kinds for token in self._whole[1])

    def beside(self) -> int:
        """Words of the line that are no part of a date, time or label."""
        taken = {at for found in self._whole[0] for at in range(found.first, found.last + 1)}
        harmless = {"published", "time", "weekday", "link", "before", "after", "month-word", "era", "clock"}
        return sum(
            len(WORDS.findall(token.text))
            for at, token in enumerate(self._whole[1])
            if at not in taken and not token.kinds.keys() & harmless
        )


def _lines(text: str, language: str) -> list[_Line]:
    """The first lines, each with its dates; none where they have no date."""
    places = list(islice(_LINE.finditer(text), LINES))
    last = places[-1].end() if places else 0
    known, tokens = candidates_in(text, language)
    found = [each for each in known if each.start < last]
    if not found:
        return []
    return [_Line(place[0], language, list(_within(found, *place.span())), tokens) for place in places]


def _within(found: list[Candidate], start: int, end: int) -> Iterator[Candidate]:
    """Those that begin in a line, or in the beginning of a long one, at their places in it."""
    end = min(end, start + _BEGINNING)
    return (
        each._replace(start=each.start - start, end=each.end - start) for each in found if start <= each.start < end
    )


def _same(line: str, title: str) -> bool:
    a, b = (" ".join(fold(word) for word in WORDS.findall(text)) for text in (line, title))
    return bool(a) and (a == b or (len(a) > 20 and (a in b or b in a)))


def _title_at(lines: list[_Line], title: str | None) -> int:
    """The number of the title's line; without a title the first that could be one; -1 where there is none."""
    if title:
        return next((n for n, line in enumerate(lines) if _same(line.text, title)), -1)
    return next((n for n, line in enumerate(lines) if line.words - _dated_words(line) >= _HEADLINE), -1)


def _dated_words(line: _Line) -> int:
    return sum(len(WORDS.findall(line.text[found.start : found.end])) for found in line.found)


def _is_clock(line: _Line, at: int, title_at: int) -> bool:
    """A page's own clock: above the title, with a time or weekday, no label, and other furniture or a place by it.

    The day of the week alone is let pass where the line opens the text and the title follows at once.
    """
    if at > title_at or line.has("published"):
        return False
    weekday = any(found.weekday is not None for found in line.found)
    alone = at == 0 and title_at == 1 and line.beside() == 0
    return line.has("time") or (weekday and not alone)


def _opening(line: _Line) -> Candidate | None:
    """The date of a dateline that opens a paragraph."""
    first = next((found for found in line.found if found.day is not None), None)
    if first is None or len(WORDS.findall(line.text[: first.start])) > 4:
        return None
    return first if _OPENS_PARAGRAPH.match(line.text, first.end) else None


def _stands_alone(line: _Line, below_title: bool) -> Candidate | None:
    """The date of a line that is little else than a date: beside it a label, or a name or two under the title."""
    days = [found for found in line.found if found.day is not None]
    if not days or len(line.text) > _LONGEST:
        return None
    beside = line.beside()
    if line.has("published"):
        return days[0] if beside <= _BESIDE_A_LABEL else None
    is_sentence = line.text.endswith(_ENDS)
    return days[0] if beside == 0 or (below_title and beside <= _BESIDE and not is_sentence) else None


def datelines(text: str, title: str | None, language: str) -> Iterator[Candidate]:
    """The datelines among the first ten lines of a text, in order; a page's own clock is none."""
    lines = _lines(text, language)
    title_at = _title_at(lines, title)
    for at, line in enumerate(lines):
        if not line.found:
            continue
        candidate = _stands_alone(line, at > title_at) or _opening(line)
        if candidate is not None and not _is_clock(line, at, title_at):
            yield candidate
