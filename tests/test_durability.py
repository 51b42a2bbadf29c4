"""What a full or read-only disk and a lost register do: a clear error, the last commit served, the register mended."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from secrets import token_hex

import pytest

from evaluation.speed.texts import Texts
from indexer import runs
from indexer.__main__ import main
from search.archive import Archive
from search.engines.tantivy_ import open_index
from search.errors import ArchiveDamaged
from search.query import parse
from search.register import Register
from search.store import Store
from search.types import All
from tests.conftest import SEEDS
from tests.entries import entry


def total(folder: Path) -> int:
    archive = Archive.open(folder)
    try:
        return archive.search(parse({"q": [""]})).total
    finally:
        archive.close()


def labels(store: Store) -> dict[str, int]:
    """Every entity that a document has, by its label, and in how many documents."""
    archive = Archive(store)
    try:
        facets = archive.search(parse({"q": [""]})).facets
        return {bucket.label: bucket.count for facet in facets if facet.name == "entity" for bucket in facet.buckets}
    finally:
        archive.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"DISK FULL IS NOT TESTED: a tmpfs cannot be mounted here ({done.stderr.strip()})")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_a_clear_error_and_the_last_commit_is_served(
    small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = small_disk / "archive"
    assert main(["--archive", str(archive), "add", "--quiet", str(SEEDS)]) == 0
    texts, folder = Texts(SEEDS, 1, 5_000), tmp_path / "articles"
    folder.mkdir()
    for number in range(250):
        (folder / f"{number}.txt").write_text(texts.text(number).body)
    (small_disk / "others").write_bytes(bytes(shutil.disk_usage(small_disk).free - 500_000))
    capsys.readouterr()
    assert main(["--archive", str(archive), "add", "--quiet", "--no-entities", str(folder)]) == 2
    told = capsys.readouterr().err
    assert "cannot be written to" in told and "full" in told
    assert "Traceback" not in told
    with closing(Store.open(archive).engine()) as engine:
        assert engine.verify() == []
    assert 5 <= total(archive) < 255


def test_a_disk_that_fills_while_documents_are_written_is_named_and_nothing_lost(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(1_000_000))
    texts = (entry(str(number), body=token_hex(20_000)) for number in range(10_000))
    with closing(open_index(small_disk / "index", writing=True, expansions=10)) as engine:
        engine.add([entry("kept")])
        engine.commit()
        engine.delete(["kept"])
        with pytest.raises(ArchiveDamaged, match="No space left"):
            engine.add(texts)
        filler.unlink()
        for change in (engine.commit, lambda: engine.add([entry("more")])):
            with pytest.raises(RuntimeError, match="roll back"):
                change()
        engine.rollback()
        engine.add([entry("more")])
        engine.commit()
        assert {found.id for found in engine.scan(All())} == {"kept", "more"}


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Archive]:
    """An archive of the seeds that was being searched when its folder could no longer be written to."""
    archive = tmp_path / "archive"
    runs.add(Store.create(archive), [SEEDS])
    opened = Archive.open(archive)
    opened.search(parse({"q": [""]}))
    if os.getuid():
        folders = [archive, *(path for path in archive.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        yield opened
        for folder in folders:
            folder.chmod(0o755)
        return
    # Nothing is forbidden to root but by the file system.
    mounted: list[list[str | Path]] = [
        ["mount", "--bind", archive, archive],
        ["mount", "-o", "remount,ro,bind", archive],
    ]
    for command in mounted:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"A READ-ONLY FOLDER IS NOT TESTED: it cannot be mounted so here ({done.stderr.strip()})")
    yield opened
    opened.close()
    subprocess.run(["umount", "-l", archive], check=True)


def test_a_read_only_folder_is_a_clear_error_and_is_served(
    read_only: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new.txt").write_text("A title\n\nAnd a text that is new.")
    assert main(["--archive", str(read_only.store.folder), "add", "--quiet", str(tmp_path / "new.txt")]) == 2
    assert "cannot be written to" in capsys.readouterr().err
    assert read_only.search(parse({"q": [""]})).total == 5


def test_a_lost_register_is_made_again_by_the_next_run(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [SEEDS])
    before = labels(store)
    for path in store.build.glob("register.sqlite*"):
        path.unlink()
    runs.add(store, [SEEDS])
    assert labels(store) == before != {}


def test_a_register_older_than_the_index_is_brought_up_to_date(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    seeds = sorted(SEEDS.glob("*.txt"))
    runs.add(store, seeds[:1])
    kept = store.build / "register.sqlite"
    with closing(sqlite3.connect(kept)) as register:
        register.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(kept, tmp_path / "older")
    runs.add(store, seeds)
    before = labels(store)
    for path in store.build.glob("register.sqlite-*"):
        path.unlink()
    shutil.copy(tmp_path / "older", kept)
    runs.add(store, seeds)
    with closing(store.engine()) as engine, closing(Register(store.register)) as register_now:
        assert register_now.generation() >= engine.info().generation
    assert labels(store) == before
