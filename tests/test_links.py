"""Links lead on as somebody reads: in the language and the calendar that the address of a page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from search.query import PARAMETERS
from tests.markup import Element, parse

READER = "ui=fa&calendar=islamic-umalqura"
PAGES = [
    "/?q=Kabulov", "/?q=zebra&language=fa&source=seeds", "/documents/{id}?q=Kabulov", "/entity/organization:taliban",
    "/entity/person:zamir-kabulov", "/entity/person:nobody", "/help", "/api", "/analyze", "/nowhere", "/?size=0",
]  # fmt: skip
#: Files, and links that say themselves where they lead back to.
OTHERS = ("/static/", "/language/", "/digits/", "/original/", "/openapi.json", "/api/batch")


def leading(tree: Element) -> Iterator[str]:
    """The addresses on this host that the links and forms of a page lead to; a form's with its hidden fields."""
    for link in tree.one("body").all("a"):
        yield link.attributes["href"]
    for form in tree.one("body").all("form"):
        hidden = [f"{one.attributes['name']}={one.attributes['value']}" for one in form.all("input", type="hidden")]
        own = hidden if form.attributes.get("method", "get") == "get" else []
        yield "?".join(filter(None, (form.attributes["action"], "&".join(own))))


@pytest.mark.parametrize("page", PAGES)
def test_the_readers_language_and_calendar_go_from_page_to_page(page: str, client: FlaskClient) -> None:
    address = page.format(id=client.get("/api/search?q=Kabulov").get_json()["hits"][0]["id"])
    tree = parse(client.get(f"{address}{'&' if '?' in address else '?'}{READER}").text)
    led = [url for url in leading(tree) if url.startswith("/") and not url.startswith(OTHERS)]
    assert led
    assert [url for url in led if not {"ui", "calendar"} <= parse_qs(urlsplit(url).query).keys()] == []


def test_what_stays_when_all_filters_go(client: FlaskClient) -> None:
    tree = parse(client.get(f"/?q=Taliban&language=fa&source=seeds&sort=oldest&{READER}").text)
    clear = tree.one("a", of="clear").attributes["href"]
    assert parse_qs(urlsplit(clear).query) == {
        "q": ["Taliban"], "sort": ["oldest"], "ui": ["fa"], "calendar": ["islamic-umalqura"],
    }  # fmt: skip


@pytest.mark.parametrize("name", [parameter.name for parameter in PARAMETERS if parameter.repeats])
def test_every_value_of_a_parameter_that_may_be_repeated_is_kept(name: str, client: FlaskClient) -> None:
    page = parse(client.get(f"/?q=Kabulov&{name}=2023&{name}=2024").text)
    fields = page.one("form", of="search").all("input", type="hidden")
    assert [one.attributes["value"] for one in fields if one.attributes["name"] == name] == ["2023", "2024"]
