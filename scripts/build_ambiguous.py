"""Write what annotated text says of known names: indexer/entities/data/ambiguous.tsv and familiar.tsv.

usage: python -m scripts.build_ambiguous LANGUAGE=FILE…       (annotated text, CoNLL: fa=fa.conll ar=ar.conll …)

A name of CLDR or GeoNames is ambiguous where training text has it at least three times and mostly tags it as nothing.
Names in curated.ini stay believed, whatever a tagger sees. Rows that a person wrote (their third column is a word, not
a count) stay. A name is familiar to a tagger where its training text has it at least OFTEN times and mostly tags it,
but not nearly always: then it is the tagger that knows when.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from indexer.entities import names
from indexer.entities.corpus import Sample, read, split
from indexer.entities.gazetteer import matches
from indexer.entities.tokens import sentences

AMBIGUOUS = names.DATA / "ambiguous.tsv"
FAMILIAR = names.DATA / "familiar.tsv"
LEAST = 3
OFTEN = 10
#: A name that is tagged in this share of its uses is a name wherever it stands, even where a tagger overlooks it.
ALWAYS = 0.8


def count(samples: Iterable[Sample], language: str) -> tuple[Counter[str], Counter[str]]:
    """How often each known name occurs, and how often within a tagged name."""
    seen: Counter[str] = Counter()
    tagged: Counter[str] = Counter()
    for sample in samples:
        for sentence in sentences(sample.text):
            for first, last, _, name in matches(sentence, language):
                start, end = sentence[first].start, sentence[last].end
                seen[name] += 1
                tagged[name] += any(span.start < end and start < span.end for span in sample.spans)
    return seen, tagged


def main(arguments: list[str]) -> None:
    """Add what the files show to what is written by hand."""
    curated = {name for row in names.curated() for listed in row.names.values() for name in listed}
    ambiguous = [row for row in rows(AMBIGUOUS) if not row[2][0].isdigit()]
    write(AMBIGUOUS, ambiguous)
    familiar = []
    for argument in arguments:
        language, _, file = argument.partition("=")
        seen, tagged = count(split(read(Path(file)))[0], language)
        for name, times in sorted(seen.items()):
            if name in curated:
                continue
            if times >= LEAST and tagged[name] * 2 < times:
                ambiguous.append([language, name, f"{times - tagged[name]} of {times}"])
            elif times >= OFTEN and tagged[name] < ALWAYS * times:
                familiar.append([language, name])
    write(AMBIGUOUS, ambiguous)
    write(FAMILIAR, familiar)


def rows(path: Path) -> list[list[str]]:
    """The rows of a table."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, table: list[list[str]]) -> None:
    """Write a table."""
    path.write_text("".join("\t".join(row) + "\n" for row in table), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
