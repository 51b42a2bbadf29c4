"""Furniture: what of a page's text is not its article. It is kept with the document, shown on demand, never searched.

Rules, in order: the title's line; lines above it that are labels, links or the page's clock; lines of the lists in
`phrases.tsv`; the end of the article, where the page goes on to comments or other stories; short last lines that end
no sentence; lines that a source repeats. Whole lines are compared, never parts of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from indexer.furniture import headline
from indexer.furniture.lines import Line, fold, lines
from indexer.furniture.phrases import beginnings, rules
from indexer.furniture.repeated import Repeated, article, marks, source_of
from search.types import Cut, RawDocument

__all__ = ["Cutting", "Repeated", "article", "cut", "marks", "source_of"]

#: First words of listed lines; "" is that of a line of signs alone.
_BEGINNINGS = beginnings() | {""}
#: Lines at the top among which the title is looked for.
_HEAD = 10
#: The longest line that is compared with the lists.
_PHRASE = 100
#: A line is a paragraph of an article from this many words on, if it ends a sentence.
_PARAGRAPH = 20
#: The share of a text that may follow where it is said to be over, and be cut with it.
_REST = 0.25
#: Words of a last line that ends no sentence, up to which it is taken for a label.
_LABEL = 4
#: Words of a line above a clock or link, up to which it is taken for a label.
_KICKER = 2


@dataclass(frozen=True, slots=True)
class Cutting:
    """The title of a document, and the spans of its text that are not searched as its body."""

    title: str
    cuts: tuple[Cut, ...]


def cut(raw: RawDocument, language: str, repeated: Repeated | None = None) -> Cutting:
    """Title and furniture of a document; `repeated` knows the lines and endings of titles its source repeats.

    `language` decides whether words can be counted: not where a script writes them without spaces.
    """
    found = lines(raw.text)
    if not found:
        return Cutting(" ".join((raw.title or "").split()), ())
    kinds = ["" if len(line.text) > _PHRASE else _kind(line, repeated, raw) for line in found]
    reasons: dict[int, str] = dict(_listed(found, kinds, len(raw.text)))
    title, place = _title(found, kinds, reasons, raw, repeated)
    if place is not None:
        reasons[place] = "title"
    if language not in {"zh", "ja", "th", "lo", "km", "my"}:
        reasons.update(_tail(found, kinds, reasons))
    return Cutting(title, tuple(_spans(found, reasons)))


def _kind(line: Line, repeated: Repeated | None, raw: RawDocument) -> str:
    if repeated is None and not _may_begin(line.text.split(None, 1)[0]):
        return ""
    folded = fold(line.text)
    if not folded:
        return "placeholder" if set(line.text) <= set(".…·•") and len(line.text) <= 3 else ""
    return rules().get(folded) or ("repeated" if repeated and repeated.is_line(raw, line.text) else "")


@lru_cache(maxsize=1 << 13)
def _may_begin(word: str) -> bool:
    """Whether a listed line begins with this word; few words begin most lines."""
    return fold(word) in _BEGINNINGS


def _listed(found: list[Line], kinds: list[str], length: int) -> Iterator[tuple[int, str]]:
    """What the lists say, line by line; "more" and "end" reach further than their own line."""
    index = 0
    while index < len(found):
        kind = kinds[index]
        late = found[index].start >= length / 2
        if kind == "end" and late and length - found[index].end <= length * _REST:
            yield from ((i, "end") for i in range(index, len(found)))
            return
        if kind == "more" and late:
            stop = next((i for i in range(index + 1, len(found)) if _is_paragraph(found[i]) or kinds[i] == "end"), None)
            stop = len(found) if stop is None else stop
            if found[stop - 1].end - found[index].start <= length * _REST:
                yield from ((i, "more") for i in range(index, stop))
                index = stop
                continue
        if kind in {"line", "repeated", "placeholder", "more", "end"}:
            yield index, kind
        index += 1


def _is_paragraph(line: Line) -> bool:
    return line.words >= _PARAGRAPH and line.ends_sentence and not line.text.endswith(("…", "..."))


def _title(
    found: list[Line], kinds: list[str], reasons: dict[int, str], raw: RawDocument, repeated: Repeated | None
) -> tuple[str, int | None]:
    """The title, and the line it was taken from; what stands above it is added to `reasons`."""
    is_tail = partial(repeated.is_tail, raw) if repeated else headline.no_tail
    site, url = raw.metadata.get("site"), raw.metadata.get("url")
    top = _top(found, kinds, reasons)
    first = found[top]
    if raw.title:
        title = headline.without_site(raw.title, site, url, is_tail)
        same = fold(first.text) in {fold(raw.title), fold(title)}
        return title, top if same else None
    if headline.is_paragraph(first):
        return headline.opening(first), None
    return headline.without_site(first.text, site, url, is_tail), top


def _top(found: list[Line], kinds: list[str], reasons: dict[int, str]) -> int:
    """The first line of the article; lines above it that are no part of it get their reason."""
    above: dict[int, str] = {}
    for index, line in enumerate(found[:_HEAD]):
        following = found[index + 1 : index + 2]
        if kinds[index]:
            above[index] = kinds[index]
        elif headline.is_clock(line):
            above[index] = "clock"
        elif headline.is_address(line):
            above[index] = "address"
        elif (
            following
            and line.words <= _KICKER
            and not line.ends_sentence
            and (kinds[index + 1] or headline.is_clock(following[0]))
        ):
            above[index] = "label"
        elif not above or headline.is_title_like(line):
            reasons.update(above)
            return index
        else:
            break
    return next((i for i in range(len(found)) if i not in reasons), 0)


def _tail(found: list[Line], kinds: list[str], reasons: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Last lines, going up, that are listed as labels or are short and end no sentence, below a longer text."""
    labels: list[int] = []
    for index in range(len(found) - 1, -1, -1):
        line, reason = found[index], reasons.get(index)
        if reason is None and (kinds[index] == "edge" or (line.words <= _LABEL and not line.ends_sentence)):
            labels.append(index)
        elif reason is None or reason == "title":
            if reason is None and line.words > _LABEL:
                yield from ((i, "label") for i in labels)
            return


def _spans(found: list[Line], reasons: dict[int, str]) -> Iterator[Cut]:
    """One cut a run of lines with the same reason."""
    start = None
    for index in sorted(reasons):
        reason = reasons[index]
        if start is None:
            start = found[index].start
        if reason == "title" or reasons.get(index + 1) != reason:
            yield Cut(start, found[index].end, reason)
            start = None
