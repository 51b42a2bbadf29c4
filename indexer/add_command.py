"""The commands that fill an archive: add, remove, rebuild; and what they tell while they run, and at the end."""

from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import orjson
from tqdm import tqdm

from indexer import runs
from indexer.ledger import Ledger
from indexer.pipeline import BATCH_DOCUMENTS, BATCH_SECONDS, Report
from indexer.readers import FIELDS, Options
from indexer.status_command import SHOWN_FAILURES, scans
from search.engines import engines
from search.errors import ArchiveMissing, BadParameter, NoSuch, Unreadable
from search.store import Store

#: What --json tells of a run, beside the failures.
TOLD = ("documents", "files", "bytes", "unchanged", "removed", "taken", "vanished", "elsewhere")


def add_to(commands: Any) -> None:
    """The commands with their options."""
    add_ = commands.add_parser("add", help="add files and folders; what has not changed is left as it is")
    add_.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    add_.add_argument(
        "--engine", default="", help="the engine of a new archive: tantivy, whoosh or opensearch (tantivy)"
    )
    _long_run(add_)
    reading(add_)
    every = f"documents after which they are committed, and found; {BATCH_SECONDS:.0f} s at the latest (%(default)s)"
    add_.add_argument("--commit-every", type=_some, default=BATCH_DOCUMENTS, metavar="N", help=every)
    add_.add_argument(
        "--no-relink", action="store_true", help="leave it to the next add, or to entities relink, to settle names"
    )
    add_.add_argument("--prune", action="store_true", help="take out documents whose files are gone from these folders")
    add_.add_argument("--demonstration", action="store_true", help="the archive is the demonstration of the seeds")
    add_.set_defaults(run=add, stopped="what was committed is kept; the same command goes on from there")

    removing = commands.add_parser(
        "remove", help="take out what came from a source, a file or folder as status names it"
    )
    removing.add_argument("sources", nargs="+", metavar="SOURCE", help="for example articles/2024 or articles/a.txt")
    removing.set_defaults(run=remove, stopped="what was not committed is as it was; the same command does the rest")

    rebuilding = commands.add_parser(
        "rebuild", help="make the archive anew, beside the old one, which serves on meanwhile"
    )
    rebuilding.add_argument("--engine", default="", help="move the archive to another: tantivy, whoosh or opensearch")
    _long_run(rebuilding)
    rebuilding.set_defaults(run=rebuild, stopped="the archive is as it was")


def reading(command: argparse.ArgumentParser) -> None:
    """Gives a command the options of how files are read; `options` reads them."""
    command.add_argument("--ocr", action="store_true", help="recognise scans by the tesseract program, where installed")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column of a table is the title, body …",
    )
    command.add_argument("--no-entities", action="store_true", help="do not look for people, places, organisations")


