"""One cluster for all tests of this folder, which run only where DIWAN_TEST_CLUSTER says how many nodes it has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import discard, open_engine
from search.engines.base import Engine
from tests.cluster.nodes import Nodes
from tests.promises.library import DOCUMENTS

collect_ignore_glob = [] if os.environ.get("DIWAN_TEST_CLUSTER") else ["test_*.py"]


@pytest.fixture(scope="session", autouse=True)
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    cluster = Nodes(tmp_path_factory.mktemp("nodes"), int(os.environ["DIWAN_TEST_CLUSTER"]))
    try:
        cluster.start()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DIWAN_OPENSEARCH_URL", ",".join(cluster.urls))
            patch.setenv("DIWAN_OPENSEARCH_TIMEOUT", "60")
            yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def name() -> str:
    return "opensearch"


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(name, tmp_path / "index", writing=True)
    yield opened
    opened.close()
    discard(name, tmp_path / "index")


@pytest.fixture(scope="session")
def library(name: str, nodes: Nodes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
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
