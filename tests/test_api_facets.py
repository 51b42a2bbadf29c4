"""All values of a facet: exact under a query, found by any name in any script, paged, each once."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Ask


def values(client: FlaskClient, facet: str, **parameters: str) -> list[dict[str, Any]]:
    """All pages of a facet's values, two a page."""
    answer = client.get(f"/api/facets/{facet}", query_string={"size": "2", **parameters})
    found: list[dict[str, Any]] = []
    while True:
        assert answer.status_code == 200, answer.text
        page = answer.get_json()
        assert page["facet"] == facet
        found += page["values"]
        if page["next"] is None:
            assert len(found) == page["total"]
            return found
        answer = client.get(page["next"])


def test_all_values_of_a_facet_are_those_of_the_search(client: FlaskClient, ask: Ask) -> None:
    pages = {bucket["value"]: bucket["count"] for bucket in values(client, "entity")}
    assert pages == {bucket["value"]: bucket["count"] for bucket in ask()["facets"]["entity"]}
    assert len(pages) > 4


def test_values_come_most_frequent_first_and_each_once(client: FlaskClient) -> None:
    found = [(-bucket["count"], bucket["value"]) for bucket in values(client, "entity")]
    assert found == sorted(set(found))


def test_a_query_narrows_the_counts(client: FlaskClient) -> None:
    counts = {bucket["value"]: bucket["count"] for bucket in values(client, "language", q="کابلوف", names="off")}
    assert counts == {"fa": 2, "prs": 2}


@pytest.mark.parametrize(
    ("facet", "text", "found"),
    [
        ("language", "فارسی", {"fa"}),
        ("language", "pers", {"fa"}),
        ("language", "dari", {"prs"}),
        ("language", "हिन्दी", {"hi"}),
        ("entity", "روس", {"place:ru"}),
        ("entity", "रूस", {"place:ru"}),
        ("entity", "russia", {"place:ru"}),
        ("date", "2024-11", {"2024-11"}),
        ("date", "نوامبر", {"2024-11"}),
        ("source", "eed", {"seeds"}),
        ("source", "nowhere", set()),
    ],
)
def test_values_are_found_in_any_script(facet: str, text: str, found: set[str], client: FlaskClient) -> None:
    assert {bucket["value"] for bucket in values(client, facet, search=text)} >= found
    assert all(bucket["count"] for bucket in values(client, facet, search=text))


def test_a_name_that_is_spelled_otherwise_is_found(client: FlaskClient) -> None:
    labels = [bucket["label"] for bucket in values(client, "entity", search="Zameer Kabuloff", type="person")]
    assert any("Kabulov" in label or "کابلوف" in label for label in labels)


def test_entities_of_one_type(client: FlaskClient) -> None:
    found = values(client, "entity", type="place")
    assert found
    assert all(bucket["type"] == "place" for bucket in found)


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/api/facets/colour", 404),
        ("/api/facets/entity?offset=-1", 400),
        ("/api/facets/entity?offset=10000", 400),
        ("/api/facets/entity?size=101", 400),
        ("/api/facets/entity?type=animal", 400),
        ("/api/facets/entity?sort=newest", 400),
    ],
)
def test_what_cannot_be_answered_is_said(url: str, status: int, client: FlaskClient) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.get_json()["error"]["status"]) == (status, status)
