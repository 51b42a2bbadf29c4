"""Span F1 of `find_entities` on annotated text, per type and source.

usage: python -m evaluation.entities --language fa [--aside] [--together N] FILE…      (CoNLL, IOB2, PER ORG LOC)

Strict: start, end and type are those of the annotation. `--aside`: only the tenth of each source that training sets
aside. `--together N`: N sentences that follow each other are one text, a line each, as in an article.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from indexer.entities import find_entities
from indexer.entities.corpus import Sample, read, split
from indexer.entities.scores import Scores
from indexer.entities.spans import Span
from indexer.entities.tokens import sentences


def together(samples: Sequence[Sample], size: int) -> Iterator[Sample]:
    """Sentences that follow each other in one source, as one text."""
    for source, group in groupby(samples, key=lambda sample: sample.source):
        rest = iter(group)
        while part := list(islice(rest, size)):
            spans, texts, at = [], [], 0
            for sample in part:
                spans += [span._replace(start=span.start + at, end=span.end + at) for span in sample.spans]
                texts.append(sample.text)
                at += len(sample.text) + 1
            yield Sample(source, "\n".join(texts), tuple(spans))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.entities", description=__doc__)
    parser.add_argument("--language", required=True)
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--together", type=int, default=1, metavar="N")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    samples = [sample for path in options.files for sample in read(path)]
    if options.aside:
        samples = split(samples)[1]
    started = time.process_time()
    for sample in samples[:1]:  # all tables that the language's script needs
        find_entities(sample.text, options.language)
    loaded = time.process_time()
    scores, tokens, spent = Scores(), 0, 0.0
    for sample in together(samples, options.together):
        begun = time.process_time()
        found = find_entities(sample.text, options.language)
        spent += time.process_time() - begun
        tokens += sum(map(len, sentences(sample.text)))
        scores.add(sample.source, sample.spans, [Span(m.start, m.end, m.type) for m in found])
    print(scores)
    print(f"{tokens / max(spent, 1e-9):,.0f} tokens a CPU second; loaded in {loaded - started:.2f} CPU seconds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
