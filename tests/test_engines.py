"""Every engine of this machine, found by folder, against the conformance suite; test_opensearch.py has the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import engines, open_engine
from search.engines.base import Engine
from search.errors import BadParameter
from tests.conformance import *  # noqa: F403 - the promises, one test each
from tests.promises.folder import *  # noqa: F403 - and those of an engine in a folder
from tests.promises.library import DOCUMENTS

LOCAL = [name for name in engines() if name != "opensearch"]


@pytest.fixture(params=LOCAL, scope="session")
def name(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(name, tmp_path / "index", writing=True)
    yield opened
    opened.close()


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


def test_the_default_and_the_pure_python_engine_are_there() -> None:
    assert {"tantivy", "whoosh"} <= set(engines())


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="lucene"):
        open_engine("lucene", tmp_path)
