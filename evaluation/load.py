"""Clients against a server while an indexer adds: python -m evaluation.load --clients 16 --seconds 60 --seed 1.

The archive, a copy of one that is there (`--archive`) or of made-up articles, is searched by clients; meanwhile
articles are added, as many as `--rate` asks for, each time by an indexer of its own (without entities, and without
settling names); made-up ones are rebuilt once. Where indexing is slower than `--rate`, as many are added as it can.
Promises: no request fails; no client ever sees fewer documents than it saw before; a request that is sent after the
indexer has ended counts all that it added. The clients share the machine with the server, draw from 96 searches (a
server keeps the last answers until a commit), and ask again at once unless `--pause` says how long they read; then
they come one after the other too. The server has answered each search once before they come, as one that runs has;
with `--cold` they come as it starts. Memory is what the server's processes hold that is no file's, from the second
quarter of the time on. It ends when the indexer that is at work after `--seconds` has ended.
"""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from evaluation import commands
from evaluation.serving import ROOT, connect, free_port, get, serve, stop
from evaluation.speed import processes
from evaluation.speed.asked import Asked, Words, searches
from evaluation.speed.kept import Kept
from evaluation.speed.results import percentile
from evaluation.speed.texts import Texts

#: Documents added a second.
RATE = 100
#: At most so many seconds' worth of documents are added at a time, so that a slow indexer cannot make it endless.
AT_ONCE = 10
#: Of so many searches of a client, one is followed by a look at how many documents there are.
LOOKS = 4
#: Seconds after which a run of the indexer is ended, and those it may take for a document; a client has no more either.
BOUND, EACH = 600, 0.2
#: Seconds after which a client that reads lets go of its connection: a server ends one that is idle for ten.
IDLE = 5

Tell = Callable[[str], None]


