"""Entities by any name in any script, and the page of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.relinking import relink
from tests.conftest import one_by_one
from tests.test_resolving import STORY


@pytest.mark.parametrize("name", ["Kabul", "kabulov", "کابلو", "كابول", "काबुलोव"])
def test_an_entity_is_found_by_the_beginning_of_any_name(name: str, client: FlaskClient) -> None:
    found = client.get("/api/entities", query_string={"q": name}).get_json()["entities"]
    assert {"person:zamir-kabulov", "place:gn1138958"} & {one["id"] for one in found}


def test_nothing_typed_finds_nobody(client: FlaskClient) -> None:
    assert client.get("/api/entities", query_string={"q": "%"}).get_json()["entities"] == []


def test_an_entity_has_names_with_counts_and_company(client: FlaskClient) -> None:
    found = client.get("/api/entities/person:zamir-kabulov").get_json()
    assert (found["label"], found["type"], found["documents"]) == ("Zamir Kabulov", "person", 4)
    counts = {one["name"]: one["documents"] for one in found["names"]}
    assert counts["Zamir Kabulov"] == 1
    assert counts["ضمیر کابلوف"] == 2
    assert any(bucket["label"] == "Taliban" for bucket in found["facets"]["entity"])
    assert {bucket["value"]: bucket["count"] for bucket in found["facets"]["language"]} == {"fa": 2, "en": 1, "hi": 1}


def test_a_part_says_what_it_is_part_of(client: FlaskClient) -> None:
    found = client.get("/api/entities/organization:islamic-state-khorasan").get_json()
    assert found["part_of"]["id"] == "organization:islamic-state"


def test_the_page_of_an_entity(client: FlaskClient) -> None:
    page = client.get("/entity/person:zamir-kabulov").text
    assert "Zamir Kabulov" in page
    assert '<bdi lang="hi" dir="ltr">जमीर काबुलोव</bdi>' in page


@pytest.mark.parametrize("url", ["/entity/person:nobody", "/api/entities/person:nobody"])
def test_an_entity_that_is_not_there(url: str, client: FlaskClient) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/api/entities?nonsense=1", "/api/entities?q=" + "x" * 201])
def test_bad_input_is_a_clear_error(url: str, client: FlaskClient) -> None:
    answer = client.get(url)
    assert (answer.status_code, bool(answer.get_json()["error"]["hint"])) == (400, True)


def test_a_name_that_was_seen_says_what_it_rests_on(tmp_path: Path) -> None:
    store = one_by_one(tmp_path / "a", STORY[:4], [0, 1, 2, 3])
    relink(store)
    reader = create_app({"DIWAN_ARCHIVE": store.folder}).test_client()
    (found,) = reader.get("/api/entities", query_string={"q": "Dionisio Lindqvist"}).get_json()["entities"]
    known = reader.get(f"/api/entities/{found['id']}").get_json()["names"]
    links = {one["name"]: one["link"] for one in known if not one["short"]}
    assert len(links) >= 3
    assert all(link["score"] > 0.5 and all(word["letters"] for word in link["words"]) for link in links.values())
    page = reader.get(f"/entity/{found['id']}").text
    evidence = page.partition("Why these are one name")[2].partition("</details>")[0]
    assert all(name in evidence for name in links)


def test_a_listed_name_needs_no_evidence(client: FlaskClient) -> None:
    names = client.get("/api/entities/person:zamir-kabulov").get_json()["names"]
    assert [one["link"] for one in names if one["name"] == "Zamir Kabulov"] == [None]
