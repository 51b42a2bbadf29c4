"""The lines of a text with their places, and how a line is folded to be compared with a list of phrases."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: Ends of sentences in the scripts that are read, and what may close a quotation after one.
_SENTENCE_END = re.compile('[.!?…:;,،؛؟۔।॥]["\'”’»)\\]]*$|["”»)\\]]$')
_FOLD = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ۀ": "ه", "ة": "ه", "’": "'", "़": None}
    | dict.fromkeys("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0640\u200c\u200d\u200e\u200f\u200b")
)
_AROUND = " \t*.…:؛«»<>›‹|-–—•·\"'"


class Line(NamedTuple):
    """A line that is not blank: its text without white space around it, and where that stands."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many pieces white space parts."""
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as sentences do, or as their parts."""
        return bool(_SENTENCE_END.search(self.text))


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    found = []
    place = 0
    for whole in text.split("\n"):
        bare = whole.strip()
        if bare:
            start = place if whole[0] == bare[0] else place + len(whole) - len(whole.lstrip())
            found.append(Line(start, start + len(bare), bare))
        place += len(whole) + 1
    return found


def fold(line: str) -> str:
    """A line without its differences of case, marks, joiners, spaces, and signs around it."""
    text = unicodedata.normalize("NFC", line).casefold().translate(_FOLD)
    return " ".join(text.split()).strip(_AROUND)
