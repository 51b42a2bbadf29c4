"""A search as an Atom feed: valid, newest first, whatever its titles hold; and where a browser learns of it."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import orjson
import pytest
from flask.testing import FlaskClient
from lxml import etree

from app import create_app
from tests.conftest import make_archive
from tests.markup import parse

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_is_read_by_a_feed_reader(client: FlaskClient) -> None:
    answer = client.get("/api/feed?q=طالبان")
    assert answer.mimetype == "application/atom+xml"
    read = feedparser.parse(answer.data)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Diwan: طالبان"
    assert [entry.published[:10] for entry in read.entries] == ["2024-11-26", "2024-11-25"]
    assert all(client.get(entry.link.removeprefix("http://localhost")).status_code == 200 for entry in read.entries)


def test_a_feed_has_what_atom_requires(client: FlaskClient) -> None:
    feed = etree.fromstring(client.get("/api/feed").data)
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        assert {f"{ATOM}{name}" for name in ("id", "title", "updated", "author")} <= {child.tag for child in element}
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 3
    assert all((identifier or "").startswith("urn:uuid:") for identifier in ids)


@pytest.mark.parametrize("text", ['"طالبان"', "a|b", "<x> {y}", "50%", "a&b=c#d"])
def test_the_address_of_a_feed_is_one_and_leads_to_it(text: str, client: FlaskClient) -> None:
    feed = etree.fromstring(client.get("/api/feed", query_string={"q": text}).data)
    links = [link.get("href", "") for link in feed.findall(f"{ATOM}link")]
    assert all(re.fullmatch(r"http://localhost/[A-Za-z0-9/?&=.%+~_-]*", link) for link in links)
    again = etree.fromstring(client.get(links[0].removeprefix("http://localhost")).data)
    assert again.findtext(f"{ATOM}id") == feed.findtext(f"{ATOM}id")


def test_a_feed_without_hits_is_a_feed(client: FlaskClient) -> None:
    read = feedparser.parse(client.get("/api/feed?q=ضضضضضض").data)
    assert (read.bozo, read.entries) == (False, [])


def test_a_title_that_is_markup_stays_text(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> & ]]> rivers"
    record = {"title": title, "text": "The river rose again, said the people.", "date": "2024-11-26"}
    (tmp_path / "one.jsonl").write_bytes(orjson.dumps(record))
    folder = make_archive(tmp_path / "archive", tmp_path / "one.jsonl")
    client = create_app({"DIWAN_ARCHIVE": folder, "TESTING": True}).test_client()
    answer = client.get("/api/feed", query_string={"q": "river \x00\x0b"})
    feed = etree.fromstring(answer.data)
    assert [element.text for element in feed.iter(f"{ATOM}title")][1:] == [title]


def test_words_are_in_the_language_asked_for(client: FlaskClient) -> None:
    feed = etree.fromstring(client.get("/api/feed?ui=fa").data)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"
    assert feed.findtext(f"{ATOM}title") == "دیوان"


@pytest.mark.parametrize("url", ["/api/feed?sort=oldest", "/api/feed?undated=include"])
def test_what_a_feed_decides_itself_is_no_parameter(url: str, client: FlaskClient) -> None:
    assert client.get(url).status_code == 400


def test_a_page_of_results_names_its_feed(client: FlaskClient) -> None:
    page = parse(client.get("/?q=طالبان&language=fa&sort=newest&ui=fa").text)
    feed = page.one("link", rel="alternate").attributes["href"]
    assert len(feedparser.parse(client.get(feed).data).entries) == 1


def test_a_browser_learns_of_page_feed_and_json(client: FlaskClient) -> None:
    description = etree.fromstring(client.get("/opensearch.xml").data)
    templates = {url.get("type"): url.get("template", "") for url in description.iter("{*}Url")}
    assert set(templates) == {"text/html", "application/atom+xml", "application/json"}
    for template in templates.values():
        path = template.removeprefix("http://localhost").replace("{searchTerms}", "taliban")
        assert client.get(path).status_code == 200
