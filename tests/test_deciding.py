"""A decision is applied at once, and a relink afterwards comes to the same."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.deciding import decide
from indexer.decisions import Decisions
from indexer.relinking import relink
from search.archive import Archive
from search.errors import EngineDown, NotDecided, NotFound
from search.query import parse
from search.register import Register, fold
from search.register.decided import Decision
from search.store import Store
from search.types import EntityType
from tests.conftest import SEEDS, one_by_one
from tests.test_resolving import STORY

SHOIGU, LAVROV, KABULOV = "person:sergei-shoigu", "person:sergei-lavrov", "person:zamir-kabulov"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "archive")
    runs.add(made, [SEEDS])
    relink(made)
    return made


def found(store: Store, **parameters: str) -> list[str]:
    with closing(Archive(store)) as archive:
        query = parse({name: [value] for name, value in parameters.items()})
        return sorted(hit.document.source for hit in archive.search(query).hits)


def test_merged_at_once_and_the_same_after_a_relink(store: Store) -> None:
    assert decide(store, Decision("merge", SHOIGU, LAVROV)) == 1
    at_once = found(store, entity=LAVROV)
    assert len(at_once) == 3
    assert found(store, q="Lavrov") == at_once
    assert relink(store).documents == 0
    assert found(store, entity=LAVROV) == at_once


def test_one_that_was_broken_off_is_applied_by_the_next_add(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise EngineDown(engine="opensearch", reason="gone")

    with monkeypatch.context() as patch:
        patch.setattr("indexer.deciding.rewrite", refuse)
        with pytest.raises(EngineDown):
            decide(store, Decision("merge", SHOIGU, LAVROV))
    (tmp_path / "a.txt").write_text("Rivers\n\nThe river rose by a metre.")
    runs.add(store, [tmp_path / "a.txt"])
    assert len(found(store, entity=LAVROV)) == 3


def test_split_at_once_and_the_same_after_a_relink(tmp_path: Path) -> None:
    store = one_by_one(tmp_path / "b", STORY, list(range(len(STORY))))
    relink(store)
    with closing(Register(store.register)) as register:
        (lindqvist,) = [one.id for one in register.called("Dionisio Lindqvist")]
        (russian,) = {name.name for name in register.names(lindqvist) if name.language == "ru" and " " in name.name}
    assert decide(store, Decision("split", lindqvist, name=russian)) == 5
    assert len(found(store, entity=lindqvist)) == 4
    relink(store)
    assert len(found(store, entity=lindqvist)) == 4


@pytest.mark.parametrize(
    ("row", "taken", "kept"),
    [
        (("person:zamir-kabulov", "Kabul"), ("person", ""), ("place", "place:gn1138958")),
        (("place:us-ny", "New York"), ("place", "place:us-ny"), ("place", "place:gn5128581")),
        (("New York State", "New York"), ("place", "place:us-ny"), ("person", "")),
    ],
)
def test_a_name_split_from_one_stays_another_s_who_has_it_too(
    row: tuple[str, str], taken: tuple[EntityType, str], kept: tuple[EntityType, str]
) -> None:
    entity, name = row
    decisions = Decisions([Decision("split", entity, name=name)])
    assert decisions.is_split(taken[0], fold(name), taken[1])
    assert decisions.is_split(kept[0], fold(name), kept[1]) is (":" not in entity)


def test_a_listed_name_is_split_off_at_once_and_after_a_relink_and_in_what_is_added(
    store: Store, tmp_path: Path
) -> None:
    name = "Zamir Kabulov"
    before = found(store, entity=KABULOV)
    decide(store, Decision("split", KABULOV, name=name))
    with closing(Register(store.register)) as register:
        (other,) = [one.id for one in register.called(name, short=False)]
    at_once = (found(store, entity=KABULOV), found(store, entity=other))
    assert (len(at_once[0]), len(at_once[1]), len(before)) == (3, 1, 4)
    relink(store)
    assert (found(store, entity=KABULOV), found(store, entity=other)) == at_once
    (tmp_path / "new.txt").write_text(f"{name} said in Moscow that the talks would go on.", encoding="utf-8")
    runs.add(store, [tmp_path / "new.txt"], naming=False)
    assert len(found(store, entity=other)) == len(at_once[1]) + 1


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (Decision("merge", SHOIGU, "person:nobody"), NotFound),
        (Decision("merge", SHOIGU, SHOIGU), NotDecided),
        (Decision("split", SHOIGU, name="Nobody"), NotDecided),
        (Decision("rename", SHOIGU, language="en", name="—"), NotDecided),
        (Decision("rename", SHOIGU, language="en", name="a" * 201), NotDecided),
    ],
)
def test_what_makes_no_sense_is_not_written_down(row: Decision, error: type[Exception], store: Store) -> None:
    with pytest.raises(error):
        decide(store, row)
    assert not (store.folder / "entities.csv").exists()


def test_a_circle_of_merges_is_refused(store: Store) -> None:
    decide(store, Decision("merge", SHOIGU, LAVROV))
    with pytest.raises(NotDecided):
        decide(store, Decision("merge", LAVROV, SHOIGU))


def test_renamed_and_hidden_at_once(store: Store) -> None:
    decide(store, Decision("rename", KABULOV, language="en", name="Z. N. Kabulov"))
    decide(store, Decision("hide", LAVROV))
    with closing(Register(store.register)) as register:
        assert register.labels([KABULOV], "en")[KABULOV].label == "Z. N. Kabulov"
        assert register.labels([LAVROV], "en") == {}


def test_the_last_of_two_names_counts_at_once_and_after_a_relink(store: Store) -> None:
    for name in ("A. Kabulov", "Z. Kabulov"):
        decide(store, Decision("rename", KABULOV, language="en", name=name))
    for _ in range(2):
        with closing(Register(store.register)) as register:
            assert register.labels([KABULOV], "en")[KABULOV].label == "Z. Kabulov"
        relink(store)


def test_two_people_deciding_at_once_are_both_heard(store: Store) -> None:
    command = [sys.executable, "-m", "indexer", "--archive", str(store.folder), "entities"]
    first = subprocess.Popen([*command, "rename", KABULOV, "en", "Envoy"])
    second = subprocess.Popen([*command, "merge", SHOIGU, LAVROV])
    assert (first.wait(120), second.wait(120)) == (0, 0)
    assert len(found(store, entity=LAVROV)) == 3
    with closing(Register(store.register)) as register:
        assert register.labels([KABULOV], "en")[KABULOV].label == "Envoy"
