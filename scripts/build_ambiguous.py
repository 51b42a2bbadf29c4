"""Write indexer/entities/data/ambiguous.tsv: known names that are mostly common words in a language.

usage: python -m scripts.build_ambiguous LANGUAGE=FILE…       (annotated text, CoNLL: fa=fa.conll ar=ar.conll …)

A name of CLDR or GeoNames is ambiguous where training text has it at least three times and mostly tags it as nothing.
Names in curated.ini stay believed. Rows that a person wrote (their third column is a word, not a count) stay.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from indexer.entities import names
from indexer.entities.corpus import Sample, read, split
from indexer.entities.gazetteer import matches
from indexer.entities.tokens import sentences

TARGET = names.DATA / "ambiguous.tsv"
LEAST = 3


def doubtful(samples: Iterable[Sample], language: str) -> dict[str, str]:
    """The listed names that are mostly not tagged, and how often of how many."""
    curated = {name for row in names.curated() for listed in row.names.values() for name in listed}
    tagged: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for sample in samples:
        for sentence in sentences(sample.text):
            for first, last, _, name in matches(sentence, language):
                start, end = sentence[first].start, sentence[last].end
                seen[name] += 1
                tagged[name] += any(span.start < end and start < span.end for span in sample.spans)
    return {
        name: f"{count - tagged[name]} of {count}"
        for name, count in sorted(seen.items())
        if name not in curated and count >= LEAST and tagged[name] * 2 < count
    }


def main(arguments: list[str]) -> None:
    """Add what the files show to what is written by hand."""
    rows = [line.split("\t") for line in TARGET.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in rows if not row[2][0].isdigit()]
    TARGET.write_text("".join("\t".join(row) + "\n" for row in kept), encoding="utf-8")
    for argument in arguments:
        language, _, file = argument.partition("=")
        training, _ = split(read(Path(file)))
        kept += [[language, name, why] for name, why in doubtful(training, language).items()]
    TARGET.write_text("".join("\t".join(row) + "\n" for row in kept), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
