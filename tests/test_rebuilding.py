"""A rebuild, and who has the archive open while another build takes the place of the one there was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.ledger import Entry
from indexer.pipeline import Indexer
from indexer.relinking import relink
from indexer.work import File, read
from search.archive import Archive
from search.errors import ArchiveBusy
from search.store import Store
from search.types import All, Document
from tests.conftest import SEEDS, TODAY
from web.reading import Reading


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An archive of one article."""
    made = Store.create(tmp_path / "archive")
    runs.add(made, [article(tmp_path / "first", "The first text of all.")])
    return made


def article(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text(f"A title\n\n{text}")
    return folder


def sources(store: Store) -> list[str]:
    with closing(Store.open(store.folder).engine()) as engine:
        return sorted(document.source for document in engine.scan(All()))


def test_what_was_opened_before_a_rebuild_changes_nothing(store: Store, tmp_path: Path) -> None:
    late = Store.open(store.folder)
    runs.rebuild(Store.open(store.folder))
    second = article(tmp_path / "second", "The second text of all.")
    for change in (lambda: runs.add(late, [second]), lambda: runs.rebuild(late), lambda: relink(late)):
        with pytest.raises(ArchiveBusy):
            change()
    assert sources(store) == ["first/a.txt"]
    assert not late.build.exists()
    runs.add(Store.open(store.folder), [second])
    assert sources(store) == ["first/a.txt", "second/a.txt"]


def test_a_rebuild_mends_an_index_that_is_damaged_as_a_whole(store: Store, tmp_path: Path) -> None:
    gone = article(tmp_path / "second", "The second text of all.")
    runs.add(store, [gone])
    shutil.rmtree(gone)
    (store.index / "meta.json").write_text("{")
    failures = runs.rebuild(Store.open(store.folder)).failures
    assert [failure.values["source"] for failure in failures] == ["second/a.txt"]
    assert sources(store) == ["first/a.txt"]
    runs.add(Store.open(store.folder), [article(tmp_path / "second", "The second text of all.")])
    assert sources(store) == ["first/a.txt", "second/a.txt"]


def test_a_rebuild_before_names_are_settled_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = article(tmp_path / "second", "The second text of all.")
    whole = Indexer._finish_texts

    def finished(indexer: Indexer) -> None:
        whole(indexer)
        monkeypatch.setattr(Indexer, "_finish_texts", whole)
        runs.rebuild(Store.open(store.folder))

    monkeypatch.setattr(Indexer, "_finish_texts", finished)
    monkeypatch.setattr("indexer.pipeline.renew", None)
    monkeypatch.setattr("indexer.newcomers.settle", None)
    with pytest.raises(ArchiveBusy), Indexer(Store.open(store.folder)) as indexer:
        for result in read(File(folder / "a.txt", "second/a.txt"), TODAY, lambda records: False):
            indexer.take(result)
        indexer.settle_names()
    assert sources(store) == ["first/a.txt", "second/a.txt"]


def test_a_server_sees_a_rebuild_that_ends_while_it_opens_the_archive(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Reading._open

    def opened(reading: Reading) -> Archive:
        found = whole(reading)
        monkeypatch.setattr(Reading, "_open", whole)
        runs.rebuild(Store.open(store.folder))
        return found

    monkeypatch.setattr(Reading, "_open", opened)
    reading = Reading(store.folder, 64)
    assert [reading.archive().store.manifest.build for _ in range(2)] == [1, 2]


def test_what_a_rebuild_keeps_is_committed_in_batches(store: Store, tmp_path: Path) -> None:
    old = Store.create(tmp_path / "old")
    runs.add(old, [SEEDS])
    there: list[int] = []

    def kept() -> Iterator[Document]:
        with closing(old.engine()) as engine:
            for document in engine.scan(All()):
                with closing(Store.open(store.folder).engine()) as committed:
                    there.append(committed.info().documents - 1)
                yield document

    with Indexer(store, batch=2) as indexer:
        indexer.keep(kept(), Entry("seeds", "/seeds", 1, 1, "", ()))
    assert there == [0, 0, 2, 2, 4]
