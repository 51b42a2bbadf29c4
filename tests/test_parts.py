"""A long text is read part by part: its page is bounded, nothing of it is lost, a search leads to the part it is in."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from tests.conftest import make_archive
from tests.markup import Element, parse
from web import parts

#: A book of four parts; the word in its third stands nowhere else.
LINES = [f"The {number}th line of a long book on rivers and on those who live beside them." for number in range(2_200)]
LINES[1_400] += " Here the ferryman Zubair speaks."
FLOOD = "flood " * 20_000


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("parts")
    records = [
        {"id": "book", "title": "A book of rivers", "body": "\n".join(LINES), "language": "en"},
        {"id": "flood", "title": "One word", "body": FLOOD, "language": "en"},
        {"id": "short", "title": "A ferryman", "body": "A short story on a ferryman.", "language": "en"},
    ]
    (folder / "shelf.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    archive = make_archive(folder / "archive", folder / "shelf.jsonl")
    return create_app({"DIWAN_ARCHIVE": archive, "TESTING": True}).test_client()


def page(client: FlaskClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


@given(st.text(alphabet="a \n‌ک", max_size=400))
def test_parts_hold_all_of_a_text_in_order_and_none_is_too_long(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "LENGTH", 10)
        found = parts.parts(text)
    assert "".join(text[one.start : one.end] for one in found) == text
    assert all(one.end - one.start <= 10 for one in found)
    assert [(one.number, one.of) for one in found] == [(at, len(found)) for at in range(1, len(found) + 1)]


def test_a_part_ends_with_a_line_where_one_ends() -> None:
    text = "\n".join(LINES)
    assert all(text[one.end - 1] == "\n" for one in parts.parts(text)[:-1])


def test_every_line_of_a_book_is_on_the_page_of_one_part(shelf: FlaskClient) -> None:
    first = page(shelf, "/documents/book")
    assert first.one("p", of="part").text() == "Part 1 of 4"
    shown = [
        line.text().strip() for number in range(1, 5) for line in lines(page(shelf, f"/documents/book?part={number}"))
    ]
    assert shown == LINES


def lines(tree: Element) -> list[Element]:
    return [line for line in tree.one("article").all("p") if line.attributes.get("class") != "part"]


def test_a_search_leads_to_the_first_part_that_it_matches_and_on_from_there(shelf: FlaskClient) -> None:
    found = page(shelf, "/documents/book?q=ferryman")
    assert found.one("p", of="part").text() == "Part 3 of 4"
    assert [mark.text() for mark in found.one("article").all("mark")] == ["ferryman"]
    assert found.one("span", id="at").text() == "1 match in this part"
    following = next(link for link in found.all("a", rel="next") if "documents" in link.attributes["href"])
    last = page(shelf, following.attributes["href"])
    assert last.one("p", of="part").text() == "Part 4 of 4"
    assert "no match in this part" in last.text()


def test_a_phrase_over_the_end_of_a_part_is_highlighted_in_both(shelf: FlaskClient) -> None:
    end = parts.parts("\n".join(LINES))[0].end
    number = "\n".join(LINES)[:end].count("\n")
    query = quote(f'"live beside them the {number}th line"')
    first = page(shelf, f"/documents/book?part=1&q={query}")
    second = page(shelf, f"/documents/book?part=2&q={query}")
    assert [mark.text() for mark in first.all("mark")] == ["live", "beside", "them"]
    assert [mark.text() for mark in second.all("mark")] == ["The", f"{number}th", "line"]


def test_a_search_without_words_says_nothing_of_matches(shelf: FlaskClient) -> None:
    assert "no match in this part" not in page(shelf, "/documents/book?q=language:en").text()


def test_a_short_text_has_no_parts(shelf: FlaskClient) -> None:
    tree = page(shelf, "/documents/short?q=ferryman")
    assert not list(tree.all("p", of="part"))
    assert tree.one("span", id="at").text() == "2 matches"


def test_the_page_of_an_endless_text_is_bounded(shelf: FlaskClient) -> None:
    answer = shelf.get("/documents/flood?q=flood")
    assert answer.text.count("<mark") <= parts.LENGTH // len("flood ") + 1
    assert len(answer.data) < 40 * parts.LENGTH


def test_a_change_of_language_stays_in_the_part(shelf: FlaskClient) -> None:
    tree = page(shelf, "/documents/book?part=2")
    assert any("part%3D2" in link.attributes["href"] for link in tree.all("a", lang="fa"))


@pytest.mark.parametrize(
    ("part", "rule"), [("5", "a number from 1 to 4"), ("0", "a number from 1"), ("two", "a number from 1")]
)
def test_a_part_that_is_not_there_is_named(part: str, rule: str, shelf: FlaskClient) -> None:
    answer = shelf.get(f"/documents/book?part={part}")
    assert answer.status_code == 400
    assert f"it is {rule}" in parse(answer.text).text()
