"""The description of the API: valid, whole, true of the answers, and readable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from search.query import PARAMETERS
from tests.fuzz import described as fuzz
from tests.markup import parse
from web import answers

#: An address of each endpoint that answers JSON, and the type it promises.
ASKED = [
    ("/api/search?q=طالبان&facets=mentioned&ui=fa", answers.Search),
    ("/api/search?q=kabulof", answers.Search),
    ("/api/facets/entity?size=3", answers.Values),
    ("/api/entities?q=ru", answers.Entities),
    ("/api/entities/place:ru", answers.EntityProfile),
    ("/api/analyze?text=می گوید", answers.Analysis),
    ("/healthz", answers.Health),
    ("/api/nothing", answers.Error),
]


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").get_json()
    return found


def test_the_description_is_valid(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    validate(described)


def test_every_endpoint_for_scripts_is_described(client: FlaskClient, described: dict[str, Any]) -> None:
    rules = {rule.rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert {rule.replace("<path:", "{").replace("<", "{").replace(">", "}") for rule in rules} <= set(
        described["paths"]
    )


def test_a_search_is_described_with_every_parameter(described: dict[str, Any]) -> None:
    listed = {each["name"]: each for each in described["paths"]["/api/search"]["get"]["parameters"]}
    assert set(listed) == {parameter.name for parameter in PARAMETERS}
    assert listed["sort"]["schema"]["enum"] == ["relevance", "newest", "oldest", ""]
    number = {"type": "integer", "minimum": 1, "maximum": 100}
    assert listed["size"]["schema"] == {"anyOf": [number, {"const": ""}], "default": 10}
    assert listed["language"]["schema"]["type"] == "array"


@pytest.mark.parametrize(("url", "promised"), ASKED, ids=[url for url, _ in ASKED])
def test_an_answer_is_of_the_type_that_is_promised(url: str, promised: Any, client: FlaskClient) -> None:
    answer = client.get(url).get_json()
    read = msgspec.convert(answer, promised)
    assert read == answer, "a key that is not described"


def test_a_document_is_of_the_type_that_is_promised(client: FlaskClient) -> None:
    for hit in client.get("/api/search").get_json()["hits"]:
        answer = client.get(f"/api/documents/{hit['id']}").get_json()
        assert msgspec.convert(answer, answers.Document) == answer


def test_the_page_has_every_endpoint_and_can_be_read_without_a_script(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    page = parse(client.get("/api?ui=fa").text)
    assert page.one("h1").text() == "برای برنامه‌ها"
    shown = [code.text().split() for heading in page.all("h3") for code in heading.all("code")]
    assert {path for _, path in shown} == set(described["paths"])


def test_the_examples_are_answered(client: FlaskClient) -> None:
    text = client.get("/api").text
    assert "http://localhost/api/search" in text
    assert "TOKEN" not in text
    assert client.get("/api/search", query_string={"q": "کابلوف", "size": 100}).status_code == 200
    assert client.get("/api/export?q=taliban&format=csv").status_code == 200


def test_requests_made_from_the_description_are_answered_as_described(seeds: Path) -> None:
    assert fuzz.check(fuzz.application(seeds), examples=60, number=0) >= 48
