"""Lines and endings of titles that a source repeats from page to page."""

from __future__ import annotations

from collections import Counter, defaultdict

from indexer.furniture.lines import fold, lines
from search.types import RawDocument

#: Documents of a source below which nothing is said of it; in how many, and in which share, a line must stand.
_ENOUGH, _LEAST, _SHARE = 20, 3, 0.05
#: The longest line, in words, that is taken for furniture because it is repeated.
_WORDS = 12


class Repeated:
    """Counts the short lines of the documents of each source, then says which of them are the page's.

    First `see` the documents, then ask. A source is the site that is declared, or the top folder.
    """

    def __init__(self) -> None:
        self._documents: Counter[str] = Counter()
        self._lines: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._tails: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def see(self, raw: RawDocument) -> None:
        """Count a document."""
        source = _source(raw)
        self._documents[source] += 1
        found = lines(raw.text)
        self._lines[source].update({fold(line.text) for line in found if line.words <= _WORDS} - {""})
        title = raw.title or (found[0].text if found else "")
        for separator in (" - ", " – ", " — ", " | "):
            if separator in title:
                self._tails[source][fold(title.rpartition(separator)[2])] += 1

    def is_line(self, raw: RawDocument, folded: str) -> bool:
        """Whether this folded line is repeated in the document's source."""
        source = _source(raw)
        return self._often(source, self._lines[source][folded])

    def tails(self, raw: RawDocument) -> frozenset[str]:
        """The folded endings of titles that are repeated in the document's source."""
        source = _source(raw)
        return frozenset(tail for tail, count in self._tails[source].items() if self._often(source, count))

    def _often(self, source: str, count: int) -> bool:
        documents = self._documents[source]
        return documents >= _ENOUGH and count >= max(_LEAST, _SHARE * documents)


def _source(raw: RawDocument) -> str:
    return raw.metadata.get("site") or raw.source.partition("#")[0].rpartition("/")[0]
