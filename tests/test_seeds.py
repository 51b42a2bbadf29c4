"""The seeds through the JSON endpoint: what is found, by whom, when, and under which title."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import Ask, numbers

with (Path(__file__).parent / "vectors" / "seeds.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=[row["query"] or "(empty)" for row in ROWS])
def test_query_finds(row: dict[str, str], ask: Ask) -> None:
    answer = ask(row["query"], names="off")
    assert numbers(answer) == row["finds"].split(), row["reason"]
    assert answer["total"] == len(answer["hits"])


def counts(answer: dict[str, object], facet: str) -> dict[str, int]:
    facets = answer["facets"]
    assert isinstance(facets, dict)
    return {bucket["label"]: bucket["count"] for bucket in facets[facet]}


def test_languages_of_the_archive(ask: Ask) -> None:
    language = {bucket["value"]: bucket for bucket in ask()["facets"]["language"]}
    assert {value: bucket["count"] for value, bucket in language.items()} == {"fa": 2, "ar": 1, "en": 1, "hi": 1}
    assert [(child["value"], child["count"]) for child in language["fa"]["children"]] == [("prs", 2)]


@pytest.mark.parametrize(
    ("label", "count"), [("Russia", 5), ("Afghanistan", 5), ("Moscow", 5), ("Taliban", 5), ("Kabul", 4)]
)
def test_entities_of_the_archive(label: str, count: int, ask: Ask) -> None:
    assert counts(ask(), "entity")[label] == count


def test_kabulov_is_a_man_and_not_kabul(ask: Ask) -> None:
    kabul = next(bucket["value"] for bucket in ask()["facets"]["entity"] if bucket["label"] == "Kabul")
    assert numbers(ask(entity=kabul)) == ["001", "002", "003", "004"]
