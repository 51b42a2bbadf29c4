"""The pages as markup: language and direction of every piece of text, isolation, errors, work without scripts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.markup import Element, parse

DIRECTIONS = {"fa-AF": "rtl", "fa": "rtl", "ar": "rtl", "en": "ltr", "hi": "ltr"}


def page(client: FlaskClient, path: str, status: int = 200) -> Element:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.content_type == "text/html; charset=utf-8"
    return parse(answer.text)


def test_every_card_says_its_language_and_direction(client: FlaskClient) -> None:
    cards = list(page(client, "/").all("article"))
    assert sorted(card.attributes["lang"] for card in cards) == ["ar", "en", "fa-AF", "fa-AF", "hi"]
    for card in cards:
        language = card.attributes["lang"]
        for part in (card.one("h2"), *card.all("p", of="snip")):
            assert part.inherited("lang") == language
            assert part.inherited("dir") == DIRECTIONS[language]


def test_every_facet_label_is_isolated_and_its_count_stands_apart(client: FlaskClient) -> None:
    lines = [line for facet in page(client, "/").all(of="facet") for line in facet.all("li")]
    assert lines
    for line in lines:
        label = line.one("a", of="choose").one("bdi")
        assert label.attributes["dir"] in ("rtl", "ltr", "auto")
        assert label.attributes["lang"]
        count = line.one(of="n")
        assert count.text().strip()
        assert "bdi" not in {parent.tag for parent in _around(count)}


def _around(element: Element) -> list[Element]:
    return [element.parent, *_around(element.parent)] if element.parent else []


def test_an_entity_is_labelled_in_the_readers_language(client: FlaskClient) -> None:
    labels = {bdi.text(): bdi for facet in page(client, "/?ui=fa").all(of="facet") for bdi in facet.all("bdi")}
    assert labels["روسیه"].attributes["lang"] == "fa"
    assert labels["روسیه"].attributes["dir"] == "rtl"


def test_the_page_of_a_document(client: FlaskClient) -> None:
    link = next(next(page(client, "/?q=كابلوف").all("article", lang="fa-AF", dir="rtl")).all("a"))
    shown = page(client, link.attributes["href"])
    article = shown.one("article")
    assert (article.attributes["lang"], article.attributes["dir"]) == ("fa-AF", "rtl")
    assert "کابلوف" in {mark.text() for mark in article.all("mark")}
    assert any(mention.text() for mention in article.all("a", of="mention"))


def test_the_query_and_the_filters_are_in_the_form(client: FlaskClient) -> None:
    form = next(page(client, "/?q=طالبان&language=fa&language=-prs&sort=oldest").all("form", role="search"))
    given = [(field.attributes["name"], field.attributes.get("value")) for field in form.all("input", type="hidden")]
    assert given == [("language", "fa"), ("language", "-prs"), ("sort", "oldest")]
    assert form.one("input", type="search").attributes["value"] == "طالبان"
    assert form.one("input", type="search").attributes["dir"] == "auto"


def test_no_page_needs_a_script_or_another_host(client: FlaskClient) -> None:
    answer = client.get("/")
    assert "http://" not in answer.text.replace("http://www.w3.org/", "").replace("http://localhost", "")
    assert "https://" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for script in parse(answer.text).all("script"):
        assert not script.text()
    assert " style=" not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/documents/none", 404),
        ("/?colour=red", 400),
        ("/?size=1000", 400),
        ("/?q=" + "(" * 2000, 400),
        ("/?q=" + "a" * 5000, 400),
        ("/?date=yesterday", 400),
        ("/?cursor=forged", 400),
        ("/?from=2024&to=2020", 400),
    ],
)
def test_an_error_is_a_page_with_a_way_on(path: str, status: int, client: FlaskClient) -> None:
    shown = page(client, path, status)
    assert shown.one("h1").text().strip()
    assert any(link.attributes["href"].startswith("/") for link in shown.one("main").all("a"))
    assert "Traceback" not in shown.text()


def test_a_failure_inside_is_a_page_without_a_traceback(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("web.pages.archive", broken)
    shown = page(client, "/", 500)
    assert "secret" not in shown.text()
    assert "Traceback" not in shown.text()
    assert shown.one("h1").text().strip()
