"""Damage is found and named; updates leave nothing behind; a killed writer leaves the last commit."""

import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from random import Random

import orjson
import pytest

from search.engines import open_engine
from search.engines.base import Engine
from search.engines.stored import listed, pack, unpack, without_body
from search.errors import ArchiveDamaged
from search.types import All, Document, Listed, Mention, Request
from tests.entries import entry
from tests.promises.processes import ROOT
from tests.sample import sample


def test_verify_finds_nothing_in_a_sound_index(engine: Engine) -> None:
    for seed in range(3):
        engine.add(sample(Random(seed), 50, start=seed * 25))
        engine.commit()
    assert engine.verify() == []


@pytest.mark.parametrize("squeezed", [False, True])
def test_a_damaged_document_is_named(squeezed: bool) -> None:
    kept = bytearray(pack(entry("a", "some text").document, squeezed))
    kept[len(kept) // 2] ^= 1
    with pytest.raises(ArchiveDamaged, match="the name"):
        unpack(bytes(kept), "the name")


@pytest.mark.parametrize("body", ["", "a", "some text", "متن " * 10_000])
def test_a_squeezed_document_is_the_same(body: str) -> None:
    mention = Mention(0, 4, "person", "some", "some", entity="person:x")
    document = replace(entry("a", body, "A title").document, mentions=(mention,))
    plain, squeezed = pack(document), pack(document, squeezed=True)
    assert unpack(squeezed) == document
    assert without_body(squeezed) == without_body(plain) == replace(document, body="")
    assert (
        told(listed(squeezed)) == told(listed(plain)) == (replace(document, mentions=(), body=""), ("person:x",), body)
    )


def told(one: Listed) -> tuple[Document, tuple[str, ...], str]:
    """What is listed of a document."""
    return one.document, one.mentioned, one.body().decode()


def _older(kept: bytes, mentions: object) -> bytes:
    """The same as an older archive kept it, with these mentions."""
    start = 8 + int.from_bytes(kept[4:8], "big")
    fields = orjson.loads(kept[8:start])[:-1]
    fields[5] = mentions
    head = orjson.dumps(fields)
    older = len(head).to_bytes(4, "big") + head + kept[start:]
    return zlib.crc32(older).to_bytes(4, "big") + older


def test_what_an_older_archive_kept_is_read() -> None:
    mention = Mention(0, 4, "person", "some", "some", entity="person:x")
    document = replace(entry("a", "some text").document, mentions=(mention,))
    kept = pack(document)
    older = _older(kept, [list(mention[:-1])])
    assert unpack(older) == document
    assert told(listed(older)) == told(listed(kept))


def test_what_is_no_mention_in_an_older_archive_names_the_document() -> None:
    with pytest.raises(ArchiveDamaged, match="the name"):
        listed(_older(pack(entry("a").document), ["none"]), "the name")


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
