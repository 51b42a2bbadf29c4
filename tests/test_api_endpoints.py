"""What all endpoints for scripts share: unknown parameters named with the nearest known, ETags, 304, compression."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer import runs
from search.archive import Archive
from tests.conftest import SEEDS, make_archive
from web import endpoints

URLS = ["/api/search?q=taliban", "/api/facets/language", "/api/entities?q=ru", "/api/entities/place:ru"]


@pytest.mark.parametrize(
    ("url", "nearest"),
    [
        ("/api/search?langauge=fa", "language"),
        ("/api/search?page=2", "size"),
        ("/api/entities?query=x", "q"),
        ("/api/analyze?txt=x", "text"),
        ("/api/documents/x?u1=en", "ui"),
        ("/api/facets/date?ofset=3", "offset"),
    ],
)
def test_an_unknown_parameter_is_answered_with_those_that_are_known(
    url: str, nearest: str, client: FlaskClient
) -> None:
    answer = client.get(url)
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (400, "bad-parameter")
    assert nearest in error["hint"]


@pytest.mark.parametrize(("typed", "meant"), [("langauge", "language"), ("entty", "entity"), ("From", "from")])
def test_the_nearest_parameter_is_proposed(typed: str, meant: str, client: FlaskClient) -> None:
    hint = client.get("/api/search", query_string={typed: "x"}).get_json()["error"]["hint"]
    assert f"Perhaps {meant} is meant." in hint


@pytest.mark.parametrize("url", URLS)
def test_an_answer_that_is_known_is_not_searched_again(
    url: str, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get(url).headers["ETag"]

    def searched(*_: object) -> None:
        raise AssertionError("searched")

    for name in ("search", "facet", "entities", "entity"):
        monkeypatch.setattr(Archive, name, searched)
    answer = client.get(url, headers={"If-None-Match": f'"other", {tag}'})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag


@pytest.mark.parametrize("url", URLS)
def test_an_answer_that_was_given_lately_is_not_worked_out_again(
    url: str, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(url)

    def searched(*_: object) -> None:
        raise AssertionError("searched")

    for name in ("search", "facet", "entities", "entity", "document"):
        monkeypatch.setattr(Archive, name, searched)
    second = client.get(url)
    assert (second.data, second.mimetype, second.headers["ETag"]) == (first.data, first.mimetype, first.headers["ETag"])


def test_an_answer_is_kept_for_the_address_it_was_asked_at(client: FlaskClient) -> None:
    kept = client.application.extensions["answers"]
    before = len(kept)
    for base in ("http://localhost/", "http://localhost/below/", "http://127.0.0.1/"):
        client.get("/api/search?size=1&q=address", base_url=base)
    assert len(kept) == before + 3


def test_a_large_answer_and_an_error_are_not_kept(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "LARGEST", 10)
    kept = client.application.extensions["answers"]
    before = len(kept)
    client.get("/api/search?q=large")
    client.get("/api/search?size=none")
    assert len(kept) == before


@pytest.mark.parametrize("url", URLS)
def test_another_question_has_another_tag(url: str, client: FlaskClient) -> None:
    other = url + ("&" if "?" in url else "?") + "ui=fa"
    assert client.get(other).headers["ETag"] != client.get(url).headers["ETag"]


def test_a_commit_changes_the_tag(tmp_path: Path) -> None:
    one, two = sorted(SEEDS.glob("*.txt"))[:2]
    folder = make_archive(tmp_path / "archive", one)
    client = create_app({"DIWAN_ARCHIVE": folder, "TESTING": True}).test_client()
    tag = client.get("/api/search").headers["ETag"]
    assert client.get("/api/search", headers={"If-None-Match": tag}).status_code == 304
    archive = Archive.open(folder)
    runs.add(archive.store, [two])
    archive.close()
    answer = client.get("/api/search", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.get_json()["total"]) == (200, 2)


def test_a_page_with_secret_tokens_is_not_compressed(client: FlaskClient) -> None:
    for address in ("/?q=river", "/sign-in"):
        page = client.get(address, headers={"Accept-Encoding": "zstd, br, gzip"})
        assert len(page.data) > 1000
        assert "Content-Encoding" not in page.headers


def test_an_answer_is_compressed_for_who_takes_it(client: FlaskClient) -> None:
    plain = client.get("/api/search")
    packed = client.get("/api/search", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert gzip.decompress(packed.data).startswith(b'{"query":')
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"] == plain.headers["ETag"]
