"""Every engine of this machine, found by folder, against the conformance suite; test_opensearch.py has the other."""

from pathlib import Path

import pytest

from search.engines import engines, open_engine
from search.errors import BadParameter
from tests.conformance import *  # noqa: F403 - the promises, one test each
from tests.promises.folder import *  # noqa: F403 - and those of an engine in a folder

LOCAL = [name for name in engines() if name != "opensearch"]


@pytest.fixture(params=LOCAL, scope="session")
def name(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


def test_the_default_and_the_pure_python_engine_are_there() -> None:
    assert {"tantivy", "whoosh"} <= set(engines())


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="lucene"):
        open_engine("lucene", tmp_path)
