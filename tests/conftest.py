"""What several test files share: the archive of the seeds, and a client of the web application over it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer import runs
from search.database import Tables, Where
from search.store import Store
from tests.postgres import Postgres, program

SEEDS = Path(__file__).parent.parent / "seeds"
TODAY = date(2026, 11, 21)

Ask = Callable[..., dict[str, Any]]
#: Where the database of a name is kept.
Kept = Callable[[str], Where]


def make_archive(folder: Path, *paths: Path) -> Path:
    """An archive in `folder` of these files and folders."""
    runs.add(Store.create(folder), paths)
    return folder


def one_by_one(folder: Path, texts: Sequence[tuple[str, str]], order: Iterable[int], naming: bool = False) -> Store:
    """An archive in a new folder of texts, each with its language, that came in this order; a number is a text's id."""
    folder.mkdir()
    store = Store.create(folder / "archive")
    for number in order:
        language, body = texts[number]
        path = folder / f"{number}.jsonl"
        path.write_bytes(orjson.dumps({"id": str(number), "title": "", "body": body, "language": language}))
        runs.add(store, [path], naming=naming)
    return store


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of the five seeds; nobody writes to it."""
    return make_archive(tmp_path_factory.mktemp("seeds") / "archive", SEEDS)


@pytest.fixture(scope="session")
def client(seeds: Path) -> FlaskClient:
    """A client of the web application over the seeds."""
    return create_app({"DIWAN_ARCHIVE": seeds, "TESTING": True}).test_client()


@pytest.fixture(scope="session")
def ask(client: FlaskClient) -> Ask:
    """Asks the JSON endpoint; underscores behind a parameter's name are taken off (`from_`)."""

    def get(q: str = "", **parameters: str | list[str]) -> dict[str, Any]:
        named = {name.rstrip("_"): value for name, value in parameters.items()}
        answer = client.get("/api/search", query_string={"q": q, **named})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    return get


def numbers(answer: dict[str, Any]) -> list[str]:
    """The first three digits of each seed found, sorted."""
    return sorted(hit["source"].rpartition("/")[2][:3] for hit in answer["hits"])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A PostgreSQL server; Debian's package `postgresql` has the programs."""
    if not program("initdb") and not os.environ.get("CI"):
        pytest.skip("A REGISTER IN POSTGRESQL IS NOT TESTED: there is no initdb here (Debian: apt install postgresql)")
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres(postgres_server: Postgres) -> Iterator[Postgres]:
    """The server, without any tables."""
    yield postgres_server
    postgres_server.empty()


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """Databases of this test, in files and on a server."""
    if request.param == "sqlite":
        return lambda name: tmp_path / f"{name}.sqlite"
    url = request.getfixturevalue("postgres").url
    return lambda name: Tables(url, f"test-{name}", "here")
