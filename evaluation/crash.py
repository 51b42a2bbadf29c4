"""Kills the indexer at random moments and looks at what is left: python -m evaluation.crash --kills 50 --seed 1.

Each round adds, merges, changes, removes or rebuilds, kills the process group with SIGKILL somewhere on the way, then
holds the archive to five promises: it opens; `verify` finds nothing; every document is whole, in its old state or its
new one; whatever the ledger acknowledges is in the index; and the same command, run again, ends in exactly the state
it was meant to reach.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from indexer.ledger import Ledger
from search.store import Store
from search.types import All

ROOT = Path(__file__).parent.parent
WORDS = ("river", "valley", "bridge", "snow", "road", "market", "school", "minister")

#: Document source -> its body.
State = dict[str, str]


@dataclass(slots=True)
class Crash:
    """A folder of articles, an archive of it, and what the archive should hold."""

    home: Path
    chance: random.Random
    documents: int = 400
    held: State = field(default_factory=dict)
    number: int = 0

    @property
    def articles(self) -> Path:
        """The folder that is indexed."""
        return self.home / "articles"

    def write(self, name: str) -> None:
        """A new text in the article `name`."""
        self.number += 1
        body = " ".join(self.chance.choices(WORDS, k=self.chance.randint(30, 300)))
        (self.articles / name).write_text(f"Title {self.number}\n\n{body}.\n")

    def meant(self) -> State:
        """What the archive holds once the folder is indexed."""
        return {f"articles/{path.name}": path.read_text() for path in self.articles.iterdir()}

    def found(self) -> State:
        """What the archive holds now, each document whole. Raises whatever opening or reading raises."""
        store = Store.open(self.home / "archive")
        with closing(store.engine()) as engine:
            problems = engine.verify()
            assert not problems, problems
            found = {document.source: document.body for document in engine.scan(All())}
        with closing(Ledger(store.ledger)) as ledger:
            known = [each.source for each in ledger.all() if Path(each.path).exists()]
        assert found.keys() >= set(known), f"acknowledged, and not there: {set(known) - found.keys()}"
        return found

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """An indexer in a process group of its own."""
        command = [sys.executable, "-m", "indexer", "--archive", str(self.home / "archive"), *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )


def add(crash: Crash) -> list[str]:
    """New articles."""
    for number in range(crash.documents // 4):
        crash.write(f"{crash.number:06}-{number}.txt")
    return ["add", "--jobs", "2", str(crash.articles)]


def merge(crash: Crash) -> list[str]:
    """New articles in many small commits, so that the engine merges segments on the way."""
    return [*add(crash), "--commit-every", "5"]


def change(crash: Crash) -> list[str]:
    """Other texts in articles that are there."""
    for path in crash.chance.sample(sorted(crash.articles.iterdir()), crash.documents // 4):
        crash.write(path.name)
    return ["add", "--jobs", "2", str(crash.articles)]


def remove(crash: Crash) -> list[str]:
    """Articles that are gone, taken out with --prune."""
    paths = sorted(crash.articles.iterdir())
    for path in crash.chance.sample(paths, max(0, len(paths) - crash.documents)):
        path.unlink()
    return ["add", "--prune", str(crash.articles)]


def rebuild(crash: Crash) -> list[str]:
    """The archive made anew."""
    return ["rebuild", "--jobs", "2"]


ACTIONS: tuple[Callable[[Crash], list[str]], ...] = (add, merge, change, remove, rebuild)


def one_kill(crash: Crash, longest: float) -> tuple[str, float]:
    """One round: the action, and after how many seconds the kill came. AssertionError where a promise broke."""
    action = crash.chance.choice(ACTIONS)
    arguments = action(crash)
    meant = crash.meant()
    process = crash.start(*arguments)
    delay = crash.chance.uniform(0.2, longest)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    left = crash.found()
    for source, body in left.items():
        assert body in (crash.held.get(source), meant.get(source)), f"{source} is neither as it was nor as it was to be"
    lost = [source for source in crash.held.keys() & meant.keys() if source not in left]
    assert not lost, f"lost: {lost[:5]}"
    assert crash.start(*arguments).wait() == 0, f"{arguments} fails after the kill"
    crash.held = crash.found()
    assert crash.held == meant, f"after {arguments} again, {len(crash.held)} documents of {len(meant)}"
    return action.__name__, delay


def run(kills: int, seed: int, documents: int, tell: Callable[[str], None]) -> int:
    """So many rounds; how many of them kept every promise."""
    with tempfile.TemporaryDirectory() as folder:
        crash = Crash(Path(folder), random.Random(seed), documents)
        crash.articles.mkdir()
        for number in range(documents):
            crash.write(f"{number:06}.txt")
        started = time.monotonic()
        assert crash.start("add", str(crash.articles)).wait() == 0
        longest = (time.monotonic() - started) * 1.2
        crash.held = crash.found()
        for number in range(1, kills + 1):
            action, delay = one_kill(crash, longest)
            tell(f"{number}/{kills} {action} killed after {delay:.2f} s: whole")
    return kills


def main() -> None:
    """Prints each round; ends with an error at the first promise that breaks."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=400)
    given = parser.parse_args()
    print(f"{run(given.kills, given.seed, given.documents, print)} of {given.kills} kills left a whole archive")


if __name__ == "__main__":
    main()
