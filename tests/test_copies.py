"""What the index says of copies: which document is the first of its text, whatever comes, changes or goes."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from search.store import Store
from search.types import All, KeywordFilter, Request

DAM = "The dam\n\n" + " ".join(f"Sentence {n} tells of the dam above the village." for n in range(40))
ICE = "Glaciers\n\nThe glaciers of Wakhan are many, and quite another matter, says a report."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "archive")


def copied(store: Store) -> dict[str, str | None]:
    """Source of each document -> source of the one that it is a copy of."""
    with closing(Store.open(store.folder).engine()) as engine:
        found = {document.id: document for document in engine.scan(All())}
        for document in found.values():
            counted = engine.search(Request(All(), (KeywordFilter("copy", (document.id,)),))).total
            assert counted == sum(one.copy_of == document.id for one in found.values())
    return {one.source: found[one.copy_of].source if one.copy_of else None for one in found.values()}


@pytest.fixture
def dams(store: Store, tmp_path: Path) -> Path:
    """A folder of three files of one text; a.txt was added before the others."""
    folder = tmp_path / "dams"
    folder.mkdir()
    for names in (["a.txt"], ["b.txt", "c.txt"]):
        for name in names:
            (folder / name).write_text(DAM)
        runs.add(store, [folder])
    return folder


def test_a_copy_knows_what_it_is_a_copy_of(store: Store, dams: Path) -> None:
    assert copied(store) == {"dams/a.txt": None, "dams/b.txt": "dams/a.txt", "dams/c.txt": "dams/a.txt"}


def test_the_copies_of_a_document_that_changes_have_another_first_one(store: Store, dams: Path) -> None:
    (dams / "a.txt").write_text(ICE)
    runs.add(store, [dams])
    assert copied(store) == {"dams/a.txt": None, "dams/b.txt": None, "dams/c.txt": "dams/b.txt"}


def test_a_first_one_that_is_read_again_is_not_a_copy_of_its_copy_too(store: Store, dams: Path) -> None:
    os.utime(dams / "a.txt", (1, 1))
    runs.add(store, [dams])
    assert copied(store) == {"dams/a.txt": "dams/b.txt", "dams/b.txt": None, "dams/c.txt": "dams/b.txt"}


def test_the_copies_of_a_document_that_is_removed_have_another_first_one(store: Store, dams: Path) -> None:
    runs.remove(store, ["dams/a.txt"])
    assert copied(store) == {"dams/b.txt": None, "dams/c.txt": "dams/b.txt"}


def test_what_a_rebuild_keeps_is_no_copy_of_what_is_no_longer_like_it(store: Store, dams: Path) -> None:
    for name in ("b.txt", "c.txt"):
        (dams / name).unlink()
    (dams / "a.txt").write_text(ICE)
    runs.rebuild(store)
    assert copied(store) == {"dams/a.txt": None, "dams/b.txt": None, "dams/c.txt": "dams/b.txt"}
