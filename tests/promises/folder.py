"""What an engine that keeps its index in a folder of this machine promises besides: its files, and one writer."""

from pathlib import Path
from random import Random

import orjson
import pytest

from search.archive import Archive
from search.engines import open_engine
from search.engines.base import Engine
from search.errors import ArchiveBusy, ArchiveDamaged, ArchiveStale
from search.store import MANIFEST, Store
from search.types import All, Query
from tests.entries import entry
from tests.sample import sample


def test_info_counts_the_bytes_of_all_files(engine: Engine, tmp_path: Path) -> None:
    engine.add([entry("a", "word")])
    engine.commit()
    assert engine.info().bytes == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


def test_a_second_writer(engine: Engine, name: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveBusy):
        open_engine(name, tmp_path / "index", writing=True)
    engine.add([entry("a")])
    engine.commit()
    with pytest.raises(ArchiveBusy):
        open_engine(name, tmp_path / "index", writing=True)


def flip(path: Path) -> None:
    """Turns the bits of one byte over, in place: a file that is mapped into memory must not be made shorter."""
    place = path.stat().st_size // 3
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0xFF]))


def test_verify_names_every_damaged_file(engine: Engine, name: str, tmp_path: Path) -> None:
    engine.add(sample(Random(1), 50))
    engine.commit()
    engine.close()
    folder = tmp_path / "index"
    for path in sorted(folder.iterdir()):
        if path.suffix in {"", ".json", ".lock", ".toc", ".crc"}:
            continue
        flip(path)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("RUST_BACKTRACE", "0")
            try:
                reader = open_engine(name, folder)
            except ArchiveDamaged:
                continue
            finally:
                flip(path)
        flip(path)
        assert any(path.name in problem for problem in reader.verify())
        reader.close()
        flip(path)


def test_updates_leave_no_bytes_behind(engine: Engine, name: str, tmp_path: Path) -> None:
    entries = sample(Random(2), 40)
    engine.add(entries)
    engine.commit()
    for number in range(200):
        engine.add([entries[number % 40]])
        engine.commit()
    engine.close()
    again = open_engine(name, tmp_path / "index", writing=True)
    again.close()
    found = open_engine(name, tmp_path / "index").info()
    fresh = open_engine(name, tmp_path / "fresh", writing=True)
    fresh.add(entries)
    fresh.commit()
    fresh.close()
    expected = open_engine(name, tmp_path / "fresh").info()
    assert found.documents == expected.documents == 40
    assert found.bytes < 5 * expected.bytes + 60_000
    assert len(list((tmp_path / "index").iterdir())) < 80


@pytest.mark.parametrize("part", [0, -1], ids=["other analyzers", "another form of index"])
def test_an_archive_made_otherwise_is_refused(name: str, tmp_path: Path, part: int) -> None:
    folder = tmp_path / "archive"
    running = Archive(Store.create(folder, name))
    manifest = orjson.loads((folder / MANIFEST).read_bytes())
    parts = manifest["fingerprint"].split("-")
    parts[part] += " of old"
    (folder / MANIFEST).write_bytes(orjson.dumps({**manifest, "fingerprint": "-".join(parts)}))
    with pytest.raises(ArchiveStale, match="of old") as refused:
        Archive.open(folder)
    assert "rebuild" in refused.value.hint
    assert running.search(Query(All())).total == 0, "one already open serves on"
    running.close()
