"""What an archive keeps of files that cannot be read now, or are gone from somewhere else than where one looks."""

from __future__ import annotations

import gzip
import os
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from indexer import readers, runs
from indexer.__main__ import main
from indexer.ledger import Ledger
from search.store import Store
from search.types import All


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    (made / "sub").mkdir(parents=True)
    (made / "one.txt").write_text("Rivers\n\nThe river Kokcha rose again on Monday, said the people of the valley.")
    (made / "sub" / "two.txt").write_text("Roads\n\nThe road over the Salang was closed again, said the ministry.")
    return made


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Store:
    made = Store.create(tmp_path / "archive")
    runs.add(made, [folder], jobs=1)
    return made


def held(store: Store) -> list[str]:
    with closing(Store.open(store.folder).engine()) as engine:
        return sorted(made.source for made in engine.scan(All()))


def known(store: Store) -> int:
    """How many documents the ledger knows."""
    with closing(Ledger(Store.open(store.folder).ledger)) as ledger:
        return sum(len(entry.ids) for entry in ledger.all())


def forbid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is at a path, or below, may not be looked at, whoever asks (root may look at all)."""
    stat = Path.stat

    def refuses(one: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == one or path in one.parents:
            raise PermissionError(13, "Permission denied", str(one))
        return stat(one, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuses)


def test_a_rebuild_keeps_what_a_file_gave_that_cannot_be_read_now(store: Store, folder: Path) -> None:
    (folder / "one.txt").write_bytes(b"")
    report = runs.rebuild(store)
    assert [failure.values["source"] for failure in report.failures] == ["articles/one.txt"]
    assert (held(store), known(store)) == (["articles/one.txt", "articles/sub/two.txt"], 2)
    again = runs.add(Store.open(store.folder), [folder])
    assert (len(again.failures), again.unchanged) == (1, 1)


def test_a_rebuild_keeps_what_a_file_gave_that_is_cut_off_now(store: Store, tmp_path: Path) -> None:
    lines = [orjson.dumps({"body": f"The text of {n}: {os.urandom(400).hex()}"}) for n in range(120)]
    packed, path = gzip.compress(b"\n".join(lines)), tmp_path / "news.jsonl.gz"
    path.write_bytes(packed)
    runs.add(store, [path])
    path.write_bytes(packed[: len(packed) // 2])
    for rebuilding in (False, True):
        report = runs.rebuild(store) if rebuilding else runs.add(store, [path])
        assert len(report.failures) == 1
        assert (len(held(store)), known(store)) == (122, 122)


def test_a_folder_that_may_not_be_entered_is_not_gone(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        forbid(folder / "sub", patch)
        report = runs.add(store, [folder], prune=True)
        assert (report.vanished, report.removed) == ([], 0)
        assert [str(failure) for failure in report.failures] == ["articles/sub: not allowed to read it"]
    assert len(held(store)) == 2


def test_what_is_gone_is_looked_for_under_the_name_of_a_link(tmp_path: Path, folder: Path) -> None:
    store, link = Store.create(tmp_path / "other"), tmp_path / "link"
    link.symlink_to(folder)
    runs.add(store, [link])
    (folder / "one.txt").unlink()
    assert runs.add(store, [link], prune=True).vanished == ["link/one.txt"]
    assert held(store) == ["link/sub/two.txt"]


def test_prune_leaves_another_folder_of_the_same_name(
    store: Store, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "elsewhere" / "articles"
    other.mkdir(parents=True)
    (other / "three.txt").write_text("Wells\n\nQuite another text about wells and water in the north.")
    folder.rename(tmp_path / "unplugged")
    assert main(["--archive", str(store.folder), "add", "--prune", str(other)]) == 0
    told = capsys.readouterr().out
    assert "2 files are gone from another folder of the same name, and kept in the archive, as articles/one.txt" in told
    assert len(held(store)) == 3


def test_what_was_taken_out_is_told(store: Store, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "one.txt").unlink()
    main(["--archive", str(store.folder), "add", "--prune", str(folder)])
    assert "1 documents removed\n" in capsys.readouterr().out


def test_remove_does_nothing_where_one_of_its_sources_is_unknown(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", str(store.folder), "remove", "articles/one.txt", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert len(held(store)) == 2


def test_what_a_walk_comes_upon_is_kept_as_a_failure_until_it_is_gone(store: Store, folder: Path) -> None:
    def kept() -> list[str]:
        with closing(Ledger(Store.open(store.folder).ledger)) as ledger:
            return sorted(ledger.failures())

    os.mkfifo(folder / "pipe.txt")
    (folder / "sub" / "up").symlink_to("..")
    for _ in range(2):
        assert len(runs.add(store, [folder]).failures) == 2
        assert kept() == ["articles/pipe.txt", "articles/sub/up"]
    runs.rebuild(store)
    assert kept() == ["articles/pipe.txt", "articles/sub/up"]
    (folder / "pipe.txt").unlink()
    (folder / "sub" / "up").unlink()
    runs.add(Store.open(store.folder), [folder])
    assert kept() == []


def test_is_gone_is_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "file").write_text("")
    gone = [tmp_path / "none", tmp_path / "file" / "below"]
    assert [readers.is_gone(path) for path in (*gone, tmp_path / "a")] == [True, True, False]
    forbid(tmp_path / "a", monkeypatch)
    assert not readers.is_gone(tmp_path / "a" / "b")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--engine", "whoosh"), "of the engine tantivy"),
        (("--map", "titel=headline"), "One of: body, title, id"),
        (("--jobs", "-3"), "'-3' is not a whole number from 1 on"),
        (("--commit-every", "0"), "'0' is not a whole number from 1 on"),
    ],
)
def test_an_option_that_means_nothing_is_refused(
    store: Store, folder: Path, options: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["--archive", str(store.folder), "add", str(folder), *options])
    except SystemExit as stop:
        status = int(stop.code or 0)
    assert status == 2
    assert told in capsys.readouterr().err
