"""Markup, scripts, bidi overrides, joiners and endless words in titles, bodies, names, files and queries stay inert."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import make_archive
from tests.markup import parse

SCRIPT = "<script>alert(1)</script>"
BIDI = "‮⁦⁧⁨⁩‬‪‫‭"
WORD = "x" * 10_000
HOSTILE = [SCRIPT, "\"><img src=x onerror='alert(1)'>", "{{ 7*7 }}{% raw %}", "%(q)s {q} %s", BIDI, "​‌‍﻿", "&amp;&lt;"]


def hostile_archive(folder: Path) -> Path:
    """An archive of articles whose every field is hostile."""
    records = [
        {
            "id": f"/id//\n{number} {text[:20]}/",
            "title": f"police {text} title",
            "body": f"police in Kabul {text} said {WORD}. " * 2,
            "url": "javascript:alert(1)" if number % 2 else "https://example.org/<b>",
            "site": f"site{text}"[:40],
        }
        for number, text in enumerate(HOSTILE)
    ]
    name = "<b>bold &lt; ‮file.jsonl"
    (folder / name).write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return make_archive(folder / "archive", folder / name)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    archive = hostile_archive(tmp_path_factory.mktemp("hostile"))
    return create_app({"DIWAN_ARCHIVE": archive, "TESTING": True}).test_client()


def checked(client: FlaskClient, path: str) -> str:
    """The page at a path, after asserting that nothing in it runs."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    tree = parse(answer.text)
    for element in tree.all():
        assert element.tag not in ("img", "iframe", "object", "embed")
        assert not [name for name in element.attributes if name.startswith("on")], element
        for name in ("href", "src", "action"):
            assert not element.attributes.get(name, "").strip().lower().startswith(("javascript:", "data:"))
    assert all(script.attributes.get("src", "").startswith("/static/") for script in tree.all("script"))
    return answer.text


def test_what_documents_hold_is_inert(hostile: FlaskClient) -> None:
    html = checked(hostile, "/?q=police&size=50")
    assert SCRIPT not in html
    assert "{{ 7*7 }}" in html
    tree = parse(html)
    # Of two that differ in invisible signs only, one is folded as a copy of the other.
    links = {link.attributes["href"] for card in tree.all("article") for link in card.all("a")}
    documents = [link for link in links if link.startswith("/documents/")]
    assert len(documents) == len(HOSTILE)
    for link in documents:
        checked(hostile, link)


@pytest.mark.parametrize("text", [*HOSTILE, "a" * 1900, f'"{BIDI}"', "«" * 50])
def test_what_is_typed_is_inert_and_isolated(text: str, hostile: FlaskClient) -> None:
    html = checked(hostile, f"/?q={quote(text)}")
    tree = parse(html)
    form = next(tree.all("form", role="search"))
    assert form.one("input", type="search").attributes["value"] == text
    for element in tree.one("main").all():
        own = "".join(child for child in element.children if isinstance(child, str))
        if any(sign in own for sign in BIDI):
            isolated = element.tag == "bdi" or element.inherited("dir")
            assert isolated, element


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_filter_is_inert(text: str, hostile: FlaskClient) -> None:
    checked(hostile, f"/?source={quote(text)}&entity={quote(text)}&language={quote('-' + text)}")
