"""`python -m evaluation.speed [FOLDER] [--documents N]`: how fast it is, beside others on the same documents.

FOLDER holds texts whose words, and their shares, the made-up documents have (seeds/ by default). All contenders are
asked the same searches in turn, warm, in one run: ten hits, the total, the counts of languages, years and twenty
entities. Diwan's answers also have snippets, labels, all the facets of a page and exact ties. Who is slow is asked
the first of the searches only, as many as --budget allows: "asked" says how many. Beyond 20,000 documents the
Whooshes are left out, unless --only names them; Lucene is asked where its jars are given. Clock times of a busy
machine say little: compare the CPU.

--keep DIR keeps the indexes, and goes on with those that are there: `--keep DIR --documents 1000000 --only diwan,bare
--queries 0` makes them ahead, the same without --queries measures on them; one whose making was broken off is made
anew. --json FILE is what `python -m evaluation.speed.shown` makes tables, the README's among them, and a chart of.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from evaluation.serving import ROOT
from evaluation.speed import fresh, rate, results, table
from evaluation.speed.asked import searches
from evaluation.speed.bare import Bare
from evaluation.speed.building import build, built
from evaluation.speed.contenders import Contender, Diwan, Served
from evaluation.speed.fts5 import Fts5
from evaluation.speed.lucene import Lucene
from evaluation.speed.made import Maker
from evaluation.speed.measuring import Measured, compare
from evaluation.speed.stock_whoosh import StockWhoosh
from evaluation.speed.texts import Texts

_SLOW_BEYOND = 20_000
_QUICK = ("diwan", "http", "bare", "fts5")
_SLOW = ("diwan-whoosh", "whoosh")
_LUCENE = "lucene"
_ALL = (*_QUICK, _LUCENE, *_SLOW)


def contender(key: str, home: Path, jars: Sequence[Path] = ()) -> Contender:
    """Who goes by this name on the command line; `jars` are Lucene's."""
    made: dict[str, Contender] = {
        "diwan": Diwan(home / "diwan", "tantivy"),
        "http": Served(home / "diwan"),
        "bare": Bare(home / "bare"),
        "fts5": Fts5(home / "fts5"),
        "diwan-whoosh": Diwan(home / "diwan-whoosh", "whoosh"),
        "whoosh": StockWhoosh(home / "whoosh"),
        "lucene": Lucene(home / "lucene", jars),
    }
    return made[key]


def main() -> int:
    """Prints the tables."""
    given = _given()
    texts = Texts(given.folder, given.seed)
    with ExitStack() as stack:
        made = stack.enter_context(tempfile.TemporaryDirectory(dir=given.home))
        home = given.keep or Path(made)
        home.mkdir(parents=True, exist_ok=True)
        found: dict[str, Any] = {"documents": given.documents, "cores": os.cpu_count(), "load": os.getloadavg()[0]}
        few = min(given.documents, given.rate)
        if few:
            found["rate"] = asdict(rate.measure(texts, few, Path(made), given.jobs))
            table.show_rate(found["rate"])
        keys = given.only or _usual(given)
        chosen = [contender(key, home, given.lucene) for key in keys]
        found["builds"] = _build(chosen, given)
        table.show_builds(found["builds"])
        if given.queries:
            found["searches"] = _search(chosen, texts, given)
            table.show_searches(found["searches"])
        if given.queries and {"diwan", "http"} & {*keys}:
            found["fresh"] = asdict(fresh.measure(home / "diwan", texts, Path(made)))
            table.show_fresh(found["fresh"])
    if given.json:
        given.json.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    return 0


def _build(chosen: Sequence[Contender], given: argparse.Namespace) -> dict[str, Any]:
    """Makes the indexes; what each took."""
    builders = list({each.folder: each for each in chosen}.values())
    with Maker(given.folder, given.seed, given.jobs) as maker:
        build(builders, maker, given.documents)
    return {each.folder.name: results.of_build(built(each.folder), each.folder) for each in builders}


def _search(chosen: Sequence[Contender], texts: Texts, given: argparse.Namespace) -> dict[str, Any]:
    """Asks everybody; what each took."""
    asked = searches(texts, given.documents, given.queries, given.seed)
    with ExitStack() as stack:
        for each in chosen:
            each.open()
            stack.callback(each.close)
        measured = [Measured(each) for each in chosen]
        compare(measured, asked, given.budget)
        found = results.of_searches(measured, asked)
        for each in chosen:
            if isinstance(each, Served):
                found[each.name]["memory"] = each.memory()
    return found


def _usual(given: argparse.Namespace) -> list[str]:
    slow = _SLOW if given.documents <= _SLOW_BEYOND else ()
    return [*_QUICK, *([_LUCENE] if given.lucene else []), *slow]


def _contenders(given: str) -> list[str]:
    keys = given.split(",")
    if unknown := {*keys} - {*_ALL}:
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose from {', '.join(_ALL)}")
    return keys


def _given() -> argparse.Namespace:
    parser = _parser()
    given = parser.parse_args()
    if _LUCENE in (given.only or ()) and not given.lucene:
        parser.error(f"--only {_LUCENE} needs --lucene JAR JAR JAR: see evaluation/speed/lucene.py")
    return given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.speed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=20, help="of each kind, without filters, and with (%(default)s)")
    parser.add_argument("--budget", type=float, default=5, help="CPU seconds of one round of a contender (%(default)s)")
    parser.add_argument("--rate", type=int, default=10_000, help="documents to index as files at most; 0: none")
    parser.add_argument("--only", type=_contenders, help=f"of {', '.join(_ALL)}")
    parser.add_argument(
        "--lucene", type=Path, nargs="+", default=(), metavar="JAR", help="its jars: evaluation/speed/lucene.py"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, help="where what is made for the moment is made, and removed again")
    parser.add_argument("--keep", type=Path, help="a folder in which the indexes are made, and stay")
    parser.add_argument("--json", type=Path, help="a file to write the measurements to")
    return parser


if __name__ == "__main__":
    sys.exit(main())
