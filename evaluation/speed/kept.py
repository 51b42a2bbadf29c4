"""What an archive that is there already is asked: words of its own articles, by how often these hold them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

from evaluation.speed.texts import WORD, Text
from search.archive import Archive
from search.query import parse
from search.types import Document

#: Articles that are read for their words, from the newest on.
READ = 3_000


class Kept:
    """The articles of an archive; `documents`: how many it has. Raises ArchiveMissing, ValueError where it is empty."""

    def __init__(self, path: Path) -> None:
        archive = Archive.open(path)
        self.documents = archive.info().documents
        found = [
            replace(one.document, body=one.body().decode())
            for one in islice(archive.scan(parse({"sort": ["newest"]})), READ)
        ]
        archive.close()
        self._texts = [Text(at, one.title, _searched(one), one.language, None, ()) for at, one in enumerate(found)]
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for text in self._texts:
            counts[text.language].update(WORD.findall(text.body))
        if not any(counts.values()):
            raise ValueError(f"{path} holds no text")
        self._words = {code: [word for word, _ in counted.most_common()] for code, counted in counts.items()}

    def text(self, number: int) -> Text:
        """One of the articles that were read, by any number."""
        return self._texts[number % len(self._texts)]

    def word(self, code: str, first: int, last: int, random: Random) -> str:
        """A word of a language, of a rank from `first` to `last`, or the rarest that were read."""
        words = self._words[code]
        return random.choice(words[first:last] or words[-100:])

    def beginning(self, letters: int, random: Random) -> str:
        """So many letters of a word, half of the time a frequent one, half a rare one, as people type them."""
        code = random.choice(sorted(self._words))
        rank = int(10 ** random.uniform(0.7, 4.3))
        return self.word(code, rank, rank + 1, random)[:letters]


def _searched(document: Document) -> str:
    """The text without what is kept and never searched."""
    return "\n".join(document.body[start:end] for start, end in document.pieces())