def _some(text: str) -> int:
    """A number of at least one, as an option gives it."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def _long_run(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs", type=_some, default=0, metavar="N", help="processes that read and analyse (one a core)"
    )
    command.add_argument("--quiet", action="store_true", help="no progress bar")
    command.add_argument("--json", action="store_true", help="what was done as one line of JSON, for scripts")


def add(given: Namespace) -> int:
    """Adds files and folders; makes the archive where there is none."""
    for path in given.paths:
        if not os.path.exists(path):  # noqa: PTH110 - Path.exists fails where a folder may not be entered
            raise NoSuch(what="file or folder", value=str(path), hint=NoSuch.PATH)
    asked = options(given)
    try:
        store = Store.open(given.archive)
    except ArchiveMissing:
        store = Store.create(given.archive, given.engine or "tantivy", given.demonstration)
    if given.engine not in ("", store.manifest.engine):
        rule = f"the archive is there already, and of the engine {store.manifest.engine}"
        hint = f"Move it first: python -m indexer --archive {given.archive} rebuild --engine {given.engine}"
        raise BadParameter(name="--engine", value=given.engine, rule=rule, hint=hint)
    if store.manifest.demonstration and not given.demonstration:
        raise BadParameter(
            name="--archive",
            value=str(given.archive),
            rule="is the demonstration archive, made from seeds/ and nothing else",
            hint="Name an archive of your own: --archive archives/mine",
        )
    with _bar(given, partial(runs.total_size, given.paths)) as bar:
        done = partial(_advance, bar)
        # What was added without looking for names has none to settle.
        naming = not (given.no_relink or given.no_entities)
        report = runs.add(store, given.paths, done, given.jobs, given.prune, asked, given.commit_every, naming)
    return _tell(report, given.json, given.prune)


def remove(given: Namespace) -> int:
    """Takes documents out by their source."""
    report = runs.remove(Store.open(given.archive), given.sources)
    print(f"{report.removed} documents removed")
    for failure in report.failures:
        complain(failure)
    return 0


def rebuild(given: Namespace) -> int:
    """Makes the archive anew beside the old one."""
    if given.engine and given.engine not in engines():
        hint = f"One of these: {', '.join(engines())}"
        raise BadParameter(name="--engine", value=given.engine, rule="no such engine", hint=hint)
    store = Store.open(given.archive, stale=True)
    with _bar(given, partial(_size_known, store)) as bar:
        report = runs.rebuild(store, partial(_advance, bar), given.jobs, given.engine)
    return _tell(report, given.json)


def complain(error: Unreadable) -> int:
    """Names what could not be read; counts one."""
    print(f"{error.message}{f' ({error.hint})' if error.hint else ''}", file=sys.stderr)
    return 1


def options(given: Namespace) -> Options:
    """How files are to be read. Raises BadParameter for a --map that is not FIELD=COLUMN, of a field there is."""
    pairs = [row.partition("=") for row in given.map]
    for field, sign, column in pairs:
        if not (field and sign and column):
            hint = "For example --map title=headline."
            raise BadParameter(name="--map", value=field + sign + column, rule="is not FIELD=COLUMN", hint=hint)
        if field not in FIELDS:
            hint = f"One of: {', '.join(FIELDS)}."
            raise BadParameter(name="--map", value=field + sign + column, rule="there is no such field", hint=hint)
    columns = {field: column for field, _, column in pairs}
    return Options(ocr=given.ocr, columns=columns, entities=not given.no_entities)


def _bar(given: Namespace, total: Callable[[], int]) -> tqdm[NoReturn]:
    """A progress bar over `total` bytes, which are counted only where somebody looks on."""
    # Its watching thread would be in the way of forking.
    tqdm.monitor_interval = 0
    hidden = given.quiet or given.json or not sys.stderr.isatty()
    size = 0 if hidden else total()
    return tqdm(total=size, unit="B", unit_scale=True, disable=hidden, dynamic_ncols=True, file=sys.stderr)


def _size_known(store: Store) -> int:
    with closing(Ledger(store.ledger)) as ledger:
        return sum(max(known.size, 0) for known in ledger.all())


def _advance(bar: tqdm[NoReturn], report: Report) -> None:
    if bar.disable:
        return
    rate = report.documents / max(bar.format_dict["elapsed"], 0.001)
    failed = f", {len(report.failures)} failures" if report.failures else ""
    done, of = report.naming
    failed += f", names {done * 100 // of} %" if of else ""
    failed += ", merging the index" if report.merging else ""
    bar.set_postfix_str(f"{report.documents} documents, {rate:.0f}/s{failed}", refresh=False)
    bar.update(report.bytes + report.passed - bar.n)
    if report.merging:
        bar.refresh()  # the last there is to see for a while


def _tell_gone(report: Report, pruned: bool) -> None:
    if report.vanished and not pruned:
        print(f"{len(report.vanished)} files are gone, and kept in the archive; --prune takes them out")
    if report.elsewhere:
        print(
            f"{len(report.elsewhere)} files are gone from another folder of the same name, and kept in the archive, "
            f"as {report.elsewhere[0]}; remove takes them out"
        )
    if pruned:
        print(f"{report.removed} documents removed")


def _tell(report: Report, as_json: bool, pruned: bool = False) -> int:
    if as_json:
        told = {name: getattr(report, name) for name in TOLD}
        told["failures"] = [{"source": f.values["source"], "reason": f.values["reason"]} for f in report.failures]
        print(orjson.dumps(told).decode())
        return 1 if report.failures else 0
    for failure in report.failures[:SHOWN_FAILURES]:
        complain(failure)
    if len(report.failures) > SHOWN_FAILURES:
        print(f"… and {len(report.failures) - SHOWN_FAILURES} more failures", file=sys.stderr)
    _tell_gone(report, pruned)
    if report.taken:
        print(f"{report.taken} documents took the place of another of the same id or address")
    print(
        f"{report.documents} documents from {report.files} files, {report.unchanged} files unchanged, "
        f"{len(report.failures)} failures"
    )
    if pictures := len(scans(report.failures)):
        print(
            f"{pictures} of the failures are scans without text; --ocr recognises them, or put their text beside them"
        )
    return 1 if report.failures else 0
