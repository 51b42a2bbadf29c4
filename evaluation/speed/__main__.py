"""`python -m evaluation.speed [FOLDER] [--documents N]`: how fast it is, beside others on the same documents.

FOLDER holds texts whose words, and their shares, the made-up documents have (seeds/ by default). All contenders are
asked the same searches in turn, warm, in one run: ten hits, the total, the counts of languages, years and twenty
entities. Diwan's answers also have snippets, labels and exact ties. Beyond 20,000 documents the Whooshes are left
out, unless --all. Clock times of a busy machine say little: compare the CPU.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from evaluation.serving import ROOT
from evaluation.speed import made, rate, table
from evaluation.speed.asked import searches
from evaluation.speed.bare import Bare
from evaluation.speed.contenders import Contender, Diwan, Served
from evaluation.speed.fts5 import Fts5
from evaluation.speed.measuring import Measured, build, compare
from evaluation.speed.stock_whoosh import StockWhoosh
from evaluation.speed.texts import Texts

_SLOW_BEYOND = 20_000


def contenders(home: Path, everybody: bool) -> list[Contender]:
    """Who is measured, each with a folder of its own."""
    chosen: list[Contender] = [
        Diwan(home / "diwan", "tantivy"),
        Served(home / "diwan"),
        Bare(home / "bare"),
        Fts5(home / "fts5"),
    ]
    return [*chosen, Diwan(home / "diwan-whoosh", "whoosh"), StockWhoosh(home / "whoosh")] if everybody else chosen


def main() -> int:
    """Prints the tables."""
    given = _parser().parse_args()
    texts = Texts(given.folder, given.seed)
    with tempfile.TemporaryDirectory(dir=given.home) as name:
        home = Path(name)
        few = min(given.documents, given.rate)
        if few:
            table.show_rate(rate.measure(texts, few, home, given.jobs))
        chosen = contenders(home, given.all or given.documents <= _SLOW_BEYOND)
        measured = [Measured(each) for each in chosen]
        size = build(measured, made.batches(given.folder, given.seed, given.documents, given.jobs))
        table.show_builds(measured, given.documents, size)
        asked = searches(texts, given.documents, given.queries, given.seed)
        compare(measured, asked)
        table.show_searches(measured)
        for each in chosen:
            each.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.speed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=8, help="of each kind, without filters, and with (%(default)s)")
    parser.add_argument("--rate", type=int, default=10_000, help="documents to index as files at most; 0: none")
    parser.add_argument("--all", action="store_true", help="the Whooshes too, however many documents")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, help="where the indexes are made, and removed again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
