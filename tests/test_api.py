"""The JSON endpoint: exactly the shape that is promised, one shape of errors, nothing lost on bad input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import Ask, numbers


def test_the_keys_of_an_answer(ask: Ask) -> None:
    answer = ask("کابلوف")
    assert set(answer) == {"query", "total", "took_ms", "hits", "facets", "notes", "next"}
    assert set(answer["facets"]) == {"language", "date", "entity", "source"}
    assert set(answer["hits"][0]) == {
        "id", "title", "language", "variety", "date", "source", "url", "score", "snippets", "entities",
    }  # fmt: skip


def test_the_query_is_said_back(ask: Ask) -> None:
    answer = ask("کابلوف", language=["fa"])
    assert answer["query"] == {"q": "کابلوف", "filters": {"language": ["fa"]}, "sort": "relevance"}


def test_a_date(ask: Ask) -> None:
    hit = next(hit for hit in ask()["hits"] if hit["source"].startswith("seeds/002"))
    assert {key: hit["date"][key] for key in ("value", "precision", "calendar")} == {
        "value": "2024-11-26", "precision": "day", "calendar": "gregory",
    }  # fmt: skip
    assert hit["date"]["evidence"].startswith("dateline")


def test_highlights_are_places_in_the_snippet(ask: Ask) -> None:
    for hit in ask("کابلوف", names="off")["hits"]:
        found = [s["text"][a:b] for s in hit["snippets"] for a, b in s["highlights"]]
        assert found
        assert set(found) == {"کابلوف"}


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"language": "fa"}, ["001", "004"]),
        ({"language": "prs"}, ["001", "004"]),
        ({"language": ["fa", "ar"]}, ["001", "002", "004"]),
        ({"language": "-fa"}, ["000", "002", "003"]),
        ({"date": "2024-11-26"}, ["002"]),
        ({"date": "1403-09-06", "calendar": "persian"}, ["002"]),
        ({"from_": "2024-11-26", "to": "2024-11-26"}, ["002"]),
        ({"to": "2023"}, []),
        ({"to": "2023", "undated": "include"}, ["000", "003", "004"]),
        ({"undated": "only"}, ["000", "003", "004"]),
        ({"source": "seeds"}, ["000", "001", "002", "003", "004"]),
        ({"entity": ["place:ru", "place:qa"]}, ["004"]),
        ({"entity": ["place:qa", "place:in"], "entity_match": "any"}, ["003", "004"]),
    ],
)
def test_filters(parameters: dict[str, str], found: list[str], ask: Ask) -> None:
    assert numbers(ask(**parameters)) == found


def test_estimated_dates_can_be_left_out(ask: Ask) -> None:
    assert numbers(ask(date="2024-11")) == ["001", "002"]
    assert numbers(ask(date="2024-11", dates="certain")) == ["002"]


def days(facet: list[dict[str, Any]]) -> dict[str, int]:
    months = [month for year in facet for month in year.get("children", ())]
    return {day["value"]: day["count"] for month in months for day in month.get("children", ())}


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, {"2024-11-26": 1, "2024-11-25": 1}),
        ({"date": "2024-11-26"}, {"2024-11-26": 1, "2024-11-25": 1}),
        ({"date": "1403-09-06", "calendar": "persian"}, {"1403-09-06": 1, "1403-09-05": 1}),
        ({"from_": "2024-11-01", "to": "2024-11-30", "language": "ar"}, {"2024-11-26": 1}),
        ({"date": "2023"}, {}),
    ],
)
def test_days_are_counted_within_a_month(parameters: dict[str, str], found: dict[str, int], ask: Ask) -> None:
    assert days(ask(**parameters)["facets"]["date"]) == found


def test_dates_mentioned_are_a_facet_when_asked_for(ask: Ask) -> None:
    assert "mentioned" not in ask()["facets"]
    years = {bucket["value"]: bucket["count"] for bucket in ask(facets="mentioned")["facets"]["mentioned"]}
    assert years["2021"] == 2
    assert years["2024"] >= 1


def test_dates_mentioned_filter(ask: Ask) -> None:
    assert numbers(ask(mentioned="2003")) == ["001"]


def test_a_facets_own_choice_does_not_change_its_counts(ask: Ask) -> None:
    values = {bucket["value"]: bucket["count"] for bucket in ask(language="ar")["facets"]["language"]}
    assert values == {"fa": 2, "ar": 1, "en": 1, "hi": 1}


def test_entities_chosen_together_narrow_each_other(ask: Ask) -> None:
    counts = {bucket["value"]: bucket["count"] for bucket in ask(entity="place:qa")["facets"]["entity"]}
    assert counts["place:af"] == 1


def test_a_date_filter_says_how_many_undated_it_hides(ask: Ask) -> None:
    notes = ask(from_="2020")["notes"]
    assert [(note["code"], note["values"]) for note in notes] == [("undated-hidden", {"count": 3})]


@pytest.mark.parametrize("chosen", [{"undated": "include"}, {"undated": "exclude"}, {"date": "none"}, {}])
def test_who_has_said_what_of_the_undated_is_told_of_none(ask: Ask, chosen: dict[str, str]) -> None:
    assert ask(**({"from_": "2020", **chosen} if "undated" in chosen else chosen))["notes"] == []


def test_the_undated_have_a_label_in_the_readers_language(ask: Ask) -> None:
    labels = [ask(ui=ui)["facets"]["date"][-1]["label"] for ui in ("en", "fa")]
    assert labels == ["undated", "بی‌تاریخ"]


def test_dari_is_asked_for_by_either_code(ask: Ask) -> None:
    assert ask(ui="prs")["facets"] == ask(ui="fa-AF")["facets"]


def test_labels_are_in_the_readers_language(ask: Ask) -> None:
    facets = ask(ui="fa")["facets"]
    assert {bucket["value"]: bucket["label"] for bucket in facets["language"]}["ar"] == "عربی"
    assert {bucket["value"]: bucket["label"] for bucket in facets["entity"]}["place:ru"] == "روسیه"


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_pages_show_each_hit_once(sort: str, client: FlaskClient) -> None:
    url, seen = f"/api/search?q=&size=2&sort={sort}", []
    while url:
        answer = client.get(url).get_json()
        seen += [hit["id"] for hit in answer["hits"]]
        url = answer["next"]
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("/api/search?q=" + "x" * 5000, 400, "bad-query"),
        ("/api/search?q=" + "(" * 300 + "a" + ")" * 300, 400, "bad-query"),
        ("/api/search?nonsense=1", 400, "bad-parameter"),
        ("/api/search?sort=best", 400, "bad-parameter"),
        ("/api/search?date=tomorrow", 400, "bad-parameter"),
        ("/api/search?mentioned=police", 400, "bad-parameter"),
        ("/api/search?mentioned=-2024-13", 400, "bad-parameter"),
        ("/api/search?cursor=forged", 400, "bad-cursor"),
        ("/api/search?cursor=WyJ4IiwgMCwgMCwgMCwgMF0", 400, "bad-cursor"),
        ("/api/documents/none", 404, "not-found"),
        ("/api/nothing", 404, "not-found"),
    ],
)
def test_errors_have_one_shape(url: str, status: int, code: str, client: FlaskClient) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert set(error) == {"status", "code", "message", "hint"}
    assert (error["status"], error["code"]) == (status, code)


def test_a_cursor_belongs_to_its_search(client: FlaskClient) -> None:
    following = client.get("/api/search?size=2").get_json()["next"]
    assert client.get(following + "&q=other").status_code == 400


def test_an_unknown_facet_value_finds_nothing(ask: Ask) -> None:
    assert ask(entity="person:nobody")["total"] == 0


def test_a_document(client: FlaskClient, ask: Ask) -> None:
    identifier = ask("negotiate")["hits"][0]["id"]
    document = client.get(f"/api/documents/{identifier}").get_json()
    assert document["text"].startswith("Russia is training the Taliban")
    assert all(document["text"][m["start"] : m["end"]] for m in document["mentions"] if m["field"] == "body")
    assert any("Leave a Reply" in document["text"][c["start"] : c["end"]] for c in document["cuts"])


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json()["documents"] == 5


def test_no_archive_is_said_with_the_command_that_makes_one(tmp_path: Path) -> None:
    answer = create_app({"DIWAN_ARCHIVE": tmp_path, "TESTING": True}).test_client().get("/api/search")
    assert answer.status_code == 503
    assert "python -m indexer" in answer.get_json()["error"]["hint"]
