"""What immense and forged input costs the others: `python -m evaluation.hostile ARCHIVE [--megabytes 50]`.

ARCHIVE is a copy that may be spoilt: documents are added to it. While each bad request is put to the archive in this
process, and while the indexer adds each bad file in one of its own, a second process, another client, searches the same
archive every twenty milliseconds. For each input a line: how it was answered (an error's code, or how many
matches and which notes), how long that took, and how long the other client waited at the median and at most, and how
much of that at most it computed itself: where a machine has other work, the rest says little of Diwan.
"""

from __future__ import annotations

import argparse
import base64
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from search import query
from search.archive import Archive
from search.errors import DiwanError

ROOT = Path(__file__).parent.parent
#: Searches until it is told to stop, then prints how long each took, in milliseconds of time and of CPU.
CLIENT = """
import select, sys, time
from search import query
from search.archive import Archive
archive = Archive.open(sys.argv[1])
taken = []
archive.search(query.parse({"q": ["russia"]}))
print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0.02)[0]:
    started, computed = time.perf_counter(), time.process_time()
    archive.search(query.parse({"q": ["russia"]}))
    taken.append([(time.perf_counter() - started) * 1000, (time.process_time() - computed) * 1000])
print(taken)
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


@contextmanager
def other_client(folder: Path) -> Iterator[list[tuple[float, float]]]:
    """Searches in a process of its own while the block runs; then the list holds what each took, of time and CPU."""
    taken: list[tuple[float, float]] = []
    pipe = subprocess.PIPE
    client = subprocess.Popen([sys.executable, "-c", CLIENT, str(folder)], stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    assert client.stdout is not None
    client.stdout.readline()
    yield taken
    told, _ = client.communicate("stop\n")
    taken += json.loads(told)


def ask(archive: Archive, given: dict[str, list[str]]) -> str:
    """How the archive answers."""
    try:
        found = archive.search(query.parse(given))
        return ", ".join([f"{found.total} matches", *(note.code for note in found.notes)])
    except DiwanError as error:
        return error.code


def cursors(archive: Archive) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Requests with the end of another search's page, and with that of a page of the same search long ago."""
    asked = {"q": ["russia"], "size": ["1"]}
    if following := archive.search(query.parse(asked)).next:
        yield "a foreign cursor", {"q": ["taliban"], "cursor": [following]}
        row = json.loads(base64.urlsafe_b64decode(following + "=" * (-len(following) % 4)))
        old = base64.urlsafe_b64encode(json.dumps(["0-00000000", *row[1:]]).encode()).decode().rstrip("=")
        yield "an old cursor", {**asked, "cursor": [old]}


def add(folder: Path, path: Path) -> str:
    """How the indexer answers: its exit status."""
    command = [sys.executable, "-m", "indexer", "--archive", str(folder), "add", str(path)]
    return f"exit status {subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode}"


def report(what: str, folder: Path, work: Callable[[], str]) -> None:
    """Does the work beside another client and prints the line."""
    with other_client(folder) as taken:
        started = time.perf_counter()
        answered = work()
        spent = time.perf_counter() - started
        time.sleep(max(0.0, 0.3 - spent))
    waited, computed = zip(*taken, strict=True)
    print(
        f"{what}: {answered}, {spent:.2f} s; other client {median(waited):.1f} ms, at most {max(waited):.1f} ms,"
        f" {max(computed):.1f} ms CPU",
        flush=True,
    )


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
    given = parser.parse_args()
    archive = Archive.open(given.archive)
    for what, asked in [*REQUESTS.items(), *cursors(archive)]:
        report(what, given.archive, lambda asked=asked: ask(archive, asked))  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        for what, path in files(Path(folder), given.megabytes).items():
            report(what, given.archive, lambda path=path: add(given.archive, path))  # type: ignore[misc]


if __name__ == "__main__":
    main()
