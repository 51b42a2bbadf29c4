"""Known names are found as their language writes them, in the seeds too."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.entities import find_entities
from indexer.entities.names import entities
from search.types import Mention

HERE = Path(__file__).parent
ROWS = [
    line.split("\t")
    for line in (HERE / "vectors/entities.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
SEEDS = {"000": "hi", "001": "fa", "002": "ar", "003": "en", "004": "fa"}


def seed(number: str) -> list[Mention]:
    (path,) = (HERE.parent / "seeds").glob(f"{number}_*.txt")
    return find_entities(path.read_text(encoding="utf-8"), SEEDS[number])


@pytest.mark.parametrize(("language", "text", "expected", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_known_names(language: str, text: str, expected: str, why: str) -> None:
    found = [f"{mention.text}={mention.entity}" for mention in find_entities(text, language) if mention.entity]
    assert found == [part for part in expected.split(" ; ") if part], why


@pytest.mark.parametrize(
    ("entity", "numbers"),
    [
        ("place:ru", "000 001 002 003 004"),
        ("place:af", "000 001 002 003 004"),
        ("place:gn524901", "000 001 002 003 004"),
        ("organization:taliban", "000 001 002 003 004"),
        ("place:gn1138958", "001 002 003 004"),
        ("person:zamir-kabulov", "000 001 003 004"),
        ("organization:islamic-state-khorasan", "002"),
        ("organization:islamic-state", "004"),
        ("person:sergei-shoigu", "001 002"),
        ("person:abdul-ghani-baradar", "001 002"),
        ("person:dmitry-zhirnov", "001 002"),
        ("person:sergei-lavrov", "003"),
        ("person:abdul-salam-hanafi", "003"),
        ("person:dmitry-peskov", "003"),
        ("person:vladimir-putin", "003"),
        ("place:gn1221874", ""),
        ("place:ml", ""),
    ],
)
def test_who_and_what_is_in_which_seed(entity: str, numbers: str) -> None:
    assert [number for number in SEEDS if entity in {m.entity for m in seed(number)}] == numbers.split()


def test_a_person_no_table_knows_is_in_a_seed() -> None:
    assert [m.name for m in seed("004") if "همدم" in m.text] == ["محمد شفیق همدم"] * 2


def test_a_line_end_parts_names() -> None:
    assert all("\n" not in mention.text and not mention.entity for mention in find_entities("United\nNations", "en"))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(["fa", "ar", "hi", "en", "xx"]))
@settings(max_examples=150, deadline=None)
def test_spans_are_the_text_and_never_overlap(text: str, language: str) -> None:
    end = 0
    for mention in find_entities(text, language):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end] != ""
        end = mention.end


def test_every_larger_entity_is_known() -> None:
    known = entities()
    assert [e.id for e in known.values() if e.part_of and e.part_of not in known] == []


def test_ids_are_of_the_scheme() -> None:
    for known in entities().values():
        kind, _, slug = known.id.partition(":")
        assert kind == known.type
        assert slug and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
