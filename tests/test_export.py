"""Exports: every hit once, in each format as its readers want it, safe in a spreadsheet, by page and by command."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
import rispy
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.archive import Archive
from search.errors import ArchiveDamaged
from search.export import CHUNK, FORMATS, chunks, jsonlines, stream, table
from search.query import parse
from search.types import Document, Found, Named, PublicationDate
from tests.conftest import Ask

ROOT = Path(__file__).parent.parent
DAY = date(2024, 11, 26)
FOUND = Found(
    Document(
        "d1", "=HYPERLINK(\"http://evil.example\")", "", "fa", "prs",
        PublicationDate(DAY, DAY, "day", 0.8, "gregory", "dateline"), (), "a/b.txt", "https://site.example/1",
        "site.example",
    ),
    (Named("person:1", "person", "کابلوف", "fa"), Named("place:ru", "place", "Russia", "en")),
    "متن".encode,
)  # fmt: skip


def rows(data: bytes) -> list[dict[str, str]]:
    """A CSV as a spreadsheet reads it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def exported(client: FlaskClient, **parameters: str) -> list[dict[str, Any]]:
    answer = client.get("/api/export", query_string=parameters)
    assert answer.status_code == 200, answer.text
    return [orjson.loads(line) for line in answer.data.splitlines()]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_all_hits_are_exported_in_the_order_of_the_search(sort: str, client: FlaskClient, ask: Ask) -> None:
    hits = [hit["id"] for hit in ask("طالبان", sort=sort)["hits"]]
    assert len(hits) > 1
    assert [record["id"] for record in exported(client, q="طالبان", sort=sort)] == hits


def test_a_line_has_the_whole_document(client: FlaskClient) -> None:
    for record in exported(client, ui="fa"):
        document = client.get(f"/api/documents/{record['id']}").get_json()
        assert {key: record[key] for key in ("title", "text", "date", "source")} == {
            key: document[key] for key in ("title", "text", "date", "source")
        }
        assert {e["id"] for e in record["entities"]} == {m["entity"] for m in document["mentions"]}


def test_filters_hold_for_exports(client: FlaskClient) -> None:
    assert {record["language"] for record in exported(client, language="ar")} == {"ar"}


