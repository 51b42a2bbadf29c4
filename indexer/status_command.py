"""The commands that look at an archive: status, verify, analyze."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from contextlib import closing
from datetime import date
from typing import Any

from indexer.ledger import Ledger
from search.analysis import explain, languages, languages_for
from search.engines.base import Watched
from search.errors import BadParameter, Unreadable
from search.store import Store

#: Failures that are printed one by one; beyond, their number.
SHOWN_FAILURES = 50


def add_to(commands: Any) -> None:
    """The commands with their options."""
    commands.add_parser("status", help="how much the archive holds, from where, by which engine").set_defaults(
        run=status
    )
    checking = commands.add_parser("verify", help="check every file and document of the archive against its checksum")
    checking.set_defaults(run=verify)
    reading = commands.add_parser("analyze", help="show how a text is read: why a word does or does not match")
    reading.add_argument("text", metavar="TEXT")
    reading.add_argument(
        "--language", default="", metavar="CODE", help="fa, ar, hi, en …; all of its scripts otherwise"
    )
    reading.set_defaults(run=analyze)


def status(given: Namespace) -> int:
    """Prints what an archive holds."""
    store = Store.open(given.archive, stale=True)
    with closing(store.engine()) as engine, closing(Ledger(store.ledger)) as ledger:
        info = engine.info()
        more = engine.status() if isinstance(engine, Watched) else []
        tops = Counter[str]()
        for known in ledger.all():
            tops[known.source.partition("/")[0]] += len(known.ids)
        failures = [one for of_file in ledger.failures().values() for one in of_file]
    days = [date.fromordinal(day).isoformat() for day in (info.first_day, info.last_day) if day]
    print(f"archive      {given.archive}")
    print(f"documents    {info.documents}")
    print(f"dates        {' to '.join(days) or 'none dated'}")
    print(f"engine       {store.manifest.engine}, {info.bytes / 1e6:.1f} MB, commit {info.commit}")
    for name, value in more:
        print(f"{name:<12} {value}")
    print(f"analyzers    {store.manifest.fingerprint}")
    for top, count in sorted(tops.items()):
        print(f"source       {top}: {count} documents")
    if (several := tops.total() - info.documents) > 0:
        print(f"in several   {several} of these have the id or address of another, and are kept once")
    print(f"failures     {len(failures)} not read, {len(scans(failures))} of them scans without text")
    for scan in scans(failures)[:SHOWN_FAILURES]:
        print(f"scan         {scan.values['source']}")
    if len(scans(failures)) > SHOWN_FAILURES:
        print(f"scan         … and {len(scans(failures)) - SHOWN_FAILURES} more")
    return 0


def verify(given: Namespace) -> int:
    """Checks every checksum; names what is damaged."""
    store = Store.open(given.archive, stale=True)
    with closing(store.engine()) as engine:
        problems = list(engine.verify())
        documents = engine.info().documents
    for problem in problems:
        print(problem)
    print(f"{documents} documents, {len(problems)} problems")
    if problems:
        print(f"mend it: python -m indexer --archive {given.archive} rebuild")
    return 1 if problems else 0


def analyze(given: Namespace) -> int:
    """Prints the tokens of a text with the rule that made each term."""
    if given.language and given.language not in languages():
        raise BadParameter(
            name="--language",
            value=given.language,
            rule="there is no analyzer for it",
            hint=f"One of: {', '.join(languages())}.",
        )
    for code in [given.language] if given.language else languages_for(given.text):
        print(code)
        for token in explain(given.text, code):
            written = given.text[token.start : token.end]
            print(f"  {token.start}-{token.end}\t{written}\t{token.surface}\t{token.term}\t{token.rule}")
    return 0


def scans(failures: list[Unreadable]) -> list[Unreadable]:
    """Those that are pictures of pages."""
    return [one for one in failures if one.values.get("kind") == "scan"]
