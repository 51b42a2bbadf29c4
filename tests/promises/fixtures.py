"""What the promises are held to: an engine that is empty, and one with the documents of the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import discard, open_engine
from search.engines.base import Engine
from tests.promises.library import DOCUMENTS


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Iterator[Engine]:
    """Empty, and open for writing, in the folder `tmp_path / "index"`."""
    opened = open_engine(name, tmp_path / "index", writing=True)
    yield opened
    opened.close()
    discard(name, tmp_path / "index")


@pytest.fixture(scope="session")
def library(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Open for reading, with the documents of promises/library.py in several pieces."""
    folder = tmp_path_factory.mktemp(name)
    writer = open_engine(name, folder, writing=True)
    for start in range(0, len(DOCUMENTS), 4):
        writer.add(DOCUMENTS[start : start + 4])
        writer.commit()
    writer.close()
    reader = open_engine(name, folder)
    yield reader
    reader.close()
    discard(name, folder)
