"""A table of quality and speed over the data sets of a folder.

    python -m evaluation.analysis FOLDER [NAME…] [--with module:function] [--lucene JAR JAR]

`--with` measures another analyzer, (text, language) -> terms, in place of ours: evaluation.analysis.rivals has some.
`--lucene` takes the jars lucene-core and lucene-analysis-common and prints, beside ours, how fast Lucene's own analyzer
is (it is compiled, and faster).
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from evaluation.analysis import gold, lucene, quality, speed
from search import analysis


def main() -> None:
    """Print one line a data set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--with", dest="other", metavar="MODULE:FUNCTION")
    parser.add_argument("--lucene", type=Path, nargs="+", metavar="JAR")
    given = parser.parse_args()
    analyse: quality.Analyse = analysis.terms
    if given.other:
        module, _, function = given.other.partition(":")
        analyse = getattr(import_module(module), function)
    sets = sorted(path.name.removesuffix(".sents.tsv") for path in given.folder.glob("*.sents.tsv"))
    print(f"{'':12}{'R':>7}{'P':>7}{'F':>7}{'queries':>9}{'merged':>8}{'k/s empty':>11}{'k/s warm':>10}{'Lucene':>9}")
    for name in given.names or sets:
        data = gold.read(given.folder, name)
        found = quality.retrieval(data, analyse)
        merged = quality.over_merging(data, analyse)
        line = f"{name:12}{found.recall:7.1f}{found.precision:7.1f}{found.f:7.1f}{found.queries:9}{merged:8.2f}"
        if not given.other:
            _, empty, warm = speed.measure([text for text, _ in data.sentences], data.language)
            line += f"{empty / 1000:11.0f}{warm / 1000:10.0f}"
        if given.lucene:
            line += f"{lucene.rate([text for text, _ in data.sentences], data.language, given.lucene) / 1000:9.0f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
