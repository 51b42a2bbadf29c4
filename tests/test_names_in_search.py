"""Names in search: one entity in every script, said in a note, and switched off."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.archive import Archive
from search.query import parse
from tests.conftest import SEEDS, Ask, make_archive, numbers

with (Path(__file__).parent / "vectors" / "names_on.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=[row["query"] for row in ROWS])
def test_a_name_finds_whom_it_names(row: dict[str, str], ask: Ask) -> None:
    assert numbers(ask(row["query"])) == row["finds"].split(), row["reason"]


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("Zamir Kabulov", 4), ("Sergei Shoigu", 2), ("Abdul Ghani Baradar", 2), ("Dmitry Zhirnov", 2),
        ("Russia", 5), ("Afghanistan", 5), ("Moscow", 5), ("Taliban", 5), ("Kabul", 4),
    ],
)  # fmt: skip
def test_the_facet_counts_each_entity_once(label: str, count: int, ask: Ask) -> None:
    assert {bucket["label"]: bucket["count"] for bucket in ask()["facets"]["entity"]}[label] == count


def test_what_was_added_is_said_with_the_total_without_it(ask: Ask) -> None:
    (note,) = [note for note in ask("Kabulov")["notes"] if note["code"] == "names-added"]
    assert note["values"]["entity"] == "person:zamir-kabulov"
    assert note["values"]["without"] == 1
    assert note["values"]["forms"]


def test_names_are_switched_off(ask: Ask) -> None:
    answer = ask("Kabulov", names="off")
    assert numbers(answer) == ["003"]
    assert answer["notes"] == []


@pytest.mark.parametrize("option", ["exact", "stem"])
def test_words_exactly_as_spelled_are_in_no_other_script(option: str, ask: Ask) -> None:
    spelled = {option: {"exact": "on", "stem": "off"}[option]}
    answer = ask("Kabulov", **spelled)
    assert numbers(answer) == ["003"]
    assert answer["notes"] == []
    assert numbers(ask("Kabulov", names="on", **spelled)) == numbers(ask("Kabulov"))


def test_a_name_in_titles_is_looked_for_in_titles_of_every_script(ask: Ask) -> None:
    answer = ask("title:Taliban")
    assert numbers(answer) == ["000", "001", "003", "004"]
    assert added(answer).keys() == {"organization:taliban"}
    assert all("Taliban" in title or "طالبان" in title or "तालिबान" in title for title in titles(answer))


def test_a_name_that_no_title_has_finds_nothing_in_titles(ask: Ask) -> None:
    assert ask("title:Kabulov")["total"] == 0


def titles(answer: dict[str, Any]) -> list[str]:
    return [hit["title"] for hit in answer["hits"]]


def added(answer: dict[str, Any]) -> dict[str, int]:
    return {
        note["values"]["entity"]: note["values"]["without"] for note in answer["notes"] if note["code"] == "names-added"
    }


KABULOV, MOSCOW = "person:zamir-kabulov", "place:gn524901"


@pytest.mark.parametrize("query", ["Kabulov Moscow", "Kabulov in Moscow", "Zamir Kabulov Moscow", "Moscow AND Kabulov"])
def test_each_name_in_a_query_finds_whom_it_names(query: str, ask: Ask) -> None:
    answer = ask(query)
    assert added(answer).keys() == {KABULOV, MOSCOW}
    assert numbers(answer) == numbers(ask(entity=[KABULOV, MOSCOW]))


def test_each_note_counts_without_its_own_name(ask: Ask) -> None:
    told = added(ask("Kabulov Moscow"))
    for entity, without in told.items():
        assert ask("Kabulov Moscow", as_typed=entity)["total"] == without
    assert ask("Kabulov Moscow")["total"] > min(told.values())


def test_one_name_of_several_is_searched_as_typed(ask: Ask) -> None:
    answer = ask("Kabulov Moscow", as_typed=KABULOV)
    assert added(answer).keys() == {MOSCOW}
    assert [n["values"]["entity"] for n in answer["notes"] if n["code"] == "names-as-typed"] == [KABULOV]


def test_any_of_several_names(ask: Ask) -> None:
    for answer in (ask("Shoigu OR Lavrov"), ask("Shoigu Lavrov", match="any")):
        assert added(answer).keys() == {"person:sergei-shoigu", "person:sergei-lavrov"}
        assert numbers(answer) == ["001", "002", "003"]


def test_a_name_among_words_leaves_the_words_required(ask: Ask) -> None:
    answer = ask("Kabulov zebra")
    assert added(answer).keys() == {KABULOV}
    assert answer["total"] == 0


def test_each_note_on_the_page_has_its_own_way_out(client: FlaskClient) -> None:
    shown = client.get("/?q=Kabulov Moscow").text
    for entity in (KABULOV, MOSCOW):
        assert f"as_typed={quote(entity, safe='')}" in shown
    assert "in every script" in client.get(f"/?q=Kabulov Moscow&as_typed={KABULOV}").text


@given(words=st.lists(st.sampled_from(["Kabulov", "Moscow", "the", "OR", '"Kabul"', "(", ")", "-", "ضمیر", "zebra*"])))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_names_only_add_documents(words: list[str], ask: Ask) -> None:
    query = " ".join(words)
    if "-" not in words and "OR" not in words:
        assert ask(query)["total"] >= ask(query, names="off")["total"]
    else:
        ask(query)


def test_a_common_word_that_is_also_a_name_is_only_offered(tmp_path: Path) -> None:
    lines = [
        {"id": str(n), "title": "خانواده", "body": f"برادر من به خانه آمد و نان خورد {n}", "language": "fa"}
        for n in range(3)
    ]
    (tmp_path / "family.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    archive = Archive.open(make_archive(tmp_path / "archive", tmp_path / "family.jsonl", SEEDS))
    results = archive.search(parse({"q": ["برادر"]}))
    assert [note.code for note in results.notes] == ["names-offered"]
    assert results.total == archive.search(parse({"q": ["برادر"], "names": ["off"]})).total


def test_mentions_in_other_scripts_are_highlighted(ask: Ask) -> None:
    hit = next(hit for hit in ask("Kabulov")["hits"] if hit["language"] == "hi")
    found = [s["text"][start:end] for s in hit["snippets"] for start, end in s["highlights"]]
    assert any("काबुलोव" in text for text in found)


def test_a_whole_includes_its_parts_and_says_so(ask: Ask) -> None:
    answer = ask(entity="organization:islamic-state")
    assert numbers(answer) == ["002", "004"]
    assert [note["code"] for note in answer["notes"]] == ["parts-included"]


def test_nobody_called_so_is_said(ask: Ask) -> None:
    answer = ask("entity:Nobody")
    assert (answer["total"], [note["code"] for note in answer["notes"]]) == (0, ["no-such-entity"])


def test_labels_are_in_the_readers_language(ask: Ask) -> None:
    labels = {bucket["value"]: bucket["label"] for bucket in ask(ui="hi")["facets"]["entity"]}
    assert labels["place:ru"] == "रूस"
