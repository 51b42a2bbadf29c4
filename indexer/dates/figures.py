"""Figures, and figures joined by marks: which numbers, dates, times and spans they may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from indexer.dates.lexicon import Value
from search.calendars.fold import SILENT, plain_number

_PART = re.compile(rf"[\d{SILENT}]*\d[\d{SILENT}]*")
_SILENT = re.compile(f"[{SILENT}]")
#: Characters of figures that are remembered: a text may hold any number of any length.
_LONGEST = 32


def _kinds_of_number(text: str) -> dict[str, Value]:
    value = plain_number(text)
    written = len(_digits(text))
    if value is None:
        return {"junk": None}
    if 1 <= value <= 31 and written <= 2:
        return {"day": value, "short": value} if written == 2 else {"day": value}
    if written == 2:
        return {"short": value}
    return {"year": value} if written == 4 and value >= 1000 else {"count": value}


def _digits(part: str) -> str:
    return _SILENT.sub("", part)


def _compound(text: str) -> list[tuple[int, int, dict[str, Value]]] | None:
    """Tokens of figures joined by marks: a date, a time, a span of years, two days; None: the parts one by one."""
    parts = [(part.start(), part.end()) for part in _PART.finditer(text)]
    whole = (0, len(text))
    written = [_digits(text[a:b]) for a, b in parts]
    lengths = list(map(len, written))
    joints = {_joint(text[a:b]) for (_, a), (b, _) in pairwise(parts)}
    values = list(map(plain_number, written))
    if None in values or len(joints) != 1:
        return [(*whole, {"junk": None})]
    joint = joints.pop()
    if len(parts) == 3 and joint in "/.-" and max(lengths) <= 4 and sorted(lengths)[1] <= 2:
        return [(*whole, {"numeric": "|".join(written) + joint})]
    if joint == ":":
        return [(*whole, {"time": None})]
    if len(parts) == 2:
        first, second = values[0] or 0, values[1] or 0
        if joint == "-" and first < second <= 31:
            (a, b), (c, d) = parts
            return [(a, b, _kinds_of_number(text[a:b])), (b, c, {"dash": None}), (c, d, _kinds_of_number(text[c:d]))]
        if joint in "-/" and lengths[0] == 4 and lengths[1] in (2, 4):
            return [(*whole, {"span": None})]
        if joint == "," and first <= 31 and lengths[1] == 4:
            return None
    return [(*whole, {"junk": None})]


def _joint(between: str) -> str:
    mark = _SILENT.sub("", between)
    return {"–": "-", "،": ",", "٬": ",", "٫": "."}.get(mark, mark)


_Parts = tuple[tuple[int, int, Mapping[str, Value]], ...]


def parts_of(text: str) -> _Parts:
    """What a raw token of figures holds: where each part stands in it, and its kinds with their values."""
    return _remembered(text) if len(text) <= _LONGEST else _parts_of(text)


def _parts_of(text: str) -> _Parts:
    if _PART.fullmatch(text):
        return ((0, len(text), _kinds_of_number(text)),)
    found = _compound(text)
    if found is None:
        found = []
        for part in _PART.finditer(text):
            if found:
                found.append((found[-1][1], part.start(), {"comma": None}))
            found.append((part.start(), part.end(), _kinds_of_number(part[0])))
    return tuple(found)


#: Looked at to see whether it may be part of a date, and again where it may.
_remembered = lru_cache(maxsize=1 << 12)(_parts_of)
