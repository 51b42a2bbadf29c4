"""What immense and forged input costs the others: `python -m evaluation.hostile ARCHIVE [--megabytes 50] [--bound 300]`

ARCHIVE is a copy that may be spoilt: documents are added to it. While each bad request is put to the archive in one
process, and while the indexer adds each bad file in another, a third, another client, searches the same archive every
twenty milliseconds. For each input a line: how it was answered (an error's code, or how many matches and which notes;
the indexer's exit status), how long that took, and how long the other client waited at the median and at most, with
the CPU that its own process took in that longest wait. The rest of it went by on the input's account, on that of other
work of the machine, or of the disk: which, it does not tell. What is not done after `--bound` seconds is cut off, and
said to be.
"""

from __future__ import annotations

import argparse
import base64
import json
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median

from evaluation import commands
from evaluation.commands import CutOff
from evaluation.serving import ROOT
from search import query
from search.archive import Archive
from search.errors import DiwanError

#: Searches until it is told to stop, once at least, then prints how long each took, in milliseconds of time and of CPU.
CLIENT = """
import json, select, sys, time
from search import query
from search.archive import Archive
archive = Archive.open(sys.argv[1])
taken = []
archive.search(query.parse({"q": ["russia"]}))
print("ready", flush=True)
while not taken or not select.select([sys.stdin], [], [], 0.02)[0]:
    started, computed = time.perf_counter(), time.process_time()
    archive.search(query.parse({"q": ["russia"]}))
    taken.append([(time.perf_counter() - started) * 1000, (time.process_time() - computed) * 1000])
print(json.dumps(taken), flush=True)
"""
#: Answers each request, a line of JSON; what is loaded with a first search is loaded before.
ASKED = """
import json, sys
from evaluation.hostile import ask
from search.archive import Archive
archive = Archive.open(sys.argv[1])
ask(archive, {"q": ["russia"]})
print("ready", flush=True)
for line in sys.stdin:
    print(ask(archive, json.loads(line)), flush=True)
"""
REQUESTS: dict[str, dict[str, list[str]]] = {
    "nothing (for comparison)": {"q": ["russia"]},
    "5,000 clauses": {"q": [" OR ".join(f"w{number}" for number in range(5_000))]},
    "a word of 10,000 characters": {"q": ["x" * 10_000]},
    "*": {"q": ["*"]},
    "a*": {"q": ["a*"]},
    "two edits on two letters": {"q": ["ab~2"]},
    "a forged cursor": {"q": ["russia"], "cursor": ["WzEsMl0"]},
    "5,000 parentheses": {"q": ["(" * 5_000 + "russia" + ")" * 5_000]},
}
#: Seconds that a process has to begin in, before there is any bad input.
START = 600
#: Time and CPU of a search, in milliseconds.
Taken = Sequence[tuple[float, float]]


class Process:
    """A process that is talked with line by line, and waited for no longer than is said. Use as a context."""

    def __init__(self, program: str, folder: Path) -> None:
        command = [sys.executable, "-c", program, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        with suppress(BrokenPipeError):
            self._process.communicate()

    def say(self, line: str) -> None:
        """Tells it something."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def line(self, seconds: float) -> str:
        """What it says next, within so many seconds. Raises CutOff; RuntimeError where it has ended."""
        assert self._process.stdout is not None
        # It says one line at a time, so that none waits in this side's buffer, of which `select` knows nothing.
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            raise CutOff(f"cut off after {seconds:g} s")
        if line := self._process.stdout.readline():
            return line.rstrip("\n")
        raise RuntimeError("a process of the measurement ended")


@contextmanager
def other_client(folder: Path, bound: float) -> Iterator[list[tuple[float, float]]]:
    """Searches in a process of its own while the block runs; then the list holds what each took, of time and CPU.

    The list stays empty where the client fails, or its last search has not ended `bound` seconds after the block.
    """
    taken: list[tuple[float, float]] = []
    with Process(CLIENT, folder) as client:
        client.line(START)
        yield taken
        with suppress(RuntimeError, OSError):
            client.say("stop")
            taken += map(tuple, json.loads(client.line(bound)))


def ask(archive: Archive, given: dict[str, list[str]]) -> str:
    """How the archive answers."""
    try:
        found = archive.search(query.parse(given))
        return ", ".join([f"{found.total} matches", *(note.code for note in found.notes)])
    except DiwanError as error:
        return error.code


def put(folder: Path, given: dict[str, list[str]], bound: float) -> Callable[[], str]:
    """Puts a request to the archive in a process of its own, which is ready by now; see `ask`."""
    process = Process(ASKED, folder)

    def answer() -> str:
        with process:
            process.say(json.dumps(given))
            return process.line(bound)

    try:
        process.line(START)
    except BaseException:
        process.__exit__()
        raise
    return answer


def cursors(archive: Archive) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Requests with the end of another search's page, and with that of a page of the same search long ago."""
    asked = {"q": ["russia"], "size": ["1"]}
    if following := archive.search(query.parse(asked)).next:
        yield "a foreign cursor", {"q": ["taliban"], "cursor": [following]}
        row = json.loads(base64.urlsafe_b64decode(following + "=" * (-len(following) % 4)))
        old = base64.urlsafe_b64encode(json.dumps(["0-00000000", *row[1:]]).encode()).decode().rstrip("=")
        yield "an old cursor", {**asked, "cursor": [old]}


def add(folder: Path, path: Path, bound: float) -> str:
    """How the indexer answers: its exit status."""
    return f"exit status {commands.index(folder, ['add', str(path)], bound).status}"


def report(what: str, folder: Path, work: Callable[[], str], bound: float) -> None:
    """Does the work beside another client and prints the line."""
    with other_client(folder, bound) as taken:
        started = time.perf_counter()
        try:
            answered = work()
        except RuntimeError as error:
            answered = str(error)
        spent = time.perf_counter() - started
        time.sleep(max(0.0, 0.3 - spent))
    print(f"{what}: {answered}, {spent:.2f} s; other client {waits(taken)}", flush=True)


def waits(taken: Taken) -> str:
    """How long a client waited, and what it computed itself in its longest wait."""
    if not taken:
        return "had no answer"
    longest, computed = max(taken)
    middle = median(each for each, _ in taken)
    return f"{middle:.1f} ms, at most {longest:.1f} ms, {computed:.1f} ms of it CPU of its own; {len(taken)} searches"


def files(folder: Path, megabytes: int) -> dict[str, Path]:
    """The bad files, made in `folder`."""
    names = ". ".join(f"Mr John Smith{number}" for number in range(100_000))
    texts = {
        f"{megabytes} MB of one word": "word " * (megabytes * 200_000),
        "100,000 names": names,
        "a word of a million characters": "x" * 1_000_000,
    }
    made = {}
    for number, (what, text) in enumerate(texts.items()):
        made[what] = folder / f"bad{number}.txt"
        made[what].write_text(text, encoding="utf-8")
    return made


def main() -> None:
    """Prints a line for each input."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--bound", type=float, default=300, help="seconds that an input may take (%(default)s)")
    given = parser.parse_args()
    commands.end_in_order()
    archive = Archive.open(given.archive)
    requests = [*REQUESTS.items(), *cursors(archive)]
    archive.close()
    for what, asked in requests:
        report(what, given.archive, put(given.archive, asked, given.bound), given.bound)
    with tempfile.TemporaryDirectory() as folder:
        for what, path in files(Path(folder), given.megabytes).items():
            report(what, given.archive, partial(add, given.archive, path, given.bound), given.bound)


if __name__ == "__main__":
    main()
