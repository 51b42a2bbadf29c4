"""One cluster for all tests of this folder, which run only where DIWAN_TEST_CLUSTER says how many nodes it has."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.cluster.nodes import Nodes
from tests.promises.fixtures import engine, library

__all__ = ["engine", "library"]

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
