"""How soon a server answers after its start, and how soon it finds what another process adds to its archive."""

from __future__ import annotations

import http.client
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import SystemRandom

from evaluation.serving import ROOT, free_port, get, serve, stop
from evaluation.speed.made import as_ready
from evaluation.speed.texts import Texts
from indexer import runs
from indexer.readers import Options
from search.archive import Archive
from search.errors import NoSuch
from search.query import parse
from search.store import Store

#: Documents of one addition.
ADDED = 100
_PATIENCE = 120
_OPTIONS = Options(entities=False)


@dataclass(frozen=True, slots=True)
class Fresh:
    """Seconds: `first`, of a server from its start as a process to its first answer with facets; `opened`, of an
    archive from being opened to its first answer, in a process that has loaded its modules.

    `added`: from the start of adding 100 documents in a running process until the server has all; `command`: the same
    from the start of the command.
    """

    first: float
    opened: float
    added: float
    command: float


def measure(archive: Path, texts: Texts, home: Path) -> Fresh:
    """Starts a server over the archive, adds twice, and takes out again what it added, however it ends."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_beside, args=(archive, texts, theirs))
    process.start()
    theirs.close()
    with taken_out(archive) as (one, other):
        try:
            opened = float(ours.recv())
            port = free_port()
            began = time.perf_counter()
            server = serve(archive, port, workers=1)
            try:
                connection = _answering(port)
                first = time.perf_counter() - began
                ours.send(_written(texts, home / one))
                added = _until(connection, one, time.perf_counter())
                ours.recv()
                by_command = _by_command(archive, _written(texts, home / other), connection)
            finally:
                stop(server)
        finally:
            process.terminate()
            process.join()
    return Fresh(first, opened, added, by_command)


@contextmanager
def taken_out(archive: Path) -> Iterator[tuple[str, str]]:
    """Two words that are in no text and name no folder; at the end what folders so named gave is taken out again."""
    names = ["zzq" + "".join(SystemRandom().choices(string.ascii_lowercase, k=12)) + "q" for _ in range(2)]
    try:
        yield names[0], names[1]
    finally:
        for name in names:
            with suppress(NoSuch):  # broken off before it was added
                runs.remove(Store.open(archive), [name])


def _by_command(archive: Path, folder: Path, connection: http.client.HTTPConnection) -> float:
    """Seconds from the start of a command that adds a folder until the server finds all of it."""
    command = [sys.executable, "-m", "indexer", "--archive", str(archive), "add", "--quiet", "--no-entities"]
    began = time.perf_counter()
    running = subprocess.Popen([*command, "--no-relink", str(folder)], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        found = _until(connection, folder.name, began)
        running.wait(_PATIENCE)
    finally:
        running.kill()
        running.wait()
    return found


def _beside(archive: Path, texts: Texts, orders: Connection) -> None:
    """Another process: opens the archive; adds a folder when told to."""
    parse({"q": ["a"]})
    began = time.perf_counter()
    opened = Archive.open(archive)
    opened.search(parse({"q": [""]}))
    orders.send(time.perf_counter() - began)
    opened.close()
    as_ready(texts.text(0))  # loads what analysis needs
    folder = orders.recv()
    runs.add(Store.open(archive), [folder], jobs=1, options=_OPTIONS, naming=False)
    orders.send("done")


def _written(texts: Texts, folder: Path) -> Path:
    """Articles with the folder's name as a word that no other has."""
    folder.mkdir()
    first = SystemRandom().randrange(10**9, 10**12)
    for number in range(first, first + ADDED):
        text = texts.text(number)
        # Within a long line: a short one that all of a folder share would be cut as furniture.
        body = f"{text.title}\n\n{folder.name} {text.body}"
        (folder / f"{number}.txt").write_text(body, encoding="utf-8")
    return folder


def _answering(port: int) -> http.client.HTTPConnection:
    """A connection to a server that has answered."""
    for _ in _attempts():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        with suppress(OSError, http.client.HTTPException):
            get(connection, {"q": [""]})
            return connection
    raise TimeoutError(f"no answer on port {port}")


def _until(connection: http.client.HTTPConnection, word: str, began: float) -> float:
    """Seconds from `began` until the server finds all that was added."""
    for _ in _attempts():
        if get(connection, {"q": [word], "size": ["1"]})["total"] >= ADDED:
            return time.perf_counter() - began
    raise TimeoutError("what was added is not found")


def _attempts() -> Iterator[None]:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        yield
        time.sleep(0.01)
