"""A folder of everything bad at once: each is named with its reason, the rest indexed, within bounds of memory."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import runs
from indexer.pipeline import Report
from search.store import Store
from tests.made import everything, zipped

ROOT = Path(__file__).parent.parent
#: Bytes of memory, shared libraries included, that no process of a run may have.
MEMORY = 600 * 1024**2
#: Runs a program and prints what the largest of its processes had: a child of pytest's own would begin with pytest's.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
sys.exit(done.returncode)
"""
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)
)  # fmt: skip
STOLEN = f'<!DOCTYPE x [<!ENTITY a9 SYSTEM "{(ROOT / "pyproject.toml").as_uri()}">'


def feed(doctype: str) -> bytes:
    return (
        f"<?xml version='1.0'?>{doctype}]><rss version='2.0'><channel><title>t</title>"
        "<item><title>News</title><description>The river rose. &a9;</description></item></channel></rss>"
    ).encode()


def book(doctype: str) -> bytes:
    package = f"{doctype}]><package><metadata/><manifest><item id='i' href='c.xhtml'/></manifest></package>"
    chapter = f"<?xml version='1.0'?>{doctype}]><html><body><p>The river rose. &a9;</p></body></html>"
    container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>"
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "p.opf": package}
    return zipped({name: text.encode() for name, text in {**members, "c.xhtml": chapter}.items()})


def page(doctype: str) -> bytes:
    return f"<?xml version='1.0'?>{doctype}]><html><body><p>The river rose. &a9;</p></body></html>".encode()


def layout(doctype: str) -> bytes:
    return f"<?xml version='1.0'?>{doctype}]><alto><TextLine><String CONTENT='&a9;'/>&a9;</TextLine></alto>".encode()


@pytest.mark.parametrize("doctype", [LAUGHS, STOLEN], ids=["billion laughs", "external entity"])
@pytest.mark.parametrize(("name", "make"), [("a.rss", feed), ("a.epub", book), ("a.xhtml", page), ("a.xml", layout)])
def test_no_entity_is_expanded(tmp_path: Path, name: str, make: object, doctype: str) -> None:
    assert callable(make)
    if name == "a.xml":
        (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
        (tmp_path / "a.alto.xml").write_bytes(make(doctype))
    else:
        (tmp_path / name).write_bytes(make(doctype))
    told = str(everything(tmp_path / ("a.png" if name == "a.xml" else name)))
    assert "requires-python" not in told and "hahahaha" not in told


def bad(folder: Path) -> set[str]:
    """Fills a folder with what cannot be read; the names of it."""
    (folder / "cut.txt.gz").write_bytes(gzip.compress(b"The river rose again. " * 9000)[:-40])
    (folder / "bomb.zip").write_bytes(zipped({"zeros.txt": b"a" * 50_000_000}))
    (folder / "twice.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    for name in ("large.txt", "page.html", "paper.pdf"):
        with (folder / name).open("wb") as file:
            file.write({"page.html": b"<html>", "paper.pdf": b"%PDF-1.7"}.get(name, b"word " * 4000))
            file.truncate(2 * 1024**3)  # sparse: takes no room on the disk
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    return {path.name for path in folder.iterdir()}


def good(folder: Path) -> int:
    """Files that look bad and can be read."""
    nested = "<div>" * 50_000 + "<p>The river rose again this week.</p>" + "</div>" * 50_000
    (folder / "nested.html").write_text(f"<html><body>{nested}")
    (folder / "plain.txt").write_text("Rivers\n\nThe river Kokcha rose again on Monday.")
    Path(os.fsdecode(os.fsencode(folder) + b"/z\xff.txt")).write_text("Lakes\n\nThe lake froze over this week.")
    return 3


def test_each_is_named_the_rest_indexed_within_memory(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = bad(folder)
    wanted = good(folder)
    before = sorted(path.name for path in tmp_path.iterdir())
    arguments = ("--archive", str(tmp_path / "archive"), "add", "--json", "--jobs", "2", str(folder))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "-m", "indexer", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    told, used = map(json.loads, done.stdout.splitlines())
    assert "Traceback" not in done.stderr
    assert {failure["source"].partition("/")[2].partition("#")[0] for failure in told["failures"]} == names
    assert all(failure["reason"] for failure in told["failures"])
    assert told["documents"] == wanted
    assert used < MEMORY
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "archive"])


def test_a_file_that_vanishes_on_the_way_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"Rivers {name}\n\nThe river Kokcha rose again on Monday.")

    def vanish(report: Report) -> None:
        (folder / "b.txt").unlink(missing_ok=True)

    report = runs.add(Store.create(tmp_path / "archive"), [folder], vanish, jobs=1)
    assert report.documents == 1
    assert [failure.values["source"] for failure in report.failures] == ["in/b.txt"]


def test_no_network_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.html").write_text(
        '<!DOCTYPE html SYSTEM "https://site.example/x.dtd"><html><head><base href="https://site.example/">'
        '<link rel="stylesheet" href="x.css"><link rel="canonical" href="https://site.example/a"></head>'
        '<body><article><img src="x.png"><iframe src="y"></iframe><p>The river rose again this week, people said.</p>'
    )
    (tmp_path / "a.rss").write_bytes(feed('<!DOCTYPE x SYSTEM "https://site.example/x.dtd" ['))
    report = runs.add(Store.create(tmp_path.parent / f"{tmp_path.name}-archive"), [tmp_path], jobs=1)
    assert report.documents >= 1
