"""Compact tables of words, read from `data/`: form -> lemma.

A file is the zlib-compressed UTF-8 text of sorted lines `form TAB lemma`; an empty lemma means the form itself (so a
table of lemmas alone is a word list). In memory a small one is a dictionary. A large one stays text in blocks, without
a Python object a row; a look-up bisects to a block and searches that: slower than a dictionary, in a tenth of its
memory, and with nothing to build on first use.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from search.analysis.analyzer import ManyAtOnce
from search.once import once

DATA = Path(__file__).parent / "data"
_BLOCK = 1024
#: Characters of text that make no dictionary: ten bytes of memory each, and on first use the time to build it.
_LARGE = 1_500_000


class Lexicon(Protocol):
    """form -> lemma."""

    def get(self, form: str, /) -> str | None:
        """The lemma of a form, or None."""

    def __contains__(self, form: str, /) -> bool: ...


class Listed(ManyAtOnce):
    """A rule: the lemma that a table has for a word. `keys`: words -> what they are listed as."""

    def __init__(self, name: str, table: str, keys: Callable[[list[str]], list[str]] | None = None) -> None:
        self.name = name
        self._table = table
        self._keys = keys

    def __call__(self, word: str) -> str | None:
        """The lemma of a word, or None."""
        form = self._keys([word])[0] if self._keys else word
        return load(self._table).get(form)

    def all(self, words: list[str]) -> list[str | None]:
        """The lemma of each word, or None."""
        return list(map(load(self._table).get, self._keys(words) if self._keys else words))


class Table:
    """form -> lemma. `text` is sorted lines `form TAB lemma`."""

    def __init__(self, text: str) -> None:
        self._blocks: list[str] = []
        self._firsts: list[str] = []
        start = 0
        while start < len(text):
            end = text.find("\n", min(start + _BLOCK, len(text) - 1)) + 1
            self._blocks.append("\n" + text[start:end])
            self._firsts.append(text[start : text.index("\t", start)])
            start = end

    def get(self, form: str) -> str | None:
        """The lemma of a form, or None."""
        at = bisect_right(self._firsts, form) - 1
        if at < 0:
            return None
        block, row = self._blocks[at], f"\n{form}\t"
        found = block.find(row)
        if found < 0:
            return None
        found += len(row)
        return block[found : block.index("\n", found)] or form

    def __contains__(self, form: str) -> bool:
        return self.get(form) is not None


def pack(rows: Mapping[str, str]) -> bytes:
    """A table's file: what scripts write to `data/<name>`. The same rows give the same bytes.

    Raises ValueError for a form or a lemma that is empty or holds white space.
    """
    lines = []
    for form, lemma in sorted(rows.items()):
        if form.split() != [form] or lemma.split() != [lemma]:
            raise ValueError(f"not a row: {form!r} {lemma!r}")
        lines.append(f"{form}\t{'' if lemma == form else lemma}\n")
    return zlib.compress("".join(lines).encode(), 9)


@once
def load(name: str) -> Lexicon:
    """The table `data/<name>`, read once. Raises FileNotFoundError."""
    text = rows(name)
    return dictionary(text) if len(text) < _LARGE else Table(text)


def rows(name: str) -> str:
    """The lines of the table `data/<name>`. Raises FileNotFoundError."""
    return zlib.decompress((DATA / name).read_bytes()).decode()


def forms(text: str) -> list[str]:
    """Those of a table that is a word list: each is its own lemma."""
    return text.split("\t\n")[:-1]


def dictionary(text: str) -> dict[str, str]:
    """What `Table` holds, as a dictionary."""
    cells = text.replace("\n", "\t").split("\t")
    cells.pop()  # after the last line
    keys, lemmas = cells[::2], cells[1::2]
    word = dict(zip(lemmas, lemmas, strict=True))  # a lemma of many forms is one object
    word.pop("", None)
    return dict(zip(keys, map(word.get, lemmas, keys), strict=True))
