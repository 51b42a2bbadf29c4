"""Every engine, found by folder, against the conformance suite: an engine adds its name by being there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import engines, open_engine
from search.engines.base import Engine
from tests.conformance import *  # noqa: F403 - the promises, one test each


@pytest.fixture(params=engines())
def name(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(name, tmp_path / "index", writing=True)
    yield opened
    opened.close()
