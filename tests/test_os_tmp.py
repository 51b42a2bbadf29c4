import os
from pathlib import Path
from collections.abc import Iterator
import pytest
from search.engines import open_engine
from search.engines.base import Engine
from tests.conformance import *
from tests.promises.library import DOCUMENTS

@pytest.fixture(scope="session")
def name() -> str:
    return "opensearch"

@pytest.fixture
def engine(name: str, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(name, tmp_path / "index", writing=True)
    yield opened
    opened.close()
    from search.engines.opensearch_ import discard
    discard(tmp_path / "index")

@pytest.fixture(scope="session")
def library(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp(name)
    writer = open_engine(name, folder, writing=True)
    for start in range(0, len(DOCUMENTS), 4):
        writer.add(DOCUMENTS[start : start + 4])
        writer.commit()
    writer.close()
    reader = open_engine(name, folder)
    yield reader
    reader.close()
