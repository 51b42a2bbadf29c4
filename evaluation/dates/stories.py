"""Translated stories: are the dates of the English version found in the others?

What our finder says of the English text is taken for true, so read its list first (--english). A translation may say
"in the year 1980" for "in the 1980s": that year, which is in its text, is neither asked for nor counted against it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.dates import find_dates

_DECADE = re.compile(r"\b(?:(1\d|20)|['’])(\d0)['’]?s\b")


class Agreement(NamedTuple):
    """How far one language's dates are those of the English version, and dates in a Hijri calendar."""

    language: str
    common: int
    found: int
    expected: int
    hijri: int

    @property
    def precision(self) -> float:
        """Share of the dates found that English has."""
        return self.common / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the dates of English that were found."""
        return self.common / self.expected if self.expected else 1.0


def read(path: Path) -> dict[str, dict[str, str]]:
    """Bodies by story and language, of JSON lines with story, language, body."""
    stories: dict[str, dict[str, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        stories[record["story"]][record["language"]] = record["body"]
    return stories


def english(stories: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Value and surroundings of every date of the English versions."""
    for bodies in stories.values():
        for found in find_dates(bodies["en"], "en"):
            yield found.value, bodies["en"][max(0, found.start - 30) : found.end + 20].replace("\n", " ")


def agreement(stories: dict[str, dict[str, str]]) -> Iterator[Agreement]:
    """Each language against English, dates counted as often as they occur."""
    for language in sorted({language for bodies in stories.values() for language in bodies} - {"en"}):
        common = found = expected = hijri = 0
        for bodies in stories.values():
            dates = find_dates(bodies[language], language)
            theirs = Counter(known.value for known in find_dates(bodies["en"], "en"))
            decades = {(century or "19") + year for century, year in _DECADE.findall(bodies["en"])} - theirs.keys()
            ours = Counter(known.value for known in dates if known.value not in decades)
            common += (theirs & ours).total()
            found += ours.total()
            expected += theirs.total()
            hijri += sum(known.calendar != "gregory" for known in dates)
        yield Agreement(language, common, found, expected, hijri)
