"""What each command does, and what it tells the person who gave it."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from datetime import date
from functools import partial
from typing import NoReturn

import orjson
from tqdm import tqdm

from indexer import runs
from indexer.ledger import Ledger
from indexer.pipeline import Report
from indexer.readers import Options
from search.analysis import explain, languages, languages_for
from search.engines import engines
from search.engines.base import Watched
from search.errors import ArchiveMissing, BadParameter, NoSuch, Unreadable
from search.store import Store

#: Failures that are printed one by one; beyond, their number.
SHOWN_FAILURES = 50


def add(given: Namespace) -> int:
    """Adds files and folders; makes the archive where there is none."""
    for path in given.paths:
        if not path.exists():
            raise NoSuch(what="file or folder", value=str(path), hint=NoSuch.PATH)
    try:
        store = Store.open(given.archive)
    except ArchiveMissing:
        store = Store.create(given.archive, given.engine, given.demonstration)
    if store.manifest.demonstration and not given.demonstration:
        raise BadParameter(
            name="--archive",
            value=str(given.archive),
            rule="is the demonstration archive, made from seeds/ and nothing else",
            hint="Name an archive of your own: --archive archives/mine",
        )
    with _bar(given, runs.total_size(given.paths)) as bar:
        done = partial(_advance, bar)
        # What was added without looking for names has none to settle.
        every, naming = max(1, given.commit_every), not (given.no_relink or given.no_entities)
        report = runs.add(store, given.paths, done, given.jobs, given.prune, options(given), every, naming)
    return _tell(report, given.json)


def remove(given: Namespace) -> int:
    """Takes documents out by their source."""
    found = runs.remove(Store.open(given.archive), given.sources)
    for source, count in found.items():
        if not count:
            raise NoSuch(what="source", value=source, hint="See which there are: python -m indexer status")
    print(f"{sum(found.values())} documents removed")
    return 0


def rebuild(given: Namespace) -> int:
    """Makes the archive anew beside the old one."""
    if given.engine and given.engine not in engines():
        hint = f"One of these: {', '.join(engines())}"
        raise BadParameter(name="--engine", value=given.engine, rule="no such engine", hint=hint)
    store = Store.open(given.archive, stale=True)
    with closing(Ledger(store.ledger)) as ledger:
        size = sum(max(known.size, 0) for known in ledger.all())
    with _bar(given, size) as bar:
        report = runs.rebuild(store, partial(_advance, bar), given.jobs, given.engine)
    return _tell(report, given.json)


def status(given: Namespace) -> int:
    """Prints what an archive holds."""
    store = Store.open(given.archive, stale=True)
    with closing(store.engine()) as engine, closing(Ledger(store.ledger)) as ledger:
        info = engine.info()
        more = engine.status() if isinstance(engine, Watched) else []
        tops: dict[str, int] = {}
        for known in ledger.all():
            tops[known.source.partition("/")[0]] = tops.get(known.source.partition("/")[0], 0) + len(known.ids)
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
    print(f"failures     {len(failures)} not read, {len(_scans(failures))} of them scans without text")
    for scan in _scans(failures)[:SHOWN_FAILURES]:
        print(f"scan         {scan.values['source']}")
    if len(_scans(failures)) > SHOWN_FAILURES:
        print(f"scan         … and {len(_scans(failures)) - SHOWN_FAILURES} more")
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


def _scans(failures: list[Unreadable]) -> list[Unreadable]:
    """Those that are pictures of pages."""
    return [one for one in failures if one.values.get("kind") == "scan"]


def complain(error: Unreadable) -> int:
    """Names what could not be read; counts one."""
    print(f"{error.message}{f' ({error.hint})' if error.hint else ''}", file=sys.stderr)
    return 1


def options(given: Namespace) -> Options:
    """How files are to be read. Raises BadParameter for a --map that is not FIELD=COLUMN."""
    pairs = [row.partition("=") for row in given.map]
    for field, sign, column in pairs:
        if not (field and sign and column):
            hint = "For example --map title=headline."
            raise BadParameter(name="--map", value=field + sign + column, rule="is not FIELD=COLUMN", hint=hint)
    columns = {field: column for field, _, column in pairs}
    return Options(ocr=given.ocr, columns=columns, entities=not given.no_entities)


def _bar(given: Namespace, total: int) -> tqdm[NoReturn]:
    """A progress bar over bytes, where somebody looks on."""
    # Its watching thread would be in the way of forking.
    tqdm.monitor_interval = 0
    hidden = True if given.quiet or given.json else None
    return tqdm(total=total, unit="B", unit_scale=True, disable=hidden, dynamic_ncols=True, file=sys.stderr)


def _advance(bar: tqdm[NoReturn], report: Report) -> None:
    if bar.disable:
        return
    rate = report.documents / max(bar.format_dict["elapsed"], 0.001)
    failed = f", {len(report.failures)} failures" if report.failures else ""
    done, of = report.naming
    failed += f", names {done * 100 // of} %" if of else ""
    failed += ", merging the index" if report.merging else ""
    bar.set_postfix_str(f"{report.documents} documents, {rate:.0f}/s{failed}", refresh=False)
    bar.update(report.bytes - bar.n)


def _tell(report: Report, as_json: bool) -> int:
    if as_json:
        told = {
            name: getattr(report, name) for name in ("documents", "files", "bytes", "unchanged", "removed", "vanished")
        }
        told["failures"] = [{"source": f.values["source"], "reason": f.values["reason"]} for f in report.failures]
        print(orjson.dumps(told).decode())
        return 1 if report.failures else 0
    for failure in report.failures[:SHOWN_FAILURES]:
        complain(failure)
    if len(report.failures) > SHOWN_FAILURES:
        print(f"… and {len(report.failures) - SHOWN_FAILURES} more failures", file=sys.stderr)
    if report.vanished and not report.removed:
        print(f"{len(report.vanished)} files are gone, and kept in the archive; --prune takes them out")
    print(
        f"{report.documents} documents from {report.files} files, {report.unchanged} files unchanged, "
        f"{len(report.failures)} failures"
    )
    if scans := len(_scans(report.failures)):
        print(f"{scans} of the failures are scans without text; --ocr recognises them, or put their text beside them")
    return 1 if report.failures else 0
