"""JSON Lines: a bad line is named and the rest is read."""

import json
from pathlib import Path

import pytest

from indexer.readers import Options, read
from search.errors import Unreadable
from search.types import RawDocument


def test_a_line_is_a_document_with_what_it_declares(tmp_path: Path) -> None:
    record = {"id": 7, "title": " दो  शब्द ", "body": "पाठ\r\nदूसरी पंक्ति", "language": "hi", "source": "Jagran",
              "date": "2024-11-26", "url": "https://x.example/7", "section": "world", "tags": ["a"]}  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n")
    assert list(read(path, "folder/a.jsonl")) == [
        RawDocument(
            "folder/a.jsonl#7",
            "दो शब्द",
            "पाठ\nदूसरी पंक्ति",
            {
                "section": "world",
                "id": "7",
                "language": "hi",
                "date": "2024-11-26",
                "url": "https://x.example/7",
                "site": "Jagran",
            },
        )
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "line 2: not JSON"),
        ('{"body": "cut', "line 2: not JSON"),
        ("[" * 100_000, "line 2: not JSON"),
        ('"text"', "line 2: not an object"),
        ('{"title": "t"}', "line 2: no body"),
        ('{"body": "  "}', "line 2: no body"),
        ('{"body": null}', "line 2: no body"),
        ('{"body": ["a"]}', "line 2: no body"),
        ('{"body": "<p></p><p></p>"}', "line 2: no body"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"body": "one"}}\n{line}\n\n{{"body": "four"}}\n')
    first, bad, last = read(path, "a.jsonl")
    assert isinstance(bad, Unreadable)
    assert str(bad.values["reason"]).startswith(reason)
    assert bad.values["source"] == "a.jsonl#2"
    assert isinstance(first, RawDocument) and isinstance(last, RawDocument)
    assert (first.source, last.source) == ("a.jsonl#1", "a.jsonl#4")


def test_json_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text('{"body": "one"}\n{"body": "two"}\n')
    assert [one.text for one in read(path, "x") if isinstance(one, RawDocument)] == ["one", "two"]


def test_a_json_file_may_be_a_list(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps([{"body": "one"}, {"body": "two"}], indent=1))
    assert [one.text for one in read(path, "x") if isinstance(one, RawDocument)] == ["one", "two"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "کابل"}\n{"body": "ماسکو"}\n', encoding=encoding)
    assert [one.text for one in read(path, "x") if isinstance(one, RawDocument)] == ["کابل", "ماسکو"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"Story": "text", "Kopf": "title"}\n')
    (found,) = read(path, "x", Options(columns={"body": "story", "title": "Kopf"}))
    assert isinstance(found, RawDocument)
    assert (found.title, found.text) == ("title", "text")


def test_half_a_pair_becomes_the_replacement_character(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "a\\ud800b\\u0000c"}\n')
    (found,) = read(path, "x")
    assert isinstance(found, RawDocument)
    assert found.text == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    ("body", "title", "text"),
    [
        ("<p>می‌گوید &amp; &ldquo;x&rdquo;</p>\n<p>two<br>three</p>", "AT&amp;T", "می‌گوید & “x”\n\ntwo\nthree"),
        ('<p dir="rtl">one</p>', "t", "one"),
        ("one<br />two<br>three", "t", "one\ntwo\nthree"),
        ("In HTML, a paragraph is <p>; x < y, a & b.", "t", "In HTML, a paragraph is <p>; x < y, a & b."),
    ],
)
def test_a_body_of_html_is_read_as_its_text(tmp_path: Path, body: str, title: str, text: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": title, "content": body}))
    (found,) = read(path, "a.jsonl")
    assert isinstance(found, RawDocument)
    assert (found.title, found.text) == (title.replace("&amp;", "&"), text)
