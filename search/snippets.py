"""The snippets of a hit: its title and the stretches of its body that show most of a query.

Making tokens is nearly all that a snippet costs, so a body is read in lines, and no more of them than are needed:
first those that hold a word as it was typed, then from the beginning on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise, takewhile

from search.highlight import Matcher, Span, apart, title_spans
from search.types import Document, Node, Snippet

#: Characters of a snippet, and how many of a body are shown.
SNIPPET_LENGTH = 260
SNIPPETS = 2
#: A line is at least this long, and at most four times as long where it can be cut at white space.
LINE = 400
#: Lines read of a body at most, and once something is found.
MOST_LINES = 1_000
MORE_LINES = 40
#: Where a body may be cut: no word, and no two that are read as one, goes over a line's end or a stop and a space.
_ENDS = re.compile(r"\n|[.!?؟۔।,،;؛:]\s")
_SPACE = re.compile(r"\s")

Place = tuple[int, int]


def maker(node: Node) -> Callable[[Document], tuple[Snippet, ...]]:
    """What gives the snippets of a query's hits, one after another.

    The title, then up to SNIPPETS stretches of the body, in its order; the beginning of the body where none shows.
    """
    return partial(_snippets, Matcher.of(node, title=True), Matcher.of(node, title=False))


def _snippets(in_title: Matcher, in_body: Matcher, document: Document) -> tuple[Snippet, ...]:
    heading = tuple([(s.start, s.end) for s in title_spans(document, in_title)])
    reading = _Reading(document, in_body)
    windows = sorted(_windows(document, reading.enough())) or _lead(document)
    body = [Snippet("body", document.body[low:high], reading.within(low, high)) for low, high in windows]
    return (Snippet("title", document.title, heading), *body)


class _Reading:
    """What has been found in the lines of a body that were read so far."""

    def __init__(self, document: Document, matcher: Matcher) -> None:
        self._document = document
        self._matcher = matcher
        self._lines = list(islice(_lines(document), MOST_LINES)) if matcher.in_text else []
        self._read: set[Place] = set()
        self._found = matcher.mentions(document, "body")

    def enough(self) -> list[Span]:
        """Matches of every clause that shows; where one does not, of a good part of the body."""
        for line in self._likely():
            self._look(line)
        for line in self._lines:
            if len({span.clause for span in self._found}) == self._matcher.clauses:
                break
            if self._found and len(self._read) > MORE_LINES:
                break
            self._look(line)
        self._look_over_ends()
        return apart(self._found)

    def within(self, low: int, high: int) -> tuple[Place, ...]:
        """The highlights of a stretch, from its beginning on."""
        at = bisect_right(self._lines, (low, len(self._document.body)))
        for line in self._lines[max(0, at - 1) :]:
            if line[0] >= high:
                break
            self._look(line)
        return tuple([(s.start - low, s.end - low) for s in apart(self._found) if low <= s.start and s.end <= high])

    def _likely(self) -> Iterator[Place]:
        """The first lines that hold a word or phrase, for each as it was typed."""
        body = self._document.body
        for written in self._matcher.written:
            if (first := body.find(written)) >= 0:
                at = max(0, bisect_right(self._lines, (first, len(body))) - 1)
                behind = bisect_right(self._lines, (first + len(written) - 1, len(body)))
                yield from (line for line in self._lines[at:behind] if first < line[1])

    def _look(self, line: Place) -> None:
        if line not in self._read:
            self._read.add(line)
            start, end = line
            self._found += self._matcher.spans(self._document.body[start:end], self._document.language, start)

    def _look_over_ends(self) -> None:
        """A phrase that no line holds may run from one into the next of those that were read."""
        wanted = {clause for _, _, clause in self._matcher.phrases} - {span.clause for span in self._found}
        for one, following in pairwise(sorted(self._read) if wanted else ()):
            if one[1] == following[0] and wanted:
                body, start = self._document.body[one[0] : following[1]], one[0]
                over = [s for s in self._matcher.spans(body, self._document.language, start) if s.clause in wanted]
                wanted -= {span.clause for span in over}
                self._found += over


def _lines(document: Document) -> Iterator[Place]:
    """The searched parts of a body, cut into lines."""
    body = document.body
    for start, end in document.pieces():
        while start < end:
            longest = min(end, start + 4 * LINE)
            stop = _ENDS.search(body, start + LINE, longest) or _SPACE.search(body, longest, end)
            yield start, (start := stop.end() if stop else end)


def _windows(document: Document, found: list[Span]) -> Iterator[Place]:
    """Up to SNIPPETS stretches of text, the one with most different clauses first chosen."""
    seen: set[int] = set()
    left = found
    for _ in range(SNIPPETS):
        if not left:
            return
        near = _best(left, seen)
        if seen and {s.clause for s in near} <= seen:
            return
        low, high = _cut_at_words(document, near[0].start, max(s.end for s in near))
        yield low, high
        seen |= {s.clause for s in found if low <= s.start < high}
        left = [s for s in left if s.end <= low or s.start >= high]


def _best(found: list[Span], seen: set[int]) -> list[Span]:
    """Matches that are shown together, of the most clauses that were not seen yet; of as many, the first."""
    every = len({span.clause for span in found} - seen)
    best, most = found[:0], -1
    for at in range(len(found)):
        near = _near(found, at)
        if (shown := len({span.clause for span in near} - seen)) > most:
            best, most = near, shown
        if most == every:
            # No other can show more: a text may have 100,000 matches.
            break
    return best


def _near(found: list[Span], at: int) -> list[Span]:
    """A match and those after it that are shown with it."""
    reach = found[at].start + SNIPPET_LENGTH * 2 // 3
    more = takewhile(lambda span: span.end <= reach, found[at + 1 : at + SNIPPET_LENGTH])
    return [found[at], *more]


def _lead(document: Document) -> list[Place]:
    for start, end in document.pieces():
        if document.body[start:end].strip():
            start += len(document.body[start:end]) - len(document.body[start:end].lstrip())
            return [_cut_at_words(document, start, start)]
    return []


def _cut_at_words(document: Document, start: int, end: int) -> Place:
    """A stretch of about SNIPPET_LENGTH around start..end, inside one searched piece, between whole words."""
    low, high = next((p for p in document.pieces() if p[0] <= start < p[1]), (start, end))
    room = max(SNIPPET_LENGTH - (end - start), 0)
    left, right = max(low, start - room // 3), min(high, end + room - room // 3)
    body = document.body
    while low < left < start and not body[left - 1].isspace():
        left += 1
    while end < right < high and not body[right].isspace():
        right -= 1
    while left < start and body[left].isspace():
        left += 1
    while right > end and body[right - 1].isspace():
        right -= 1
    return left, right
