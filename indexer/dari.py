"""Dari within Persian: which of the two standards a text is written in, by the words they do not share.

`data/dari.tsv` holds the words and says how they were chosen. A whole document is judged, and left undecided unless
one side leads by three points: translators and agencies mix both (measured: see evaluation/reading_language.py).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "dari.tsv"
_ENDINGS = ("", "ها", "های", "هایی", "ی", "ان")
_LEAD = 3
#: Characters of a document that are looked at: enough for an article, and a bound for a book.
_READ = 8_000
_WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3]+")
_FOLDED = {"ي": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه"}
_FOLDED |= dict.fromkeys("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670\u0640", "")


def variety(text: str) -> tuple[str | None, tuple[str, ...]]:
    """("prs" or "pes", the words it rests on) for a Persian text, or (None, ()) where it is not clear."""
    text = text[:_READ]
    for letter, folded in _FOLDED.items():  # faster than str.translate, as most of them are in few texts
        if letter in text:
            text = text.replace(letter, folded)
    single, joined = _table()
    pieces = set(text.replace("\u200c", " ").split())
    known = set(filter(str.isalpha, pieces))  # most are words, and sooner told than found
    known.update(_WORD.findall(" ".join(pieces - known)))
    found = {single[word] for word in single.keys() & known}
    likely = [(parts, entry) for parts, entry in joined if known.issuperset(parts)]
    words = _WORD.findall(text) if likely else []
    found.update(entry for parts, entry in likely if _in_a_row(parts, words))
    lead = sum(weight for _, weight in found)
    if abs(lead) < _LEAD:
        return None, ()
    return ("prs" if lead > 0 else "pes"), tuple(sorted(word for word, weight in found if (weight > 0) == (lead > 0)))


def _in_a_row(parts: tuple[str, ...], words: list[str]) -> bool:
    return any(parts == tuple(words[at : at + len(parts)]) for at, word in enumerate(words) if word == parts[0])


@cache
def _table() -> tuple[dict[str, tuple[str, int]], list[tuple[tuple[str, ...], tuple[str, int]]]]:
    """Forms of one word, and of several, each with (the word of the table, weight: Dari above zero)."""
    single: dict[str, tuple[str, int]] = {}
    joined: list[tuple[tuple[str, ...], tuple[str, int]]] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        for cell, sign in zip(line.split("\t")[:2], (1, -1), strict=True):
            weight, _, word = cell.partition(" ")
            if not word:
                continue
            entry = (word, sign * int(weight))
            if " " in word:
                joined.append((tuple(word.split()), entry))
            else:
                for ending in _ENDINGS:
                    single.setdefault(word + ending, entry)
    return single, joined
