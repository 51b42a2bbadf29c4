"""Files of every format with bytes changed or cut off: what can be read is, the rest is named."""

import random
from pathlib import Path

import pytest

from indexer.readers import Options, choosing, read, walk
from indexer.readers.formats import plain
from search.errors import Unreadable
from search.types import RawDocument
from tests.made import crawl, everything, page, zipped
from tests.test_readers_archives import MEMBERS, tarred
from tests.test_readers_tables import RSS, book, mail, word

FILES = {
    "a.docx": word("The text of it."),
    "a.epub": book("<html><body>" + "<p>text text</p>" * 50 + "</body></html>"),
    "a.eml": mail("The text."),
    "a.mbox": b"From a@x.example Tue Nov 26 10:30:00 2024\n" + mail("The text."),
    "a.xml": RSS.format(dtd="", entity="").encode(),
    "a.warc": crawl(False),
    "a.warc.gz": crawl(True),
    "a.wacz": zipped({"archive/data.warc.gz": crawl(True)}, 0),
    "a.zip": zipped(MEMBERS),
    "a.tar": tarred(MEMBERS),
    "a.tgz": tarred(MEMBERS, "w:gz"),
    "a.html": page().encode(),
    "a.csv": b"title,body\none,two\nthree,four\n",
    "a.jsonl": b'{"body": "x"}\n{"body": "y"}\n',
    "a.md": b"# x\n\ntext",
    "a.txt": "---\ntitle: x\n---\nمتن".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_damage_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for seed in range(8):
        chance = random.Random(f"{name} {seed}")
        data = bytearray(FILES[name])
        for _ in range(chance.choice([1, 3, 10, 40])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(1, len(data))] if seed % 3 == 0 else data)
        for found in everything(path):
            assert isinstance(found, RawDocument) or found.values["reason"]


def test_a_reader_that_fails_names_the_file_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise AssertionError("unforeseen")

    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"text", "b.jsonl": b'{"body": "x"}'}))
    monkeypatch.setattr(plain, "read", fail)
    bad, good = everything(path)
    assert "a.zip#a.txt: its reader failed" in str(bad)
    assert isinstance(good, RawDocument)


def test_every_reader_is_found_and_takes_some_file(tmp_path: Path) -> None:
    (tmp_path / "fixture.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    taken = set()
    for path, source in walk(tmp_path, print):
        given = choosing._of_file(path, source, Options())
        taken.add(max(choosing.readers(), key=lambda reader: reader.recognises(given)))
    assert taken == set(choosing.readers())


def test_what_is_no_file_is_refused_when_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="a folder, not a file"):
        list(read(tmp_path, "folder"))
