"""The register: the same whatever the order of arrival; people's decisions kept; ids that lead on."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.gathering import is_fixed
from indexer.relinking import relink
from search.archive import Archive
from search.query import parse
from search.register import Name, Register, decided, fold
from search.register.decided import Decision
from search.store import Store
from tests.conftest import SEEDS, one_by_one

PEOPLE = [
    ("en", "Zamir Kabulov met Sergei Lavrov in Moscow, said the ministry on the talks."),
    ("fa", "ضمیر کابلوف و سرگئی لاوروف در مسکو دیدار کردند و درباره افغانستان گفتگو کردند."),
    ("ar", "التقى زامير كابولوف وزير الخارجية سيرغي لافروف في موسكو وبحثا الوضع في أفغانستان."),
    ("hi", "जमीर काबुलोव ने मास्को में सर्गेई लावरोव से मुलाकात की और अफगानिस्तान पर बात की।"),
    ("en", "Vladimir Putin and Sergei Shoigu arrived in Kabul with Abdul Ghani Baradar."),
]


def contents(store: Store) -> list[tuple[str, list[Name]]]:
    with closing(Register(store.register)) as register:
        return [(id_, register.names(id_)) for id_ in register.all()]


def found(store: Store, **parameters: str) -> list[str]:
    with closing(Archive(store)) as archive:
        query = parse({name: [value] for name, value in parameters.items()})
        return sorted(hit.document.source for hit in archive.search(query).hits)


def test_a_known_person_stays_so_in_letters_that_no_list_has_them_in() -> None:
    assert is_fixed("person:donald-trump", "person", fold("ڈونالڈ ٹرامپ"))
    assert not is_fixed("person:donald-trump", "person", fold("ڈونالڈ ٹسک"))


def test_the_register_is_the_same_for_any_order_of_arrival(tmp_path: Path) -> None:
    seen = []
    for round_ in range(4):
        order = list(range(len(PEOPLE)))
        random.Random(round_).shuffle(order)
        store = one_by_one(tmp_path / str(round_), PEOPLE, order)
        relink(store)
        seen.append(contents(store))
    assert all(one == seen[0] for one in seen)


def test_relinking_again_changes_nothing(tmp_path: Path) -> None:
    store = one_by_one(tmp_path / "a", PEOPLE, [0, 1, 2, 3, 4])
    relink(store)
    assert relink(store).documents == 0


@pytest.fixture
def seeds_store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [SEEDS])
    return store


def decide(store: Store, *rows: Decision) -> None:
    decided.append(store.decisions, list(rows))
    relink(store)


def test_merged_entities_are_one_and_the_old_id_leads_there(seeds_store: Store) -> None:
    decide(seeds_store, Decision("merge", "person:sergei-shoigu", "person:sergei-lavrov"))
    assert len(found(seeds_store, entity="person:sergei-shoigu")) == 3
    assert found(seeds_store, entity="person:sergei-lavrov") == found(seeds_store, entity="person:sergei-shoigu")
    assert found(seeds_store, q="Lavrov") == found(seeds_store, entity="person:sergei-shoigu")


def test_a_renamed_entity_is_shown_under_its_new_name(seeds_store: Store) -> None:
    decide(seeds_store, Decision("rename", "person:zamir-kabulov", language="en", name="Z. N. Kabulov"))
    with closing(Register(seeds_store.register)) as register:
        assert register.labels(["person:zamir-kabulov"], "en")["person:zamir-kabulov"].label == "Z. N. Kabulov"


def test_a_hidden_entity_is_in_no_facet(seeds_store: Store) -> None:
    decide(seeds_store, Decision("hide", "place:ru"))
    with closing(Archive(seeds_store)) as archive:
        facets = {facet.name: facet.buckets for facet in archive.search(parse({})).facets}
    assert "place:ru" not in [bucket.value for bucket in facets["entity"]]


def test_decisions_outlast_a_rebuild(seeds_store: Store) -> None:
    decide(seeds_store, Decision("hide", "place:ru"))
    runs.rebuild(seeds_store)
    with closing(Register(Store.open(seeds_store.folder).register)) as register:
        assert register.labels(["place:ru"], "en") == {}


def test_a_bad_row_is_named_by_its_line_and_the_rest_applied(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text("action;entity;other;language;name\nmerge;a;b\nmarry;a;b\nhide\nhide;c\n", encoding="utf-16")
    found, failures = decided.rows(path)
    assert [row.action for row in found] == ["merge", "hide"]
    assert [str(failure.values["source"]) for failure in failures] == [
        "entities.csv line 3",
        "entities.csv line 4",
    ]


def test_a_decision_about_nobody_is_named(seeds_store: Store) -> None:
    decided.append(seeds_store.decisions, [Decision("merge", "person:nobody", "person:noone")])
    assert "person:nobody" in str(relink(seeds_store).failures[0].values["reason"])


def test_a_circle_of_merges_ends(seeds_store: Store) -> None:
    a, b = "person:sergei-shoigu", "person:sergei-lavrov"
    decide(seeds_store, Decision("merge", a, b), Decision("merge", b, a))
    assert len(found(seeds_store, entity=a)) == 3
