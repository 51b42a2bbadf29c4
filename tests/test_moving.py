"""An archive that moves to another engine: its documents, decisions and failures go along, or all stays as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from osmem_server import OsmemServer

from indexer import runs
from indexer.__main__ import main
from indexer.deciding import decide
from indexer.ledger import Ledger
from search import sharing
from search.archive import Archive
from search.errors import BadParameter
from search.query import parse
from search.register.decided import Decision
from search.store import MANIFEST, Store
from tests.conftest import SEEDS
from tests.postgres import Postgres
from web.reading import Reading

KABULOV = "person:zamir-kabulov"


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    with OsmemServer.start() as osmem, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIWAN_OPENSEARCH_URL", osmem.url)
        patch.setenv("DIWAN_OPENSEARCH_TIMEOUT", "60")
        yield
        if osmem.process.stdout:
            osmem.process.stdout.close()


@pytest.fixture
def register(cluster: None, postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DIWAN_REGISTER_URL", postgres_server.url)
    yield
    postgres_server.empty()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An archive of two of the seeds, one of which is gone since, of a file that fails, and of a decision."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for path in sorted(SEEDS.glob("*.txt"))[:2]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    made = Store.create(tmp_path / "press")
    runs.add(made, [folder], jobs=1)
    decide(Store.open(made.folder), Decision("rename", KABULOV, language="en", name="Z. N. Kabulov"))
    next(iter(sorted(folder.glob("*.txt")))).unlink()
    return Store.open(made.folder)


def told(folder: Path) -> tuple[str, int, list[str], str, list[str]]:
    """The engine of an archive, and what it is asked: hits, their sources, a name, the files that failed."""
    opened = Store.open(folder)
    with closing(Archive(opened)) as archive, closing(Ledger(opened.ledger)) as ledger:
        found = archive.search(parse({"q": ["Kabulov"]}))
        sources = sorted(hit.document.source for hit in found.hits)
        named = [one.label for hit in found.hits for one in hit.entities if one.id == KABULOV]
        return opened.manifest.engine, found.total, sources, named[0], sorted(ledger.failures())


def test_from_one_engine_of_this_machine_to_another_and_back(store: Store) -> None:
    before = told(store.folder)
    runs.rebuild(store, engine="whoosh")
    assert told(store.folder) == ("whoosh", *before[1:])
    runs.rebuild(Store.open(store.folder), engine="tantivy")
    assert told(store.folder) == before
    assert [path.name for path in store.folder.glob("build-*")] == ["build-3"]


def test_who_serves_takes_the_other_engine_up(store: Store) -> None:
    reading = Reading(store.folder, expansions=1_000)
    before = reading.archive().search(parse({"q": ["Kabulov"]})).total
    runs.rebuild(store, engine="whoosh")
    assert reading.archive().store.manifest.engine == "whoosh"
    assert reading.archive().search(parse({"q": ["Kabulov"]})).total == before > 0


def test_to_a_cluster_of_its_own(store: Store, cluster: None) -> None:
    before = told(store.folder)
    runs.rebuild(store, engine="opensearch")
    assert told(store.folder) == ("opensearch", *before[1:])
    assert Store.open(store.folder).shared is None


def test_to_a_cluster_that_machines_share(store: Store, register: None, tmp_path: Path) -> None:
    before = told(store.folder)
    reading = Reading(store.folder, expansions=1_000)
    reading.archive()
    runs.rebuild(store, engine="opensearch")
    assert told(store.folder) == ("opensearch", *before[1:])
    assert told(tmp_path / "elsewhere" / "press")[:4] == ("opensearch", *before[1:4])
    assert reading.archive().store.shared is not None
    assert not (store.folder / MANIFEST).exists()


def test_files_are_still_this_machines_after_a_move(store: Store, register: None, tmp_path: Path) -> None:
    runs.rebuild(store, engine="opensearch")
    report = runs.add(Store.open(store.folder), [tmp_path / "seeds"], jobs=1)
    assert (report.documents, report.unchanged) == (0, 1)


def test_an_archive_that_is_shared_stays_where_all_can_reach_it(store: Store, register: None) -> None:
    runs.rebuild(store, engine="opensearch")
    with pytest.raises(BadParameter, match="others share this archive"):
        runs.rebuild(Store.open(store.folder), engine="tantivy")
    assert told(store.folder)[0] == "opensearch"


def test_a_name_that_is_taken_is_refused(store: Store, register: None, tmp_path: Path) -> None:
    Store.create(tmp_path / "elsewhere" / "press", "opensearch")
    before = told(store.folder)
    with pytest.raises(BadParameter, match="another archive of this name"):
        runs.rebuild(store, engine="opensearch")
    assert told(store.folder) == before


def test_a_move_that_is_broken_off_leaves_the_archive_and_can_begin_again(
    store: Store, register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(store.folder)

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(runs, "relink", fails)
        runs.rebuild(store, engine="opensearch")
    assert told(store.folder) == before
    runs.rebuild(Store.open(store.folder), engine="opensearch")
    assert told(store.folder) == ("opensearch", *before[1:])


def test_a_move_that_is_killed_before_its_last_step_is_ended_by_who_opens_the_archive(
    store: Store, register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, unlink = told(store.folder), Path.unlink

    def killed(path: Path, missing_ok: bool = False) -> None:
        if path.name == MANIFEST:
            os._exit(9)
        unlink(path, missing_ok)

    if not (child := os.fork()):
        monkeypatch.setattr(Path, "unlink", killed)
        runs.rebuild(store, engine="opensearch")
    assert os.waitpid(child, 0)[1] == 9 << 8
    assert (store.folder / MANIFEST).exists()
    assert told(store.folder) == ("opensearch", *before[1:])
    assert not (store.folder / MANIFEST).exists()
    assert [path.name for path in store.folder.glob("build-*")] == ["build-2"]


def test_a_name_taken_while_it_moves_is_told_and_the_archive_stays(
    store: Store, register: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(store.folder)

    def meanwhile(_: Store) -> None:
        Store.create(tmp_path / "elsewhere" / "press", "opensearch")

    monkeypatch.setattr(runs, "relink", meanwhile)
    with pytest.raises(Exception, match="press"):
        runs.rebuild(store, engine="opensearch")
    assert told(store.folder) == before


def test_an_engine_that_is_none_is_named(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", str(store.folder), "rebuild", "--engine", "lucene"]) == 2
    assert "lucene" in capsys.readouterr().err


def test_two_processes_that_join_at_once_are_one_machine(register: None, tmp_path: Path) -> None:
    shared = sharing.beginning(tmp_path / "press")
    assert shared is not None
    first, second = sharing.joined(shared, tmp_path / "press"), sharing.joined(shared, tmp_path / "press")
    assert first == second
    assert [path.name for path in (tmp_path / "press").iterdir()] == [sharing.FILE]
