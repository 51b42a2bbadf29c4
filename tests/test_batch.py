"""Lists of names and queries: read however people save them, counted by language and month, in every script."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from search.batch import MOST_BYTES, read
from search.errors import BadParameter
from tests.conftest import Ask
from tests.markup import parse

ROOT = Path(__file__).parent.parent
NAMES = "Kabulov\nکابلوف\nطالبان"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def counts(client: FlaskClient, text: str, **parameters: str) -> list[dict[str, str]]:
    answer = client.post(
        "/api/batch", query_string=parameters, data=text.encode(), headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 200, answer.text
    return rows(answer.data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_list_is_read_in_any_unicode(encoding: str) -> None:
    assert read(NAMES.encode(encoding), table=False) == NAMES.split("\n")


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("Kabulov\nکابلوف", "", ["Kabulov", "کابلوف"]),
        ("name;country\nKabulov;Russia\nGhani;Afghanistan", "", ["Kabulov", "Ghani"]),
        ("country,نام\r\nRussia,کابلوف\r\n", "", ["کابلوف"]),
        ("country\twho\nRussia\tKabulov", "who", ["Kabulov"]),
        ("Russia,Kabulov\nAfghanistan,Ghani", "2", ["Kabulov", "Ghani"]),
        ('name\n"Kabulov, Zamir"\n"a ""b"""', "", ["Kabulov, Zamir", 'a "b"']),
        ("name\nKabulov\n\n  Kabulov  \nGhani\n", "", ["Kabulov", "Ghani"]),
        ("name,x\nKabulov\n,y\nGhani,z", "", ["Kabulov", "Ghani"]),
        ("sep=|\r\nname|country; town\r\nKabulov|Russia; Moscow", "", ["Kabulov"]),
    ],
)
def test_the_column_of_a_table_is_found(text: str, column: str, found: list[str]) -> None:
    assert read(text.encode(), True, column) == found


@pytest.mark.parametrize(
    ("data", "table", "column", "said"),
    [
        (b"", False, "", "no query"),
        (b" \n \n", False, "", "no query"),
        (b"", True, "", "no such column"),
        (b"name\n", True, "", "no query"),
        ("نام".encode("cp1256"), False, "", "not UTF-8"),
        (b"\xff\xfea", False, "", "not UTF-16-LE"),
        (b"PK\x03\x04\x00\x00\x00\x00\x00\x00", False, "", "no text has"),
        (b"who,where\na,b", True, "when", "no such column"),
        (b"who,where\na,b", True, "3", "no such column"),
        (b"x" * (MOST_BYTES + 1), False, "", "larger than"),
        (b'name\n"' + b"x" * 200_000 + b'"', True, "", "no table"),
        (b'name,x\nKabulov,"open\nGhani,1\n', True, "", "never closed"),
        (b"a\nb\nc\nd", False, "", "more than 3"),
    ],
)
def test_a_bad_list_is_refused_with_a_reason(data: bytes, table: bool, column: str, said: str) -> None:
    with pytest.raises(BadParameter, match=said) as caught:
        read(data, table, column, most=3)
    assert caught.value.hint


def test_a_cell_without_end_is_refused_whatever_was_read_before() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(BadParameter, match="no table"):
            read(b'name\n"' + b"x" * 200_000 + b'"', True)
    finally:
        csv.field_size_limit(before)


@given(st.binary(max_size=200), st.booleans(), st.text(max_size=3))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_list_or_a_clear_error(data: bytes, table: bool, column: str) -> None:
    try:
        found = read(data, table, column)
    except BadParameter as error:
        assert error.hint
    else:
        assert found
        assert all(query.strip() == query != "" for query in found)


def test_each_query_is_counted_as_a_search_counts_it(client: FlaskClient, ask: Ask) -> None:
    table = counts(client, "طالبان\nraisin\nzzzzz", names="off")
    for query in ("طالبان", "raisin", "zzzzz"):
        own = [row for row in table if row["query"] == query]
        assert {int(row["total"]) for row in own} == {ask(query, names="off")["total"]}
        for row in own:
            chosen = {"undated": "only"} if row["month"] == "undated" else {"date": row["month"]}
            if row["language"]:
                answer = ask(query, names="off", language=row["language"], **chosen)
                assert answer["total"] == int(row["hits"])
    assert [row["hits"] for row in table if row["query"] == "zzzzz"] == ["0"]


