"""Archives and crawls: their members are read, their bombs are not."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from search.errors import Unreadable
from tests.made import crawl, documents, everything, reasons, zipped

TEXT = ("A title here\n\n" + "Some text of an article, which is long enough. " * 5).encode()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return data.getvalue()


MEMBERS = {
    "b/2.txt": TEXT,
    "a/1.txt": TEXT,
    "b/.hidden.txt": TEXT,
    "__MACOSX/x.txt": TEXT,
    "data.jsonl": b'{"body": "x"}',
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar", tarred(MEMBERS)),
        ("a.tar.gz", tarred(MEMBERS, "w:gz")),
        ("a.tgz", tarred(MEMBERS, "w:gz")),
        ("unnamed", zipped(MEMBERS)),
    ],
)
def test_members_are_read_by_their_own_readers(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = {one.source.rpartition(f"{name}#")[2].removeprefix(f"{name}#") for one in documents(path)}
    assert {one.split("#", 1)[-1] if one.startswith("a.tar#") else one for one in found} == {
        "a/1.txt",
        "b/2.txt",
        "data.jsonl#1",
    }


def test_a_packed_file_is_read_as_what_is_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"body": "one"}\n{"body": "two"}\n'))
    assert [one.text for one in documents(path)] == ["one", "two"]


def test_a_packed_file_that_is_cut_off_gives_what_is_whole_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    import random

    lines = "".join(f'{{"body": "{random.Random(n).getrandbits(400)}"}}\n' for n in range(500))
    packed = gzip.compress(lines.encode())
    path.write_bytes(packed[: len(packed) // 2])
    found = everything(path)
    assert len(found) > 100
    assert [str(one) for one in found if isinstance(one, Unreadable)] == [str(found[-1])]
    assert "cut off or damaged" in str(found[-1])


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.zip", zipped(MEMBERS)[:300]), ("a.tar", tarred(MEMBERS)[:2000]), ("b.zip", b"PK\x03\x04" + b"x" * 50)],
)
def test_a_damaged_archive_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert "cut off or damaged" in reasons(path)[-1]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped({"zeros.txt": b"a" * 50_000_000})),
        ("a.gz", gzip.compress(b"a" * 50_000_000)),
        ("a.txt.gz", gzip.compress(b"word " * 10_000_000)),
        ("nested.zip", zipped({"inner.zip": zipped({"zeros.txt": b"a" * 50_000_000})})),
    ],
)
def test_a_bomb_is_not_opened(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert "taken for a bomb" in reasons(path)[0]


def test_archives_within_archives_end_somewhere(tmp_path: Path) -> None:
    data = TEXT
    for _ in range(8):
        data = zipped({"inner.txt": data})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert "within 4 others" in reasons(path)[0]


def test_an_encrypted_member_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"secret.txt": TEXT, "z.txt": TEXT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(data))
    secret, document = everything(path)
    assert "a.zip#secret.txt: encrypted" in str(secret)
    assert getattr(document, "source", "") == "a.zip#z.txt"


def test_names_that_climb_out_of_an_archive_write_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"../../outside.txt": TEXT}))
    before = set(tmp_path.parent.rglob("outside.txt"))
    everything(path)
    assert set(tmp_path.parent.rglob("outside.txt")) == before


def test_a_spreadsheet_is_no_collection_of_files(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped({"[Content_Types].xml": b"<x/>", "xl/a.xml": b"<x/>"}))
    assert "an Office file that is no text" in reasons(path)[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", crawl(False)),
        ("a.warc.gz", crawl(True)),
        ("a.wacz", zipped({"archive/data.warc.gz": crawl(True), "datapackage.json": b"{}"}, 0)),
    ],
)
def test_a_crawl_gives_its_pages(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = documents(path)
    assert [one.metadata["url"] for one in found] == ["https://site.example/a", "https://site.example/b"]
    assert [one.title for one in found] == ["روسیه تماس با طالبان را تایید کرد", "خبر دیگری از کابل رسید"]
    assert found[0].source.endswith("#https://site.example/a")
    assert found[0].metadata["crawl:date"] == "2024-11-26T10:00:00Z"


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_that_is_cut_off_says_so(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(crawl(packed)[:-200])
    found = everything(path)
    assert getattr(found[0], "metadata", {})["url"] == "https://site.example/a"
    assert "cut off" in str(found[-1])
