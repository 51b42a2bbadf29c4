"""The page of a document tells how it was read: author, encoding, what was converted, in the reader's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import make_archive
from tests.made import page
from tests.markup import parse


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("pages")
    style = "<style>.story p {font-family: 'Kruti Dev 010'}</style>"
    sentence = "vkt ljdkj us dgk gS fd " * 5
    hindi = (
        f"<html><head>{style}</head><body><article><div class='x'><p>{sentence}</p><p>{sentence}</p></div></article>"
    )
    (folder / "hindi.html").write_text(hindi, encoding="utf-8")
    persian = page('<meta name="author" content="احمد">').replace("utf-8", "windows-1256")
    (folder / "persian.html").write_bytes(persian.replace("ی", "ي").replace("\u200c", "").encode("cp1256", "replace"))
    archive: Path = make_archive(folder / "archive", folder / "hindi.html", folder / "persian.html")
    return create_app({"DIWAN_ARCHIVE": archive, "TESTING": True}).test_client()


def metadata(client: FlaskClient, source: str, ui: str = "en") -> dict[str, str]:
    hits = client.get("/api/search").get_json()["hits"]
    identifier = next(hit["id"] for hit in hits if hit["source"].endswith(source))
    listed = parse(client.get(f"/documents/{identifier}?ui={ui}").text).one("dl")
    labels, values = ([each.text().strip() for each in listed.all(tag)] for tag in ("dt", "dd"))
    return dict(zip(labels, values, strict=True))


def test_author_and_encoding(told: FlaskClient) -> None:
    found = metadata(told, "persian.html")
    assert (found["Author"], found["Encoding"]) == ("احمد", "cp1256 (declared)")
    assert metadata(told, "persian.html", "fa")["نویسنده"] == "احمد"


def test_what_was_converted(told: FlaskClient) -> None:
    assert metadata(told, "hindi.html")["Converted from the font"] == "krutidev010"


def test_nothing_is_told_that_is_not_known(client: FlaskClient) -> None:
    assert list(metadata(client, "002_cd5be3f60da65570.txt")) == ["Language", "Date", "Source", "Encoding"]
