"""The command line: python -m indexer, --archive DIR, and a command."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from indexer import batch_command, command, entity_command, export_command, inspect_command, user_command
from indexer.pipeline import BATCH_DOCUMENTS, BATCH_SECONDS
from search.errors import DiwanError
from search.refusals import refusals

DEFAULT_ARCHIVE = "archives/main"
EXAMPLES = """examples:
  python -m indexer add ~/articles                      a folder into archives/main
  python -m indexer --archive archives/press add a.txt  a file into an archive of its own
  python -m indexer status                              what the archive holds
  python -m indexer inspect a.txt                       what would be read from a file, adding nothing

exit status: 0 all done; 1 done, but some files or documents failed (each is named); 2 nothing done, and why
"""


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(
        prog="python -m indexer",
        description="Puts articles in an archive and looks after it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    archive = os.environ.get("DIWAN_ARCHIVE", DEFAULT_ARCHIVE)
    root.add_argument("--archive", type=Path, default=Path(archive), metavar="DIR", help=f"the archive ({archive})")
    commands = root.add_subparsers(required=True, metavar="COMMAND")

    _adding(commands)
    remove = commands.add_parser("remove", help="take out what came from a source, a file or folder as status names it")
    remove.add_argument("sources", nargs="+", metavar="SOURCE", help="for example articles/2024 or articles/a.txt")
    remove.set_defaults(run=command.remove)

    rebuild = commands.add_parser(
        "rebuild", help="make the archive anew, beside the old one, which serves on meanwhile"
    )
    rebuild.add_argument("--engine", default="", help="move the archive to another: tantivy, whoosh or opensearch")
    _long_run(rebuild)
    rebuild.set_defaults(run=command.rebuild)

    status = commands.add_parser("status", help="how much the archive holds, from where, by which engine")
    status.set_defaults(run=command.status)

    verify = commands.add_parser("verify", help="check every file and document of the archive against its checksum")
    verify.set_defaults(run=command.verify)

    inspect = commands.add_parser("inspect", help="show what is read from a file: title, language, date, furniture …")
    inspect.add_argument("paths", type=Path, nargs="+", metavar="FILE")
    _reading(inspect)
    inspect.set_defaults(run=inspect_command.inspect)

    analyze = commands.add_parser("analyze", help="show how a text is read: why a word does or does not match")
    analyze.add_argument("text", metavar="TEXT")
    analyze.add_argument(
        "--language", default="", metavar="CODE", help="fa, ar, hi, en …; all of its scripts otherwise"
    )
    analyze.set_defaults(run=command.analyze)
    entity_command.add_to(commands)
    user_command.add_to(commands)
    export_command.add_to(commands)
    batch_command.add_to(commands)
    return root


def _adding(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="add files and folders; what has not changed is left as it is")
    add.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    add.add_argument(
        "--engine", default="tantivy", help="the engine of a new archive: tantivy, whoosh or opensearch (%(default)s)"
    )
    _long_run(add)
    _reading(add)
    every = f"documents after which they are committed, and found; {BATCH_SECONDS:.0f} s at the latest (%(default)s)"
    add.add_argument("--commit-every", type=int, default=BATCH_DOCUMENTS, metavar="N", help=every)
    add.add_argument(
        "--no-relink", action="store_true", help="leave it to the next add, or to entities relink, to settle names"
    )
    add.add_argument("--prune", action="store_true", help="take out documents whose files are gone from these folders")
    add.add_argument("--demonstration", action="store_true", help="the archive is the demonstration of the seeds")
    add.set_defaults(run=command.add)


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--ocr", action="store_true", help="recognise scans by the tesseract program, where installed")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column of a table is the title, body …",
    )
    command.add_argument("--no-entities", action="store_true", help="do not look for people, places, organisations")


def _long_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=int, default=0, help="processes that read and analyse (one a core)")
    command.add_argument("--quiet", action="store_true", help="no progress bar")
    command.add_argument("--json", action="store_true", help="what was done as one line of JSON, for scripts")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; its exit status."""
    given = parser().parse_args(arguments)
    try:
        with refusals(given.archive):
            return int(given.run(given))
    except DiwanError as error:
        print(f"error: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"       {error.hint}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