def test_a_name_is_searched_in_every_script_and_that_is_said(client: FlaskClient) -> None:
    table = counts(client, "Kabulov")
    assert {row["language"] for row in table} > {"en", "fa"}
    assert all("کابلوف" in row["searched"] for row in table)


def test_a_name_in_a_spelling_of_its_own_is_searched_too(client: FlaskClient) -> None:
    (first, *_) = counts(client, "Zamir Kabuloff")
    assert "Kabulov" in first["searched"]
    assert int(first["total"]) > 0
    (plain, *_) = counts(client, "Zamir Kabuloff", names="off")
    assert (plain["searched"], plain["total"]) == ("as typed", "0")


def test_a_query_that_cannot_be_searched_says_so_in_its_place(client: FlaskClient) -> None:
    table = counts(client, "طالبان\n" + "(" * 300 + "a" + ")" * 300 + "\nraisin")
    assert [row["query"][:6] for row in table if row["problem"]] == ["(" * 6]
    assert {row["query"] for row in table if not row["problem"]} == {"طالبان", "raisin"}


def test_all_hits_of_a_list(client: FlaskClient, ask: Ask) -> None:
    answer = client.post(
        "/api/batch?report=hits&format=jsonl", data=b"raisin\n" + "طالبان".encode(), content_type="text/plain"
    )
    lines = [orjson.loads(line) for line in answer.data.splitlines()]
    for query in ("raisin", "طالبان"):
        found = {line["id"] for line in lines if line["query"] == query}
        assert found == {hit["id"] for hit in ask(query)["hits"]}


def test_filters_hold_for_all_queries(client: FlaskClient) -> None:
    assert {row["language"] for row in counts(client, NAMES, language="fa")} == {"fa"}


def test_a_table_is_sent_by_the_page(client: FlaskClient) -> None:
    assert parse(client.get("/batch?ui=fa").text).one("form", method="post").attributes["action"] == "/batch"
    sent = {"file": (io.BytesIO("name;x\nKabulov;1".encode("utf-16")), "names.csv"), "list": ""}
    answer = client.post("/batch?report=hits", data=sent, content_type="multipart/form-data")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="diwan-hits.csv"'
    assert {row["query"] for row in rows(answer.data)} == {"Kabulov"}
    typed = client.post("/batch", data={"list": NAMES}, content_type="multipart/form-data")
    assert {row["query"] for row in rows(typed.data)} == set(NAMES.split("\n"))


@pytest.mark.parametrize(
    ("url", "kind", "data", "status"),
    [
        ("/api/batch", "application/json", b"{}", 400),
        ("/api/batch", "text/plain", b"", 400),
        ("/api/batch", "text/plain", b"\xe4", 400),
        ("/api/batch", "text/csv", b"a,b\nc,d", 200),
        ("/api/batch?column=z", "text/csv", b"a,b\nc,d", 400),
        ("/api/batch?report=all", "text/plain", b"a", 400),
        ("/api/batch?date=tomorrow", "text/plain", b"a", 400),
        ("/api/batch?q=x", "text/plain", b"a", 400),
        ("/api/batch", "text/plain", b"\n".join(b"%d" % n for n in range(1_001)), 400),
        ("/api/batch", "text/plain", b"x" * (MOST_BYTES + 1), 413),
    ],
)
def test_what_is_sent_is_answered_or_refused(
    url: str, kind: str, data: bytes, status: int, client: FlaskClient
) -> None:
    answer = client.post(url, data=data, content_type=kind)
    assert answer.status_code == status
    if status != 200:
        assert set(answer.get_json()["error"]) == {"status", "code", "message", "hint"}


def test_the_command_writes_what_the_endpoint_sends(seeds: Path, tmp_path: Path, client: FlaskClient) -> None:
    (tmp_path / "names.txt").write_text(NAMES, encoding="utf-8")
    command = [sys.executable, "-m", "indexer", "--archive", str(seeds), "batch", str(tmp_path / "names.txt")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == client.post("/api/batch", data=NAMES.encode(), content_type="text/plain").data
    missing = subprocess.run([*command[:-1], "nowhere.csv"], cwd=ROOT, capture_output=True)
    assert (missing.returncode, b"Traceback" in missing.stderr) == (2, False)
