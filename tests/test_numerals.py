"""Digits and alphabetical order as a reader has them: by the language, or as chosen."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.markup import parse
from web import ordering

LATIN = re.compile("[0-9]")


def words(client: FlaskClient, path: str) -> str:
    """What a page says in the words of the interface: everything but texts and names."""
    tree = parse(client.get(path).text)
    return " ".join(tree.one(of=name).text() for name in ("summary", "times")) + tree.one("aside", of="facets").text()


@pytest.mark.parametrize(("language", "ten"), [("fa", "۰۱۲۳۴۵۶۷۸۹"), ("ar", ""), ("ps", "۰۱۲۳۴۵۶۷۸۹"), ("hi", "")])
def test_digits_are_those_of_the_language(language: str, ten: str, client: FlaskClient) -> None:
    shown = words(client, f"/?ui={language}&date=2024-11&calendar=gregory")
    assert bool(LATIN.search(shown)) is (ten == "")
    assert all(digit in shown for digit in ten[:3])


@pytest.mark.parametrize(
    ("language", "system", "own"),
    [("fa", "latn", "5"), ("ar", "arab", "٥"), ("hi", "deva", "५"), ("ur", "arabext", "۵")],
)
def test_digits_are_switched_and_remembered(language: str, system: str, own: str, client: FlaskClient) -> None:
    answer = client.get(f"/digits/{system}?back=/?ui={language}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/?ui={language}")
    tree = parse(client.get(f"/?ui={language}").text)
    client.delete_cookie("digits")
    assert own in tree.one("strong", role="status").text()
    assert tree.one("html").attributes["data-digits"] == f"{language}-u-nu-{system}"
    assert tree.one("footer").one("b").text() == {"latn": "123", "deva": "१२३", "arabext": "۱۲۳", "arab": "١٢٣"}[system]


@pytest.mark.parametrize("chosen", ["deva", "klingon", ""])
def test_digits_that_the_language_does_not_know_are_its_own(chosen: str, client: FlaskClient) -> None:
    client.set_cookie("digits", chosen)
    tree = parse(client.get("/?ui=fa").text)
    client.delete_cookie("digits")
    assert "۵" in tree.one("strong", role="status").text()


@pytest.mark.parametrize(
    ("language", "sorted_labels"),
    [
        ("fa", ["آلمان", "ایران", "بلخ", "پاکستان", "چین", "ژاپن", "گرجستان", "ورزش", "هند"]),
        ("fa-AF", ["آلمان", "پاکستان", "تخار", "چین", "ژاپن", "گرجستان", "هند"]),
        ("ar", ["إيران", "باكستان", "روسيا", "كابول", "هرات", "وارسو", "يمن"]),
        ("ur", ["بھارت", "پاکستان", "ٹوکیو", "چین", "ڈھاکہ", "گلگت"]),
        ("ps", ["بلخ", "پاکستان", "ټوکیو", "ځوزجان", "ښار", "ګردېز", "هرات"]),
        ("hi", ["अफ़ग़ानिस्तान", "ईरान", "काबुल", "भारत", "रूस"]),
        ("en", ["Élysée", "Kabul", "kremlin", "Moscow", "The Hague"]),
    ],
)
def test_values_alike_are_in_alphabetical_order(language: str, sorted_labels: list[str]) -> None:
    mixed = sorted(sorted_labels, key=lambda label: label[::-1])
    assert sorted(mixed, key=lambda label: ordering.key(label, language)) == sorted_labels
