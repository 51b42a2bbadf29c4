"""Damage is found and named; updates leave nothing behind; a killed writer leaves the last commit."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from search.engines import open_engine
from search.engines.base import Engine
from search.engines.stored import pack, unpack
from search.errors import ArchiveDamaged
from search.types import All, Request
from tests.entries import entry
from tests.promises.processes import ROOT
from tests.sample import sample


def test_verify_finds_nothing_in_a_sound_index(engine: Engine) -> None:
    for seed in range(3):
        engine.add(sample(Random(seed), 50, start=seed * 25))
        engine.commit()
    assert engine.verify() == []


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


def test_a_damaged_document_is_named() -> None:
    kept = bytearray(pack(entry("a", "some text").document))
    kept[len(kept) // 2] ^= 1
    with pytest.raises(ArchiveDamaged, match="the name"):
        unpack(bytes(kept), "the name")


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


WRITER = """
import os, sys
from pathlib import Path
from search.engines import open_engine
from tests.entries import entry
engine = open_engine(sys.argv[1], Path(sys.argv[2]), writing=True)
engine.add(entry(f"kept{number}", "some words") for number in range(30))
engine.commit()
engine.add(entry(f"lost{number}", "some words") for number in range(30))
os._exit(9)
"""


def test_a_killed_writer_leaves_the_last_commit(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert subprocess.run([sys.executable, "-c", WRITER, name, str(folder)], cwd=ROOT, check=False).returncode == 9
    engine = open_engine(name, folder, writing=True)
    assert engine.search(Request(All())).total == 30
    engine.add([entry("more")])
    engine.commit()
    assert engine.verify() == []
    engine.close()
