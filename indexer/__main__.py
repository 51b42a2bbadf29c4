"""The command line: python -m indexer, --archive DIR, and a command."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path

from search.errors import BadParameter, DiwanError
from search.refusals import refusals

#: The exit status of who was stopped by Ctrl-C, as shells have it.
STOPPED = 130
DEFAULT_ARCHIVE = "archives/main"
#: Each command and the module that has it, in the order of --help. All of them together take a second to load.
COMMANDS = {
    **dict.fromkeys(("add", "remove", "rebuild"), "add_command"),
    **dict.fromkeys(("status", "verify", "analyze"), "status_command"),
    "inspect": "inspect_command",
    "entities": "entity_command",
    "users": "user_command",
    "export": "export_command",
    "batch": "batch_command",
}
EXAMPLES = """examples:
  python -m indexer add ~/articles                      a folder into archives/main
  python -m indexer --archive archives/press add a.txt  a file into an archive of its own
  python -m indexer status                              what the archive holds
  python -m indexer inspect a.txt                       what would be read from a file, adding nothing

exit status: 0 all done; 1 done, but some files or documents failed (each is named); 2 not done, and why;
130 stopped (Ctrl-C)
"""


def parser(command: str = "") -> argparse.ArgumentParser:
    """The commands and their options; with the name of a command only what its module has."""
    root = _root(
        prog="python -m indexer",
        description="Puts articles in an archive and looks after it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    modules = [COMMANDS[command]] if command in COMMANDS else list(dict.fromkeys(COMMANDS.values()))
    gc.disable()  # as in app.py
    for name in modules:
        import_module(f"indexer.{name}").add_to(commands)
    gc.enable()
    return root


def _root(**described: object) -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(**described)  # type: ignore[arg-type]
    archive = os.environ.get("DIWAN_ARCHIVE", DEFAULT_ARCHIVE)
    root.set_defaults(stopped="nothing was changed")
    root.add_argument("--archive", type=Path, default=Path(archive), metavar="DIR", help=f"the archive ({archive})")
    return root


def _command(arguments: list[str] | None) -> str:
    """The name of the command that is given, if any."""
    looking = _root(add_help=False, exit_on_error=False)
    looking.add_argument("command", nargs="?", default="")
    try:
        return str(looking.parse_known_args(arguments)[0].command)
    except argparse.ArgumentError:
        return ""


def _check_texts(given: argparse.Namespace) -> None:
    """Raises BadParameter for a word that is in no encoding of texts; a path may be so."""
    for value in vars(given).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text.encode("utf-8", "replace").decode() != text:
                raise BadParameter(name="argument", value=text, rule="is not text in UTF-8", hint="Write it anew.")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # of a terminal, or a file on Windows, without all scripts
    given = parser(_command(arguments)).parse_args(arguments)
    try:
        _check_texts(given)
        with refusals(given.archive):
            status = int(given.run(given))
            sys.stdout.flush()
            return status
    except BrokenPipeError:
        # Whoever reads has seen enough; nothing more can be said to it, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except DiwanError as error:
        print(f"error: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"       {error.hint}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"\nstopped: {given.stopped}", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
