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


def test_a_damaged_document_is_named() -> None:
    kept = bytearray(pack(entry("a", "some text").document))
    kept[len(kept) // 2] ^= 1
    with pytest.raises(ArchiveDamaged, match="the name"):
        unpack(bytes(kept), "the name")


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
