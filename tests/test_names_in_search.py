"""Names in search: one entity in every script, said in a note, and switched off."""

from __future__ import annotations

import csv
from pathlib import Path

import orjson
import pytest

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
