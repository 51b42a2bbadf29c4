"""The title of an article: which line it is, and which part of it is the name of the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from indexer.furniture.lines import Line, fold
from indexer.furniture.phrases import site_words

#: A title has no more words than these; what is longer is a paragraph.
_MOST_WORDS, _MOST_LENGTH = 35, 250
#: Characters of a first paragraph that stand for a title where there is none.
_OPENING = 100
_FULL_STOP = re.compile("[.।۔॥][\"'”’»)]*$")
_PART = re.compile(r"\s+[-–—|»·:]+\s+|\s*[|»]\s*")
_SIGN = re.compile("[-–—|»·:]")
_NUMBER = re.compile(r"\d+")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:٫]\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_][^\s\d,،:/]*")
_ADDRESS = re.compile(r"(https?://|www\.)\S+$", re.IGNORECASE)


def is_title_like(line: Line) -> bool:
    """Whether a line may be a headline: some words, not a paragraph, no full stop at its end."""
    return (
        2 <= line.words <= _MOST_WORDS
        and len(line.text) <= _MOST_LENGTH
        and (line.text.endswith(("...", "…")) or not _FULL_STOP.search(line.text))
    )


def is_clock(line: Line) -> bool:
    """Whether a line is little but a date or the time: of the page, where it stands above a headline."""
    if len(line.text) > 80 or not _NUMBER.search(line.text):
        return False
    words, numbers = len(_WORD.findall(line.text)), len(_NUMBER.findall(line.text))
    if _TIME.search(line.text):
        return words <= 5 and numbers >= 3
    return words <= 2 and numbers >= 2 and bool(_YEAR.search(line.text))


def is_address(line: Line) -> bool:
    """Whether a line is nothing but a web address."""
    return bool(_ADDRESS.match(line.text))


def opening(line: Line) -> str:
    """The beginning of a paragraph, whole words, for an article without a headline."""
    text = " ".join(line.text.split())
    if len(text) <= _OPENING:
        return text
    return text[: _OPENING + 1].rpartition(" ")[0] + "…" if " " in text[: _OPENING + 1] else text[:_OPENING] + "…"


def is_paragraph(line: Line) -> bool:
    """Whether a line is too long for a title."""
    return line.words > _MOST_WORDS or len(line.text) > _MOST_LENGTH


def no_tail(folded: str) -> bool:
    """Of a source that nothing is known of: no part of a title is known to end many of its titles."""
    return False


def without_site(title: str, site: str | None, url: str | None, is_tail: Callable[[str], bool] = no_tail) -> str:
    """A title in single spaces, without a last (or first) part that names the site.

    That part equals the declared site or its host, or `is_tail` (folded, it ends many titles of the source), or
    holds a word that sites are named by; an attribution (`… - طالبان`) has none, and stays.
    """
    text = " ".join(title.split())
    if not _SIGN.search(text):  # no parts
        return text
    names = {fold(site)} if site else set()
    if url and (host := urlsplit(url).hostname):
        names |= {host, host.removeprefix("www."), *host.removeprefix("www.").split(".")[:1]} - {""}
    for match in reversed(list(_PART.finditer(text))):
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if _names_site(tail, names, is_tail) and len(head.split()) >= 3:
            return without_site(head, site, url, is_tail)
    first = _PART.search(text)
    if first and fold(text[: first.start()]) in names and len(text[first.end() :].split()) >= 3:
        return text[first.end() :].strip()
    return text


def _names_site(part: str, names: set[str], is_tail: Callable[[str], bool]) -> bool:
    folded = fold(part)
    if folded in names or folded.replace(" ", "") in names or is_tail(folded):
        return True
    words = re.split(r"[\s.,،·]+", folded)
    return 1 <= len(words) <= 6 and not site_words().isdisjoint(words)
