"""What is offered while somebody types: entities in any script, words as written, nothing that is not there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer import runs
from search.archive import Archive
from search.store import Store


def suggested(client: FlaskClient, q: str, ui: str = "en") -> list[dict[str, Any]]:
    answer = client.get("/api/suggest", query_string={"q": q, "ui": ui})
    assert answer.status_code == 200
    found = answer.get_json()
    assert found["q"] == q
    return list(found["suggestions"])


@pytest.mark.parametrize("typed", ["Kabul", "کابلو", "کابلوف", "काबुलो", "kabulo"])
def test_a_name_is_offered_in_any_script(typed: str, client: FlaskClient) -> None:
    entities = [one["entity"] for one in suggested(client, typed) if one["entity"]]
    assert "Zamir Kabulov" in [entity["label"] for entity in entities if isinstance(entity, dict)]


def test_an_entity_is_called_as_the_reader_calls_it(client: FlaskClient) -> None:
    assert suggested(client, "Kabulov", "fa")[0]["word"] == "ضمیر کابلوف"


@pytest.mark.parametrize(
    ("typed", "word"), [("negotia", "negotiations"), ("همکا", "همکاری"), ("المحظ", "المحظورة"), ("आमंत्", "आमंत्रित")]
)
def test_a_word_is_offered_as_it_is_written(typed: str, word: str, client: FlaskClient) -> None:
    assert word in [one["word"] for one in suggested(client, typed) if not one["entity"]]


def test_a_word_that_is_also_within_others_is_offered_as_it_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Starts of the party\n\nA chart of Art was shown to all who came.", encoding="utf-8"
    )
    store = Store.create(tmp_path / "archive")
    runs.add(store, [tmp_path / "a.txt"])
    with closing(Archive.open(store.folder)) as archive:
        assert [offer.word for offer in archive.suggest("ar", "en") if not offer.entity] == ["Art"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("دیدار رئیس جم", "دیدار رئیس‌جمهور"), ("cease-fi", "ceasefire"), ("प्रधान मं", "प्रधानमंत्री"), ("the a", None)],
)
def test_a_compound_is_offered_though_it_is_typed_apart(typed: str, offered: str | None, tmp_path: Path) -> None:
    texts = ["رئیس‌جمهور برای دیدار آمد", "A ceasefire, thea said", "प्रधानमंत्री आए"]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    store = Store.create(tmp_path / "archive")
    runs.add(store, sorted(tmp_path.glob("*.txt")))
    with closing(Archive.open(store.folder)) as archive:
        found = [offer.before + offer.word for offer in archive.suggest(typed, "en")]
    assert found == ([offered] if offered else [])


def test_what_stands_before_stays(client: FlaskClient) -> None:
    offers = suggested(client, "talks -kabulo")
    assert {one["before"] for one in offers} == {"talks -"}


@pytest.mark.parametrize("typed", ["", "x", "کابل ", "zzzzqqq", '"', "%", "a" * 300, "کابل" * 60, "\u202e\u200d"])
def test_nothing_is_offered_where_nothing_begins_so(typed: str, client: FlaskClient) -> None:
    assert suggested(client, typed) == []


def test_documents_are_counted(client: FlaskClient) -> None:
    for one in suggested(client, "taliban"):
        if one["entity"]:
            found = client.get("/api/search", query_string={"entity": one["entity"]["id"]}).get_json()
            assert found["total"] == one["documents"] > 0
