"""Adding settles names too: of the new documents alone, or of the whole archive once it has grown."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import orjson
import pytest

from indexer import runs
from indexer.deciding import decide
from indexer.relinking import relink
from search.register import Register
from search.register.decided import Decision
from search.store import Store
from tests.conftest import SEEDS
from tests.test_resolving import STORY, contents, documents, owner

#: Enough others, on nothing in particular, for one more document to be few.
OTHERS = [
    ("en", f"{first} {last} opened a school in {place}, the council said.")
    for first, last, place in zip(
        ("Michael", "Rosalind", "Edmund", "Harriet", "Gordon", "Beatrice"),
        ("Sanderson", "Whitmore", "Tremblay", "Ashworth", "Pemberton", "Lockhart"),
        ("Dundee", "Perth", "Exeter", "Truro", "Derby", "Durham"),
        strict=True,
    )
]


def write(folder: Path, texts: list[tuple[str, str]]) -> Path:
    path = folder / "texts.jsonl"
    rows = [{"id": str(n), "title": "", "body": body, "language": code} for n, (code, body) in enumerate(texts)]
    path.write_bytes(b"\n".join(map(orjson.dumps, rows)))
    return path


@pytest.fixture
def known(tmp_path: Path) -> Store:
    """An archive in which all names are settled."""
    store = Store.create(tmp_path / "archive")
    runs.add(store, [write(tmp_path, [*STORY[:3], *OTHERS])])
    return store


def add(store: Store, language: str, body: str) -> dict[str, str | None]:
    """Adds one document; its names and whose they are."""
    path = store.folder.parent / "new.jsonl"
    path.write_bytes(orjson.dumps({"id": "new", "title": "", "body": body, "language": language}))
    runs.add(store, [path])
    return {m.text: m.entity for m in documents(store)["new"].mentions}


def test_a_first_add_leaves_what_a_relink_would(known: Store) -> None:
    before = contents(known)
    assert relink(known).documents == 0
    assert contents(known) == before


def test_a_new_document_is_settled_without_reading_the_others(known: Store) -> None:
    lindqvist = owner(documents(known)["0"], "Dionisio Lindqvist")
    assert lindqvist in add(known, *STORY[4]).values()
    with closing(Register(known.register)) as register:
        assert register.relinked() == len(documents(known)) - 1


def test_a_new_document_comes_to_what_a_relink_makes_of_it(known: Store) -> None:
    at_once = add(known, *STORY[3])
    relink(known)
    after = {m.text: m.entity for m in documents(known)["new"].mentions}
    shared = at_once.keys() & after.keys()
    assert len(shared) >= 3
    with closing(Register(known.register)) as register:
        assert {text: register.current(str(at_once[text])) for text in shared} == {text: after[text] for text in shared}


def test_an_archive_that_has_grown_is_settled_whole(known: Store, tmp_path: Path) -> None:
    other = tmp_path / "more"
    other.mkdir()
    lines = [{"id": f"x{n}", "title": "", "body": body, "language": code} for n, (code, body) in enumerate(STORY)]
    (other / "more.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    runs.add(known, [other / "more.jsonl"])
    with closing(Register(known.register)) as register:
        assert register.relinked() == len(documents(known))


def test_names_can_be_left_for_later(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [write(tmp_path, STORY)], naming=False)
    with closing(Register(store.register)) as register:
        assert register.relinked() == 0
    assert relink(store).documents > 0


def test_what_people_decided_holds_for_documents_added_later(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [SEEDS])
    shoigu, lavrov, kabulov = "person:sergei-shoigu", "person:sergei-lavrov", "person:zamir-kabulov"
    decide(store, Decision("merge", shoigu, lavrov))
    decide(store, Decision("rename", kabulov, language="en", name="Envoy"))
    decide(store, Decision("hide", "place:ru"))
    add(store, "en", "Zamir Kabulov and Sergei Lavrov met in Russia, said Zamir Nabiyevich Kabulov.")
    mentions = documents(store)["new"].mentions
    assert {m.entity for m in mentions if "Lavrov" in m.name} == {shoigu}
    with closing(Register(store.register)) as register:
        assert register.labels([kabulov], "en")[kabulov].label == "Envoy"
        assert register.labels(["place:ru", lavrov], "en") == {}
