"""`python -m indexer export`: all hits of a query, to a file or to a pipe."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from search.archive import Archive
from search.errors import BadParameter
from search.export import FORMATS, stream
from search.query import ORDERED, Parameter, parse
from search.types import Note


def add_to(commands: Any) -> None:
    """The `export` command; its options are the parameters of a search."""
    export = commands.add_parser("export", help="write all hits of a query: JSON Lines, CSV or RIS")
    export.add_argument("q", nargs="?", default="", metavar="QUERY", help="as in the search box; all documents without")
    export.add_argument("--format", choices=FORMATS, default="jsonl", help="(%(default)s)")
    searching(export, [parameter for parameter in ORDERED if parameter.name != "q"])
    output(export)
    export.set_defaults(run=run)


def searching(command: argparse.ArgumentParser, parameters: Iterable[Parameter]) -> None:
    """Gives a command parameters of a search as options; `searched` reads them."""
    for parameter in parameters:
        name = f"--{parameter.name.replace('_', '-')}"
        command.add_argument(
            name,
            dest=parameter.name,
            action="append",
            default=[],
            metavar="VALUE",
            help=_help(parameter),
        )


def searched(given: Namespace, parameters: Sequence[Parameter] = ORDERED) -> dict[str, list[str]]:
    """The parameters that were given, by name."""
    values = {parameter.name: getattr(given, parameter.name, []) for parameter in parameters}
    return {name: [value] if isinstance(value, str) else value for name, value in values.items() if value}


def output(command: argparse.ArgumentParser) -> None:
    """Gives a command the option of a file to write to; `written` writes to it."""
    command.add_argument("--output", type=Path, metavar="FILE", help="where to write; otherwise standard output")


def run(given: Namespace) -> int:
    """Writes the export; what was added to the query, or not understood, is told beside it."""
    query = parse(searched(given))
    with closing(Archive.open(given.archive)) as archive:
        tell(archive.meant(query).notes)
        return written(given.output, stream(archive, query, FORMATS[given.format]))


def tell(notes: Iterable[Note]) -> None:
    """What a searcher should know of how a query was understood."""
    for note in notes:
        values = ", ".join(f"{name}: {value}" for name, value in note.values.items())
        print(f"note: {note.code} ({values})", file=sys.stderr)


def written(path: Path | None, pieces: Iterable[bytes]) -> int:
    """Writes all pieces: to a file that is there only when it is whole, or to standard output. The exit status."""
    with _target(path) as file:
        for piece in pieces:
            file.write(piece)
    return 0


@contextmanager
def _target(path: Path | None) -> Iterator[BinaryIO]:
    try:
        if path is None:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif path.exists() and not path.is_file():
            with path.open("wb") as file:  # a pipe or a device
                yield file
        else:
            with _whole(path.resolve()) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        value = str(path or "standard output")
        hint = "Name a file that can be written."
        raise BadParameter(name="--output", value=value, rule=str(error.strerror), hint=hint) from error


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when everything is in it."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _help(parameter: Parameter) -> str:
    known = f" ({', '.join(parameter.choices)})" if parameter.choices else ""
    # A word of its own that begins with a hyphen is taken for an option.
    joined = f", as --{parameter.name}=-VALUE" if "excludes" in parameter.help else ""
    return f"{parameter.help}{joined}{known}{'; repeatable' if parameter.repeats else ''}".replace("%", "%%")
