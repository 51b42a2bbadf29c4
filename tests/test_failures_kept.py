"""What could not be read is kept with the archive: `status` counts it, and names the scans."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.__main__ import main
from indexer.ledger import Ledger
from search.store import Store

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "good.txt").write_text("Rivers\n\nThe river Kokcha rose again on Monday, said the people of the valley.")
    (made / "scan.png").write_bytes(PICTURE)
    (made / "empty.txt").write_text("")
    return made


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Store:
    made = Store.create(tmp_path / "archive")
    runs.add(made, [folder])
    return made


def kept(store: Store) -> list[str]:
    with closing(Ledger(Store.open(store.folder).ledger)) as ledger:
        return sorted(ledger.failures())


def test_status_counts_failures_and_names_scans(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", str(store.folder), "status"]) == 0
    told = capsys.readouterr().out
    assert "failures     2 not read, 1 of them scans without text\n" in told
    assert "scan         articles/scan.png\n" in told


def test_add_says_how_many_are_scans(store: Store, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", str(store.folder), "add", "--quiet", str(folder)]) == 1
    assert "1 of the failures are scans without text; --ocr" in capsys.readouterr().out


def test_a_file_that_can_be_read_at_last_is_a_failure_no_longer(store: Store, folder: Path) -> None:
    (folder / "scan.txt").write_text("Lakes\n\nThe text of the scan, put beside it by somebody.")
    runs.add(store, [folder])
    assert kept(store) == ["articles/empty.txt"]


def test_a_file_that_is_gone_is_a_failure_no_longer(store: Store, folder: Path) -> None:
    (folder / "empty.txt").unlink()
    runs.add(store, [folder])
    assert kept(store) == ["articles/scan.png"]


def test_a_rebuild_keeps_them_and_remove_forgets_them(store: Store) -> None:
    runs.rebuild(store)
    assert kept(store) == ["articles/empty.txt", "articles/scan.png"]
    runs.remove(Store.open(store.folder), ["articles"])
    assert kept(store) == []


def test_a_record_that_failed_is_kept_under_its_file(store: Store, folder: Path) -> None:
    (folder / "news.jsonl").write_text('{"title": "Good", "body": "A good body of text."}\nnot json\n')
    runs.add(store, [folder])
    with closing(Ledger(store.ledger)) as ledger:
        [failure] = ledger.failures("articles/news.jsonl")["articles/news.jsonl"]
    assert str(failure.values["source"]).startswith("articles/news.jsonl")
    assert failure.values["reason"]
