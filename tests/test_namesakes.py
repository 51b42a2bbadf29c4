"""Two people of one name: two where titles and company say so, perhaps two where company alone does, else one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import orjson
import pytest

from indexer import runs
from indexer.deciding import decide
from indexer.relinking import relink
from search.errors import NotDecided
from search.register import Perhaps, Register
from search.register.decided import Decision
from search.store import Store
from tests.test_resolving import documents

COURT = [
    "{} Martin Tremblay heard Rosalind Whitmore and Edmund Ashworth in Exeter.",
    "{} Martin Tremblay spoke with Rosalind Whitmore and Gordon Lockhart in Exeter.",
]
FIELD = [
    "{} Martin Tremblay beat Dionisio Lindqvist and Tiffany Marquardt in Balboa.",
    "{} Martin Tremblay praised Dionisio Lindqvist and Henrik Sorensen in Balboa.",
]
NAME = "Martin Tremblay"


def store_of(
    folder: Path, title: str, other: str, more: tuple[str, ...] = (), reverse: bool = False, first: int = 0
) -> Store:
    """An archive of the two; `first`: the year of the court's articles, where the field's are of 2020."""
    store = Store.create(folder / "archive")
    bodies = [*(body.format(title) for body in COURT), *(body.format(other) for body in FIELD), *more]
    rows = [{"id": str(n), "title": "", "body": body, "language": "en"} for n, body in enumerate(bodies)]
    for number, row in enumerate(rows if first else ()):
        row["date"] = f"{first if number < len(COURT) else 2020}-05-01"
    folder.mkdir(exist_ok=True)
    (folder / "a.jsonl").write_bytes(b"\n".join(map(orjson.dumps, reversed(rows) if reverse else rows)))
    runs.add(store, [folder / "a.jsonl"])
    return store


def owners(store: Store) -> dict[str, str]:
    return {id_: str(m.entity) for id_, found in documents(store).items() for m in found.mentions if m.name == NAME}


def perhaps(store: Store, entity: str) -> list[Perhaps]:
    with closing(Register(store.register)) as register:
        return register.divisions(entity)


def test_other_titles_and_other_company_are_two_people(tmp_path: Path) -> None:
    found = owners(store_of(tmp_path, "Judge", "Captain"))
    assert found["0"] == found["1"] != found["2"] == found["3"]


@pytest.mark.parametrize(("first", "people"), [(1930, 2), (1990, 1)])
def test_a_lifetime_between_them_makes_two(first: int, people: int, tmp_path: Path) -> None:
    assert len(set(owners(store_of(tmp_path, "", "", first=first)).values())) == people


def test_two_people_for_any_order_of_arrival(tmp_path: Path) -> None:
    one = owners(store_of(tmp_path / "a", "Judge", "Captain"))
    other = owners(store_of(tmp_path / "b", "Judge", "Captain", reverse=True))
    assert one == other


@pytest.mark.parametrize(
    ("title", "other", "more"),
    [
        ("Judge", "Judge", ()),
        ("", "", ()),
        ("Judge", "Captain", ("Martin Tremblay met Rosalind Whitmore and Dionisio Lindqvist in Derby.",)),
    ],
    ids=["same title", "no title", "a document that joins them"],
)
def test_without_strong_evidence_they_stay_one(title: str, other: str, more: tuple[str, ...], tmp_path: Path) -> None:
    store = store_of(tmp_path, title, other, more)
    (entity,) = set(owners(store).values())
    assert [one.documents for one in perhaps(store, entity)] == ([] if more else [2])


def test_people_divide_who_is_perhaps_two(tmp_path: Path) -> None:
    store = store_of(tmp_path, "", "")
    (entity,) = set(owners(store).values())
    (offered,) = perhaps(store, entity)
    assert decide(store, Decision("divide", entity, " ".join(offered.beside))) == 2
    at_once = owners(store)
    assert sorted(at_once.values()).count(offered.other) == 2
    assert [one.sure for one in perhaps(store, entity)] == [True]
    relink(store)
    assert owners(store) == at_once
    assert relink(store).documents == 0


def test_people_say_that_it_is_one(tmp_path: Path) -> None:
    store = store_of(tmp_path, "Judge", "Captain")
    first, second = sorted(set(owners(store).values()))
    decide(store, Decision("merge", second, first))
    (one,) = set(owners(store).values())
    assert perhaps(store, one) == []
    relink(store)
    assert set(owners(store).values()) == {one}
    assert relink(store).documents == 0


def test_a_division_is_taken_back(tmp_path: Path) -> None:
    store = store_of(tmp_path, "", "")
    (entity,) = set(owners(store).values())
    (offered,) = perhaps(store, entity)
    decide(store, Decision("divide", entity, " ".join(offered.beside)))
    decide(store, Decision("unite", entity))
    assert set(owners(store).values()) == {entity}
    relink(store)
    assert set(owners(store).values()) == {entity}
    assert perhaps(store, entity) == []


def test_only_a_person_is_divided_and_not_from_himself(tmp_path: Path) -> None:
    store = store_of(tmp_path, "", "")
    (entity,) = set(owners(store).values())
    with pytest.raises(NotDecided):
        decide(store, Decision("divide", entity, entity))
    assert not (store.folder / "entities.csv").exists()