@dataclass
class Load:
    """An archive and its server; what the clients met."""

    home: Path
    texts: Texts
    tell: Tell
    port: int = field(default_factory=free_port)
    documents: int = 0
    pause: float = 0
    cold: bool = False
    memory: list[int] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def archive(self) -> Path:
        """The archive that is served."""
        return self.home / "archive"

    def run(self, documents: int, *arguments: str) -> float:
        """Runs the indexer on so many; how many seconds. Raises RuntimeError when it fails or takes too long."""
        began = time.monotonic()
        ended = commands.index(self.archive, arguments, BOUND + documents * EACH)
        if ended.status:
            raise RuntimeError(f"{arguments}: {ended.told}")
        return time.monotonic() - began

    def write(self, count: int) -> None:
        """Writes the next articles, so that making them up takes nothing from the clients when they are added."""
        for number in range(self.documents, self.documents + count):
            path = self._waiting(number)
            path.parent.mkdir(exist_ok=True)
            text = self.texts.text(number)
            path.write_text(f"{text.title}\n\n{text.body}", encoding="utf-8")

    def _waiting(self, number: int) -> Path:
        return self.home / "waiting" / f"{number}.txt"

    def add(self, count: int) -> float:
        """Adds so many articles; how many seconds the indexer took."""
        folder = self.home / f"articles{self.documents}"
        folder.mkdir()
        if not self._waiting(self.documents + count - 1).exists():
            self.write(count)
        for number in range(self.documents, self.documents + count):
            self._waiting(number).rename(folder / f"{number}.txt")
        self.documents += count
        return self.run(count, "add", "--no-entities", "--no-relink", "--quiet", str(folder))

    def client(self, asked: list[Asked], seed: int) -> None:
        """Searches until it is over."""
        chance = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        reached, most = False, 0
        self.over.wait(chance.uniform(0, 2 * self.pause))
        while not self.over.is_set():
            search = chance.choice(asked)
            try:
                if not reached:
                    connection.close()
                    connection, reached = connect(self.port), True
                began = time.perf_counter()
                get(connection, search.parameters)
                self.walls.append(time.perf_counter() - began)
                reads = chance.uniform(0, 2 * self.pause)
                self.over.wait(reads)
                if reads > IDLE:
                    connection.close()
                if most and chance.randrange(LOOKS):
                    continue
                total = counted(connection)
            except (OSError, RuntimeError, http.client.HTTPException) as error:
                self.failures.append(f"{search.parameters}: {error!r}")
                reached = False
                continue
            if total < most:
                self.failures.append(f"{total} documents after {most}")
            most = max(most, total)
        connection.close()

    def look(self) -> str:
        """Asks the server how many documents there are; how long that took. A wrong answer is a failure."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=BOUND)
        began = time.monotonic()
        seen = counted(connection)
        took = time.monotonic() - began
        connection.close()
        if seen != self.documents:
            self.failures.append(f"a request after the indexer ended counted {seen} documents, not {self.documents}")
        return f"a request after its end counted {seen:,} documents, in {took:.2f} s"


def counted(connection: http.client.HTTPConnection) -> int:
    """How many documents the server says there are."""
    return int(get(connection, {"q": [""], "size": ["1"]})["total"])


def measure(load: Load, words: Words, clients: int, seconds: float, seed: int, rate: int, anew: bool) -> None:
    """Searches for so long while documents are added and, if wanted, made `anew`; tells what was done."""
    ahead = int(rate * (seconds + 1))
    load.tell(f"{load.documents:,} documents; writing {ahead:,} more, to be added")
    load.write(ahead)
    server = serve(load.archive, load.port, workers=2)
    try:
        asked = searches(words, load.documents, 8, seed)
        connection = connect(load.port)
        for search in () if load.cold else asked:
            get(connection, search.parameters)
        connection.close()
        ask = [partial(load.client, asked, seed + number) for number in range(clients)]
        # A client whose answer never comes does not keep this program from ending.
        threads = [threading.Thread(target=work, daemon=True) for work in ask]
        for thread in threads:
            thread.start()
        began, worked = time.monotonic(), time.process_time()
        try:
            _work(load, server.pid, seconds, rate, anew)
        except (OSError, RuntimeError, http.client.HTTPException) as error:
            load.failures.append(repr(error))
        load.over.set()
        _join(threads, load)
        took, spent = time.monotonic() - began, time.process_time() - worked
        load.tell(f"{len(load.walls) / took:.1f} searches a second in {took:.0f} s; the clients took {spent:.0f} s CPU")
    finally:
        load.over.set()
        stop(server)


def _work(load: Load, server: int, seconds: float, rate: int, anew: bool) -> None:
    """Adds, and looks whether it is found. Raises RuntimeError, OSError where the indexer or the server fails."""
    began, begun = time.monotonic(), load.documents
    if anew:
        took = load.run(load.documents, "rebuild", "--quiet")
        load.tell(f"rebuilt {load.documents} documents in {took:.1f} s")
    while load.documents == begun or time.monotonic() - began < seconds:
        due = int(rate * (time.monotonic() - began + 1)) - (load.documents - begun)
        few = min(max(1, due), AT_ONCE * rate)
        took = load.add(few)
        passed = time.monotonic() - began
        load.tell(f"{passed:.0f} s: {few} documents added in {took:.1f} s; {load.look()}; {len(load.walls)} searches")
        if passed > seconds / 4:
            load.memory.append(processes.anonymous(processes.family(server)))
    added = (load.documents - begun) / (time.monotonic() - began)
    load.tell(f"{added:.1f} documents added a second, of the {rate} that were asked for")


def _join(threads: list[threading.Thread], load: Load) -> None:
    until = time.monotonic() + BOUND
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    if waiting := sum(thread.is_alive() for thread in threads):
        load.failures.append(f"{waiting} clients have had no answer for {BOUND} s")


def run(
    clients: int,
    seconds: float,
    documents: int,
    seed: int,
    texts: Texts,
    rate: int,
    pause: float = 0,
    tell: Tell = print,
    cold: bool = False,
    archive: Path | None = None,
) -> Load:
    """Makes an archive of so many documents, or copies one that is there, then measures."""
    with tempfile.TemporaryDirectory() as home:
        load = Load(Path(home), texts, tell, pause=pause, cold=cold)
        if archive is None:
            load.add(documents)
            measure(load, texts, clients, seconds, seed, rate, anew=True)
        else:
            kept = Kept(archive)
            load.documents = kept.documents
            shutil.copytree(archive, load.archive)
            measure(load, kept, clients, seconds, seed, rate, anew=False)
        return load


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
    parser.add_argument("--cold", action="store_true", help="clients come as the server starts")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    commands.end_in_order()
    tell: Tell = partial(print, flush=True)
    asked = (given.clients, given.seconds, given.documents, given.seed)
    texts = Texts(given.folder, given.seed)
    load = run(*asked, texts, given.rate, given.pause, tell, given.cold, given.archive)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99} if load.walls else {}
    times = ", ".join(f"{name} {percentile(load.walls, share) * 1e3:.1f} ms" for name, share in shares.items())
    print(f"{len(load.walls)} searches by {given.clients} clients: {times}; {len(load.failures)} failures")
    if load.memory:
        print(f"the server held {min(load.memory) / 1e6:.0f} to {max(load.memory) / 1e6:.0f} MB")
    for failure in load.failures[:20]:
        print(failure)
    return 1 if load.failures else 0


if __name__ == "__main__":
    sys.exit(main())
