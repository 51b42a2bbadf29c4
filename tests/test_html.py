"""Every page is HTML as the standard's own parsing algorithm takes it, without a parse error."""

from __future__ import annotations

import re

import html5lib
import pytest
from flask.testing import FlaskClient

PAGES = [
    "/",
    "/?q=کابلوف&undated=include",
    "/?date=2024-11&calendar=persian",
    "/?language=fa&language=-ar&entity=place:ru&entity=place:af",
    "/?q=zzzz+yyyy&source=seeds",
    "/?size=1",
    "/?date=never",
    "/entity/organization:taliban",
    "/help",
    "/analyze?text=می‌گوید",
    "/batch",
    "/api",
    "/sign-in",
    "/nowhere",
]


def strict(html: str) -> None:
    """Fails at the first parse error, and where an id is given twice."""
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_has_no_parse_error(path: str, language: str, client: FlaskClient) -> None:
    strict(client.get(f"{path}{'&' if '?' in path else '?'}ui={language}").text)


def test_documents_have_no_parse_error(client: FlaskClient) -> None:
    for hit in client.get("/api/search").get_json()["hits"]:
        strict(client.get(f"/documents/{hit['id']}?q=طالبان OR Taliban OR तालिबान").text)
