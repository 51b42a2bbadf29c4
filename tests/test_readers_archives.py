"""Archives and crawls: their members are read, their bombs are not."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter

from indexer.readers import response
from search.errors import Unreadable
from search.types import RawDocument
from tests.made import TITLE, crawl, documents, everything, page, reasons, record, zipped

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


@pytest.mark.parametrize(
    ("written", "name"), [("خبر تازه.txt".encode(), "خبر تازه.txt"), ("né.txt".encode("cp437"), "né.txt")]
)
def test_a_name_in_utf_8_is_read_so_where_nothing_says_it(tmp_path: Path, written: bytes, name: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"x" * len(written): TEXT}).replace(b"x" * len(written), written))
    assert [one.source for one in documents(path)] == [f"a.zip#{name}"]


def test_what_lies_beside_an_article_in_an_archive_describes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    members = {
        "x/one.txt": b"The text of one.",
        "x/one.json": b'{"title": "One", "date": "2024-11-26"}',
        "y/one.txt": b"The text of another.",
        "two.html.json": b'{"title": "Two"}',
        "two.html": page().encode(),
        "three.txt": b"The text of three.",
        "three.json": b"[",
        "own.json": b'{"title": "Own", "body": "By itself."}',
    }
    path.write_bytes(zipped(members))
    found = everything(path)
    assert [(one.source, one.title) for one in found if isinstance(one, RawDocument)] == [
        ("a.zip#own.json#1", "Own"),
        ("a.zip#three.txt", None),
        ("a.zip#two.html", "Two"),
        ("a.zip#x/one.txt", "One"),
        ("a.zip#y/one.txt", None),
    ]
    assert [str(one).partition(":")[0] for one in found if isinstance(one, Unreadable)] == ["a.zip#three.json"]


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


def in_pieces(body: bytes) -> bytes:
    pieces = (body[start : start + 100] for start in range(0, len(body), 100))
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def written(writer: Callable[[io.BytesIO], Any], body: bytes) -> bytes:
    packed = io.BytesIO()
    one = writer(packed)
    one.write(body)
    one.close()
    return packed.getvalue()


def brotli(body: bytes) -> bytes:
    return written(BrotliWriter, body)


def zstandard(body: bytes) -> bytes:
    return written(ZstdWriter, body)


def raw_deflate(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


def as_it_is(body: bytes) -> bytes:
    return body


@pytest.mark.parametrize(("transfer", "content", "sent"), [
    ("", "gzip", gzip.compress),
    ("", "x-gzip", gzip.compress),
    ("", "deflate", zlib.compress),
    ("", "deflate", raw_deflate),
    ("", "br", brotli),
    ("", "zstd", zstandard),
    ("chunked", "", in_pieces),
    ("Chunked", "gzip", lambda body: in_pieces(gzip.compress(body))),
    ("chunked", "br", lambda body: in_pieces(brotli(body))),
    ("gzip, chunked", "", lambda body: in_pieces(gzip.compress(body))),
    ("", "gzip", as_it_is),
    ("", "br", as_it_is),
    ("", "zstd", as_it_is),
    ("chunked", "", as_it_is),
    ("chunked", "gzip", as_it_is),
])  # fmt: skip
@pytest.mark.parametrize("packed", [True, False])
def test_a_body_is_read_however_it_was_sent_and_those_behind_it(
    tmp_path: Path, packed: bool, transfer: str, content: str, sent: Callable[[bytes], bytes]
) -> None:
    headers = {"Transfer-Encoding": transfer, "Content-Encoding": content}
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    records = [
        record("https://x.example/1", sent(page().encode()), more=more, kind="Text/HTML"),
        record("https://x.example/2", page().encode()),
    ]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(map(gzip.compress, records)) if packed else b"".join(records))
    assert [(one.source, one.title) for one in documents(path)] == [
        ("a.warc#https://x.example/1", TITLE),
        ("a.warc#https://x.example/2", TITLE),
    ]


def test_a_body_that_cannot_be_unpacked_is_named_and_the_crawl_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    noise = record("https://x.example/1", bytes(range(256)) * 9, more="Content-Encoding: br\r\n")
    path.write_bytes(noise + record("https://x.example/2", page().encode()))
    bad, good = everything(path)
    assert "binary" in str(bad)
    assert getattr(good, "title", "") == TITLE


def test_a_crawl_packed_as_a_whole_is_not_said_to_be_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(crawl(False)))
    assert len(documents(path)) == 2
    path.write_bytes(gzip.compress(crawl(False))[:-20])
    assert any("cut off" in reason for reason in reasons(path))


SENT: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli,
    "zstd": zstandard,
    "gzip": gzip.compress,
    "chunked": in_pieces,
}


@pytest.mark.parametrize("coding", SENT)
def test_what_a_body_unpacks_to_is_bounded(coding: str) -> None:
    assert len(response.body(SENT[coding](b"a" * 3_000_000), "", coding, 100_000)) < 300_000
