"""Beside an article: its copies, folded and counted; what is on the same matter; the file it was read from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import make_archive
from tests.markup import Element, parse

STORY = (
    "Zamir Kabulov said in Moscow on Tuesday that the Taliban had agreed to new talks about the border. "
    "The embassy in Kabul confirmed that its staff would stay, and a second meeting is planned for the spring. "
)
RECORDS = [
    {"id": "first", "title": "Envoy speaks", "body": STORY, "site": "one.example"},
    {"id": "copy", "title": "Envoy speaks", "body": STORY, "site": "two.example"},
    {"id": "near", "title": "Envoy speaks again", "body": STORY + "By our own reporter.", "site": "three.example"},
    {
        "id": "persian",
        "title": "ضمیر کابلوف: طالبان گفتگو می‌کنند",
        "body": "ضمیر کابلوف در مسکو گفت که طالبان با گفتگوهای تازه موافقت کرده‌اند. سفارت روسیه در کابل چیزی نگفت.",
    },
    {"id": "apples", "title": "Apples", "body": "The harvest of apples was good this year, farmers of the valley say."},
    {"id": "grapes", "title": "Grapes", "body": "Rain came late and the grapes were small, but sweet as never before."},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for record in RECORDS:
        (tmp_path / f"{record['id']}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    files = [folder / f"{record['id']}.jsonl" for record in RECORDS]
    archive = make_archive(folder / "archive", *files)
    return create_app({"DIWAN_ARCHIVE": archive, "TESTING": True}).test_client()


def page(client: FlaskClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


def titles(tree: Element, heading: str) -> list[str]:
    """The titles listed under a heading of the margin."""
    margin = tree.one("aside", of="margin")
    headings = [child for child in margin.children if isinstance(child, Element)]
    at = next((number for number, child in enumerate(headings) if child.text().strip() == heading), None)
    return [] if at is None else [link.text() for link in headings[at + 1].all("a")]


def test_copies_fold_under_the_first_and_are_counted(client: FlaskClient) -> None:
    tree = page(client, "/?q=envoy&sort=oldest")
    (card,) = tree.all("article")
    assert tree.one("strong", role="status").text() == "3 articles"
    folded = card.one("details", of="copies")
    assert folded.one("summary").text() == "2 copies"
    links = {
        link.attributes["href"].split("?")[0] for link in card.all("a") if "/documents/" in link.attributes["href"]
    }
    assert links == {"/documents/first", "/documents/copy", "/documents/near"}
    assert "copies counted" in tree.one(of="summary").text()


def test_copies_beyond_the_page_are_told(client: FlaskClient) -> None:
    (card,) = page(client, "/?q=envoy&sort=oldest&size=2").all("article")
    assert card.one("summary").text() == "1 copy"
    assert card.one("p", of="copies").one("a").text() == "2 copies in the archive"
    (alone,) = page(client, "/?q=envoy&source=two.example").all("article")
    assert alone.one("p", of="copies").text().strip() == "2 copies in the archive"
    assert not list(page(client, "/?q=harvest").one("article").all("p", of="copies"))


def test_facets_count_copies(client: FlaskClient) -> None:
    tree = page(client, "/?q=envoy")
    line = next(line for line in tree.one("aside", of="facets").all("li") if line.text().split()[:1] == ["English"])
    assert line.one("span", of="n").text() == "3"


def test_a_copy_alone_on_a_page_names_the_first(client: FlaskClient) -> None:
    card = page(client, "/?q=envoy&source=two.example").one("article")
    assert not list(card.all("details"))
    (link,) = [link for link in card.one(of="meta").all("a") if link.text() == "a copy"]
    assert link.attributes["href"].startswith("/documents/first?")


@pytest.mark.parametrize(("of", "others"), [("first", {"copy", "near"}), ("near", {"first", "copy"})])
def test_a_document_lists_its_copies(of: str, others: set[str], client: FlaskClient) -> None:
    tree = page(client, f"/documents/{of}")
    margin = tree.one("aside", of="margin")
    listed = next(each for each in margin.all("ul", of="others"))
    assert "2 copies" in [heading.text() for heading in margin.all("h2")]
    assert {link.attributes["href"].rpartition("/")[2] for link in listed.all("a")} == others


def test_a_document_without_copies_lists_none(client: FlaskClient) -> None:
    assert "copies" not in page(client, "/documents/apples").one("aside", of="margin").text()


def test_the_same_matter_is_found_in_another_language_once(client: FlaskClient) -> None:
    assert titles(page(client, "/documents/persian"), "More like this") == ["Envoy speaks"]
    assert titles(page(client, "/documents/copy"), "More like this") == [RECORDS[3]["title"]]


def test_where_nothing_is_alike_nothing_is_shown(client: FlaskClient) -> None:
    assert "More like this" not in page(client, "/documents/apples").text()


def original(tree: Element) -> str | None:
    links = [link.attributes["href"] for link in tree.one("aside", of="margin").all("a")]
    return next((link for link in links if link.startswith("/original/")), None)


def test_the_original_is_a_download_and_never_a_page(client: FlaskClient, folder: Path) -> None:
    link = original(page(client, "/documents/apples"))
    assert link
    with client.get(link) as answer:
        content = answer.data
    assert content == (folder / "apples.jsonl").read_bytes()
    assert answer.headers["Content-Disposition"] == "attachment; filename=apples.jsonl"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize("name", [b"\xe6\xdb\xe5.txt", b"a\r\nb.txt"])
def test_an_original_of_any_name_is_given(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(STORY, encoding="utf-8")
    client = create_app({"DIWAN_ARCHIVE": make_archive(tmp_path / "archive", path)}).test_client()
    (hit,) = client.get("/api/search").get_json()["hits"]
    with client.get(f"/original/{hit['id']}") as answer:
        assert answer.data == STORY.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


def test_an_original_that_changed_is_not_given(client: FlaskClient, folder: Path) -> None:
    (folder / "apples.jsonl").write_text("other", encoding="utf-8")
    (folder / "grapes.jsonl").unlink()
    for name in ("apples", "grapes"):
        assert original(page(client, f"/documents/{name}")) is None
        assert client.get(f"/original/{name}").status_code == 404


def test_an_original_whose_content_changed_unseen_is_not_given(client: FlaskClient, folder: Path) -> None:
    path = folder / "apples.jsonl"
    was = path.stat()
    path.write_bytes(bytes(reversed(path.read_bytes())))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert client.get("/original/apples").status_code == 404


def test_an_original_is_for_the_owner_only(folder: Path, client: FlaskClient) -> None:
    public = create_app({"DIWAN_ARCHIVE": folder / "archive", "DIWAN_ACCESS": "public", "TESTING": True}).test_client()
    assert original(page(public, "/documents/apples")) is None
    assert public.get("/original/apples").status_code == 404
    assert client.get("/original/apples", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 403
