"""What is measured: Diwan's archive on either engine, and over HTTP. The others are in files of their own."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from evaluation.serving import connect, free_port, get, serve, stop
from evaluation.speed import processes
from evaluation.speed.asked import Asked
from indexer.pipeline import Indexer
from indexer.work import Done, Part, Ready
from search.archive import Archive
from search.query import parse
from search.store import MANIFEST, Store


class Contender(Protocol):
    """Somebody who is asked the same searches: ten hits, the total, languages, years and twenty entities.

    `begin`, `add` and `finish` are called in a process of their own; what they made is in `folder`.
    """

    name: str
    folder: Path

    def begin(self) -> None:
        """Opens the index for adding; makes it where there is none."""

    def add(self, batch: Sequence[Ready]) -> None:
        """Indexes documents."""

    def finish(self) -> None:
        """What was added is there for good."""

    def open(self) -> None:
        """Opens the index for searching."""

    def ask(self, asked: Asked) -> int:
        """Searches; the total."""
        ...

    def clock(self) -> float:
        """Seconds of CPU spent so far, by whatever process searches."""
        ...

    def close(self) -> None:
        """Lets go of everything."""


class Diwan:
    """Diwan through `Archive.search`: query parsed, hits with snippets and entities, facets with labels."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.name = f"Diwan ({engine})"
        self.folder = folder
        self._engine = engine

    def begin(self) -> None:
        """See Contender."""
        here = (self.folder / MANIFEST).exists()
        self._indexer = Indexer(Store.open(self.folder) if here else Store.create(self.folder, self._engine))

    def add(self, batch: Sequence[Ready]) -> None:
        """See Contender."""
        source = f"made/{batch[0].entry.document.id}"
        self._indexer.take(Part(source, tuple(batch), ()))
        self._indexer.take(Done(source, Path(source), 1, 0, 0, ""))

    def finish(self) -> None:
        """See Contender."""
        with self._indexer:
            self._indexer.settle_index()

    def open(self) -> None:
        """See Contender."""
        self._archive = Archive.open(self.folder)

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        return self._archive.search(parse(asked.parameters)).total

    def clock(self) -> float:
        """See Contender."""
        return time.process_time()

    def close(self) -> None:
        """See Contender."""
        self._archive.close()


class Served(Diwan):
    """The same archive as Diwan's, over HTTP, by the server that `app.py` runs, in one process."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "tantivy")
        self.name = "Diwan over HTTP"

    def open(self) -> None:
        """See Contender."""
        port = free_port()
        self._server = serve(self.folder, port, workers=1)
        self._connection = connect(port)
        self._processes = processes.family(self._server.pid)

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        try:
            return int(get(self._connection, asked.parameters)["total"])
        except http.client.RemoteDisconnected:  # while others had their turn; a new connection follows by itself
            return int(get(self._connection, asked.parameters)["total"])

    def clock(self) -> float:
        """See Contender."""
        return processes.cpu(self._processes)

    def memory(self) -> int:
        """Private bytes of all its processes."""
        return processes.private(self._processes)

    def close(self) -> None:
        """See Contender."""
        self._connection.close()
        stop(self._server)
