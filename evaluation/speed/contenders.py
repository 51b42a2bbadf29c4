"""What is measured: Diwan's archive on either engine, and over HTTP. The others are in files of their own."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from evaluation.serving import connect, free_port, get, serve
from evaluation.speed import processes
from evaluation.speed.asked import Asked
from indexer.pipeline import Indexer
from indexer.work import Done, Part, Ready
from search.archive import Archive
from search.query import parse
from search.store import Store


class Contender(Protocol):
    """Somebody who is asked the same searches: ten hits, the total, languages, years and twenty entities."""

    name: str

    def add(self, batch: Sequence[Ready]) -> None:
        """Indexes documents."""

    def ready(self) -> int:
        """All documents are there: commits, opens for searching; bytes on disk."""
        ...

    def ask(self, asked: Asked) -> int:
        """Searches; the total."""
        ...

    def cpu(self) -> float:
        """Seconds of CPU spent so far, by whatever process."""
        ...

    def close(self) -> None:
        """Lets go of everything."""


class Diwan:
    """Diwan through `Archive.search`: query parsed, hits with snippets and entities, facets with labels."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.name = f"Diwan ({engine})"
        self.folder = folder
        self._indexer = Indexer(Store.create(folder, engine))
        self._batches = 0

    def add(self, batch: Sequence[Ready]) -> None:
        """See Contender."""
        source = f"made/{self._batches}"
        self._batches += 1
        self._indexer.take(Part(source, tuple(batch), ()))
        self._indexer.take(Done(source, Path(source), 1, 0, 0, ""))

    def ready(self) -> int:
        """See Contender."""
        with self._indexer:
            pass
        self._archive = Archive.open(self.folder)
        return self._archive.info().bytes

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        return self._archive.search(parse(asked.parameters)).total

    def cpu(self) -> float:
        """See Contender."""
        return time.process_time()

    def close(self) -> None:
        """See Contender."""
        self._archive.close()


class Served:
    """The same archive as Diwan's, over HTTP, by the server that `app.py` runs, in one process."""

    name = "Diwan over HTTP"

    def __init__(self, archive: Path) -> None:
        self._archive = archive

    def add(self, batch: Sequence[Ready]) -> None:
        """The archive is another contender's."""

    def ready(self) -> int:
        """See Contender."""
        self.port = free_port()
        self._server = serve(self._archive, self.port, workers=1)
        self._connection = connect(self.port)
        self._processes = processes.family(self._server.pid)
        return 0

    def ask(self, asked: Asked) -> int:
        """See Contender."""
        try:
            return int(get(self._connection, asked.parameters)["total"])
        except http.client.RemoteDisconnected:  # while others had their turn; a new connection follows by itself
            return int(get(self._connection, asked.parameters)["total"])

    def cpu(self) -> float:
        """See Contender."""
        return processes.cpu(self._processes)

    def memory(self) -> int:
        """Private bytes of all its processes."""
        return processes.private(self._processes)

    def close(self) -> None:
        """See Contender."""
        self._connection.close()
        self._server.terminate()
        self._server.wait()
