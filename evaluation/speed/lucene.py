"""Lucene by itself, on the fields that bare tantivy-py has, in a Java of its own: needs `java` 17, and three jars.

Those are lucene-core, lucene-analysis-common and lucene-facet, of 9.12; `make build/cluster/stamp` fetches them, by
Maven, to be given with `--lucene build/cluster/jars/lucene-*.jar`. Java compiles what it runs often
while it runs it, so that a search is asked ten times before it is asked first, which is not counted. Handing over
documents and searches as lines is.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from evaluation.speed import processes
from evaluation.speed.asked import Asked
from indexer.work import Ready

_SOURCE = Path(__file__).with_name("Lucene.java")
_TO_WARM = 10


class Lucene:
    """See Contender. Raises FileNotFoundError without `java`, RuntimeError where it ends before its time."""

    name = "Lucene"

    def __init__(self, folder: Path, jars: Sequence[Path]) -> None:
        self.folder = folder
        self._jars = jars
        self._seen: set[Asked] = set()
        self._warming = 0.0

    def _run(self, work: str) -> subprocess.Popen[str]:
        classes = os.pathsep.join(map(str, self._jars))
        command = ["java", "-Dstdout.encoding=UTF-8", "-cp", classes, str(_SOURCE), work, str(self.folder)]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", text=True, bufsize=1 << 16
        )

    def begin(self) -> None:
        """See Contender."""
        self._java = self._run("index")

    def add(self, batch: Sequence[Ready]) -> None:
        """See Contender."""
        assert self._java.stdin
        self._java.stdin.writelines(map(_line, batch))

    def finish(self) -> None:
        """See Contender."""
        self._java.communicate()
        if self._java.returncode:
            raise RuntimeError(f"Java ended with {self._java.returncode}; it has said why")

    def open(self) -> None:
        """See Contender."""
        self._java = self._run("search")

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        if asked not in self._seen:
            self._seen.add(asked)
            began = self.clock()
            for _ in range(_TO_WARM):
                self._total(asked)
            self._warming += self.clock() - began
        return self._total(asked)

    def _total(self, asked: Asked) -> int:
        assert self._java.stdin and self._java.stdout
        days = [str(day.toordinal()) for day in asked.days or ()] or ["", ""]
        cells = [asked.kind, " ".join(asked.terms), " ".join(asked.surfaces), asked.language or "", *days]
        self._java.stdin.write("\t".join(cells) + "\n")
        self._java.stdin.flush()
        total = self._java.stdout.readline()
        if not total:
            raise RuntimeError("Java has ended; it has said why")
        return int(total)

    def clock(self) -> float:
        """See Contender."""
        return processes.cpu([self._java.pid]) - self._warming

    def close(self) -> None:
        """See Contender."""
        self._java.communicate()


def _line(ready: Ready) -> str:
    entry, made = ready.entry, ready.entry.document
    day = made.date.first if made.date else None
    dated = (str(day.toordinal()), str(day.year)) if day else ("", "")
    texts = (entry.terms, entry.surfaces, entry.title_terms, entry.title_surfaces)
    return "\t".join((made.id, *texts, made.language, *dated, *{mention.name for mention in made.mentions})) + "\n"