def test_a_table_has_every_hit(client: FlaskClient) -> None:
    answer = client.get("/api/export?format=csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="diwan.csv"'
    assert answer.mimetype == "text/csv"
    by_id = {row["id"]: row for row in rows(answer.data)}
    assert len(by_id) == 5
    for record in exported(client):
        assert by_id[record["id"]]["title"].removeprefix("'") == record["title"]
        assert by_id[record["id"]]["date"] == (record["date"]["value"] if record["date"] else "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("".join(map(chr, range(0x100))))
@example('"a\\b"\n\t')
@settings(max_examples=200, deadline=None)
def test_a_text_is_written_as_json_writes_it(text: str) -> None:
    assert jsonlines.quoted(text.encode()) == orjson.dumps(text)


@pytest.mark.parametrize("start", list("=+-@＝＋－＠\t\r\n"))
def test_no_cell_is_a_formula(start: str) -> None:
    (cells,) = csv.reader(io.StringIO(table.row([f"{start}cmd|' /C calc'!A0", "plain"]).decode(), newline=""))
    assert cells == [f"'{start}cmd|' /C calc'!A0", "plain"]


@pytest.mark.parametrize("before", [";", "\t", "\n", "\r", ';"', "\n;"])
@pytest.mark.parametrize("start", list("=+-@＝＋－＠"))
def test_no_cell_is_a_formula_where_lists_are_written_otherwise(before: str, start: str) -> None:
    line = table.row(["id", f"Kabul{before}{start}cmd|' /C calc'!A0;", "plain"]).decode()
    for delimiter in ",;\t":
        for cells in csv.reader(io.StringIO(line, newline=""), delimiter=delimiter):
            assert not [cell for cell in cells if cell.startswith(start)]


@given(st.lists(st.text(), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_a_row_of_any_cells_is_one_row_with_those_cells(cells: list[str]) -> None:
    (read,) = csv.reader(io.StringIO(table.row(cells).decode(), newline=""), strict=True)
    expected = [cell.encode("utf-8", "replace").decode() for cell in cells]
    assert [cell.replace("'", "") for cell in read] == [cell.replace("'", "") for cell in expected]
    assert not any(cell.startswith(table.DANGEROUS) for cell in read)


def test_references_are_read_by_a_reference_manager() -> None:
    (entry,) = rispy.loads(FORMATS["ris"].write(FOUND).decode())
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"] == FOUND.document.title
    assert (entry["year"], entry["date"]) == ("2024", "2024/11/26/")
    assert entry["keywords"] == ["کابلوف", "Russia"]
    assert entry["urls"] == ["https://site.example/1"]


def test_every_hit_is_a_reference(client: FlaskClient) -> None:
    entries = rispy.loads(client.get("/api/export?format=ris").get_data(as_text=True))
    assert len(entries) == 5
    assert {entry["id"] for entry in entries} == {record["id"] for record in exported(client)}


def test_memory_does_not_grow_with_the_hits() -> None:
    line = b"x" * 1_000
    tracemalloc.start()
    try:
        total = sum(map(len, chunks(b"", (line + b"\n" for _ in range(100_000)))))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert total == 100_100_000
    assert peak < 8 * CHUNK


def test_an_archive_that_is_damaged_half_way_never_ends_well(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.open(seeds)
    scan = archive.scan

    def breaking(*of: Any) -> Iterator[Found]:
        yield next(scan(*of))
        raise ArchiveDamaged(what="a document", reason="its checksum differs")

    monkeypatch.setattr(archive, "scan", breaking)
    with pytest.raises(ArchiveDamaged):
        list(stream(archive, parse({}), FORMATS["jsonl"]))


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_breaks_off_says_so_at_its_end(
    format: str, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = Archive.scan

    def breaking(*of: Any) -> Iterator[Found]:
        yield from scan(*of)
        raise ArchiveDamaged(what="a document", reason="its checksum differs")

    monkeypatch.setattr(Archive, "scan", breaking)
    monkeypatch.setattr("search.export.CHUNK", 10)
    last = client.get(f"/api/export?format={format}").data.strip().splitlines()[-2:]
    assert b"not whole" in b"".join(last)
    assert b"its checksum differs" in b"".join(last)
    client.application.config["ACCESS"] = "public"
    far = client.get(f"/api/export?format={format}", environ_base={"REMOTE_ADDR": "192.0.2.7"}).data
    assert b"not whole" in far
    assert b"its checksum differs" not in far


@pytest.mark.parametrize("url", ["?format=xls", "?size=5", "?cursor=x", "?q=" + "(" * 300 + "a" + ")" * 300])
def test_a_bad_export_is_an_error_of_the_one_shape(url: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/export{url}")
    assert (answer.status_code, set(answer.get_json()["error"])) == (400, {"status", "code", "message", "hint"})


def command(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    named = [sys.executable, "-m", "indexer", *map(str, arguments)]
    return subprocess.run(named, cwd=ROOT, capture_output=True, check=False)


def test_the_command_writes_what_the_endpoint_sends(seeds: Path, tmp_path: Path, client: FlaskClient) -> None:
    target = tmp_path / "hits.csv"
    done = command("--archive", seeds, "export", "طالبان", "--language", "fa", "--format", "csv", "--output", target)
    assert done.returncode == 0, done.stderr
    sent = client.get("/api/export", query_string={"q": "طالبان", "language": "fa", "format": "csv"})
    assert target.read_bytes() == sent.data
    assert list(tmp_path.iterdir()) == [target]


def test_the_command_says_what_was_added_to_the_query(seeds: Path) -> None:
    done = command("--archive", seeds, "export", "Kabulov")
    assert b"names-added" in done.stderr
    assert done.stdout.count(b"\n") > 1


def test_the_command_writes_into_a_pipe_and_where_a_link_leads(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "link.ris").symlink_to(tmp_path / "hits.ris")
    os.mkfifo(pipe := tmp_path / "pipe")
    with subprocess.Popen(["/bin/cat", pipe], stdout=subprocess.PIPE) as reader:
        for target in (pipe, tmp_path / "link.ris"):
            assert command("--archive", seeds, "export", "--format", "ris", "--output", target).returncode == 0
        assert reader.communicate(timeout=30)[0] == (tmp_path / "hits.ris").read_bytes() != b""
    assert (tmp_path / "link.ris").is_symlink()


def test_the_help_says_how_a_value_is_left_out() -> None:
    said = b" ".join(command("export", "--help").stdout.split())
    assert b"--language=-VALUE" in said


def test_a_terminal_without_the_script_shows_it_in_another_way(seeds: Path) -> None:
    named = [sys.executable, "-m", "indexer", "--archive", str(seeds), "entities", "list", "کابلوف"]
    done = subprocess.run(named, cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 0, done.stderr
    assert rb"\u06" in done.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["--date", "tomorrow"],
        ["--sort", "best"],
        ["--output", "/nowhere/at/all.csv"],
        ["--language", os.fsdecode(b"a\xff")],
    ],
)
def test_the_command_refuses_with_a_reason(wrong: list[str], seeds: Path) -> None:
    done = command("--archive", seeds, "export", *wrong)
    assert done.returncode == 2
    assert b"error: " in done.stderr
    assert b"Traceback" not in done.stderr
