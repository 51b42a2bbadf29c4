"""Clients against a server while an indexer adds: python -m evaluation.load --clients 16 --seconds 60 --seed 1.

The archive, a copy of one that is there (`--archive`) or of made-up articles, is searched by clients; meanwhile
articles are added, as many as `--rate` asks for, each time by an indexer of its own; made-up ones are rebuilt once.
Promises: no request fails; no client ever sees fewer documents than it saw before; what was added is found by the
server as soon as the indexer has ended. The clients share the machine with the server, and ask again at once unless
`--pause` says how long they read. Memory is what the server's processes hold that is no file's, from the second
quarter of the time on.
"""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.serving import ROOT, connect, free_port, get, serve
from evaluation.speed import processes
from evaluation.speed.asked import Asked, Words, searches
from evaluation.speed.kept import Kept
from evaluation.speed.results import percentile
from evaluation.speed.texts import Texts

#: Documents added a second.
RATE = 100
#: Of so many searches of a client, one is followed by a look at how many documents there are.
LOOKS = 4


@dataclass
class Load:
    """An archive and its server; what the clients met."""

    home: Path
    texts: Texts
    port: int = field(default_factory=free_port)
    documents: int = 0
    pause: float = 0
    memory: list[int] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def archive(self) -> Path:
        """The archive that is served."""
        return self.home / "archive"

    def run(self, *arguments: str) -> float:
        """Runs the indexer; how many seconds. Raises RuntimeError when it fails."""
        began = time.monotonic()
        command = [sys.executable, "-m", "indexer", "--archive", str(self.archive), *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
        return time.monotonic() - began

    def add(self, count: int) -> float:
        """Adds so many articles; how many seconds the indexer took."""
        folder = self.home / f"articles{self.documents}"
        folder.mkdir()
        for number in range(self.documents, self.documents + count):
            text = self.texts.text(number)
            (folder / f"{number}.txt").write_text(f"{text.title}\n\n{text.body}", encoding="utf-8")
        self.documents += count
        return self.run("add", "--no-entities", "--quiet", str(folder))

    def client(self, asked: list[Asked], seed: int) -> None:
        """Searches until it is over."""
        chance = random.Random(seed)
        connection = connect(self.port)
        most = 0
        while not self.over.is_set():
            search = chance.choice(asked)
            began = time.perf_counter()
            try:
                get(connection, search.parameters)
                self.walls.append(time.perf_counter() - began)
                time.sleep(chance.uniform(0, 2 * self.pause))
                if most and chance.randrange(LOOKS):
                    continue
                total = int(get(connection, {"q": [""], "size": ["1"]})["total"])
            except (OSError, RuntimeError, http.client.HTTPException) as error:
                self.failures.append(f"{search.parameters}: {error!r}")
                connection = connect(self.port)
                continue
            if total < most:
                self.failures.append(f"{total} documents after {most}")
            most = max(most, total)
        connection.close()

    def found(self) -> int:
        """How many documents the server says there are."""
        connection = connect(self.port)
        total = int(get(connection, {"q": [""], "size": ["1"]})["total"])
        connection.close()
        return total


Told = tuple[Load, list[str]]


def measure(load: Load, words: Words, clients: int, seconds: float, seed: int, rate: int, anew: bool) -> list[str]:
    """Searches for so long while documents are added and, if wanted, made `anew`; what was done, line by line."""
    server = serve(load.archive, load.port, workers=2)
    told = []
    try:
        connect(load.port).close()
        asked = searches(words, load.documents, 8, seed)
        threads = [threading.Thread(target=load.client, args=(asked, seed + n)) for n in range(clients)]
        for thread in threads:
            thread.start()
        began, begun = time.monotonic(), load.documents
        if anew:
            took = load.run("rebuild", "--quiet")
            told.append(f"rebuilt {load.documents} documents in {took:.1f} s")
        while load.documents == begun or time.monotonic() - began < seconds:
            due = int(rate * (time.monotonic() - began + 1)) - (load.documents - begun)
            took = load.add(max(1, due))
            seen = load.found()
            if seen != load.documents:
                load.failures.append(f"{seen} documents found after the indexer ended, not {load.documents}")
            told.append(f"{max(1, due)} documents added in {took:.1f} s, found at once")
            if time.monotonic() - began > seconds / 4:
                load.memory.append(processes.anonymous(processes.family(server.pid)))
        told.append(f"{(load.documents - begun) / (time.monotonic() - began):.0f} documents added a second")
        load.over.set()
        for thread in threads:
            thread.join()
    finally:
        load.over.set()
        server.terminate()
        server.wait()
    return told


def run(clients: int, seconds: float, documents: int, seed: int, texts: Texts, rate: int) -> Told:
    """Makes the archive, then measures."""
    with tempfile.TemporaryDirectory() as home:
        load = Load(Path(home), texts)
        load.add(documents)
        return load, measure(load, texts, clients, seconds, seed, rate, anew=True)


def run_on(archive: Path, clients: int, seconds: float, seed: int, texts: Texts, rate: int, pause: float) -> Told:
    """Copies an archive that is there, then measures."""
    with tempfile.TemporaryDirectory() as home:
        kept = Kept(archive)
        load = Load(Path(home), texts, documents=kept.documents, pause=pause)
        shutil.copytree(archive, load.archive)
        return load, measure(load, kept, clients, seconds, seed, rate, anew=False)


def main() -> int:
    """Prints what was done, the times of the requests, every failure; the status is 1 where there was one."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.load", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds", help="texts whose words are used")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--documents", type=int, default=2_000, help="in the archive to begin with (%(default)s)")
    parser.add_argument("--archive", type=Path, help="one that is there, of which a copy is searched and added to")
    parser.add_argument("--rate", type=int, default=RATE, help="documents added a second (%(default)s)")
    parser.add_argument("--pause", type=float, default=0, help="seconds that a client reads an answer, on average")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    texts, common = Texts(given.folder, given.seed), (given.clients, given.seconds)
    if given.archive:
        load, told = run_on(given.archive, *common, given.seed, texts, given.rate, given.pause)
    else:
        load, told = run(*common, given.documents, given.seed, texts, given.rate)
    print("\n".join(told))
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    times = ", ".join(f"{name} {percentile(load.walls, share) * 1e3:.1f} ms" for name, share in shares.items())
    print(f"{len(load.walls)} searches by {given.clients} clients: {times}; {len(load.failures)} failures")
    if load.memory:
        print(f"the server held {min(load.memory) / 1e6:.0f} to {max(load.memory) / 1e6:.0f} MB")
    for failure in load.failures[:20]:
        print(failure)
    return 1 if load.failures else 0


if __name__ == "__main__":
    sys.exit(main())
