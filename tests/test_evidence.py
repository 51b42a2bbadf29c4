"""What a language and a date rest on is told in the reader's words, and what is not known is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import create_app
from indexer.document import LOOKED_FOR_IN
from search.types import Document, PublicationDate
from web import evidence, provenance


def document(language: str, dated: str = "dateline") -> Document:
    day = date(2024, 11, 25)
    published = PublicationDate(day, day, "day", 0.8, "gregory", dated)
    return Document("d", "t", "b", "fa", "prs", published, (), "s", None, evidence={"language": language})


@pytest.fixture(autouse=True)
def asked(seeds: Path) -> Iterator[None]:
    with create_app({"DIWAN_ARCHIVE": seeds}).test_request_context("/?ui=en"):
        yield


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("declared", ["as declared"]),
        ("pycld2, unsure", ["by its letters and words, unsure"]),
        ("pycld2: fa 80 %, en 20 %", ["by its letters and words", "Persian 80 % · English 20 %"]),
        ("letters; words: قوس، نومبر", ["by letters that few languages have", "by the words قوس، نومبر"]),
        ("something else", ["something else"]),
        ("", []),
    ],
)
def test_what_a_language_rests_on(kept: str, told: list[str]) -> None:
    assert [line.striptags() for line in evidence.of_language(document(kept))] == told


def test_words_that_told_the_variety_are_marked_as_its_own() -> None:
    assert 'lang="fa-AF" dir="rtl"' in evidence.of_language(document("pycld2; words: قوس"))[1]


def test_what_a_date_rests_on() -> None:
    assert evidence.of_date(document("", "estimate:lead")) == ["estimated from the first paragraphs"]
    assert evidence.of_date(document("", "<b>"))[0].striptags() == "<b>"


def test_every_evidence_that_the_indexer_keeps_has_words() -> None:
    folder = Path(__file__).parent.parent / "indexer"
    spoken = (folder / "language.py").read_text(encoding="utf-8")
    kept = re.findall(r'Identified\(.*"([^"{]+)"\)', spoken)
    assert len(kept) >= 4
    assert set(kept) <= set(evidence.LANGUAGE)
    sources = (folder / "dates" / "declared.py").read_text(encoding="utf-8")
    dated = re.findall(r'\("[^"]+", "([^"]+)", 0\.\d+\)', sources)
    assert len(dated) >= 5
    assert set(dated) <= set(evidence.DATE)


@pytest.mark.parametrize(
    ("kept", "told"), [(LOOKED_FOR_IN.format(5_000_000), ["in the first 5,000,000 characters"]), ("", [])]
)
def test_that_names_were_looked_for_only_at_the_beginning_is_told(kept: str, told: list[str]) -> None:
    read = replace(document(""), evidence={"entities": kept})
    assert [value for label, value, _ in provenance.told(read) if label == "Names looked for"] == told
