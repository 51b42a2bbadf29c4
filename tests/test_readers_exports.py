"""What an archive exports comes back: the same ids, texts, languages and dates, and what these rest on."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import orjson
import pytest

from indexer import runs
from indexer.__main__ import main
from indexer.dates.exported import KEY, exported
from search.export import jsonlines
from search.store import Store
from search.types import All, Document, PublicationDate, RawDocument

TEXTS = {
    "declared.md": "---\ndate: 1403-09-06\nid: art-1\nlang: prs\nsite: Radio\n---\nThe text says nothing of its day.",
    "month.md": "---\ndate: 1403-09\nurl: https://x.example/a\n---\nNor does this text say anything of its day.",
    "year.md": "---\ndate: '1403'\n---\nAnd this one is as silent as the others are.",
    "estimated.txt": "Rivers\n\nThe river rose on 25 November 2024, said the people of the valley.",
    "undated.txt": "Roads\n\nThe road over the Salang was closed again by snow, said the ministry.",
}


def documents(archive: Path) -> dict[str, Document]:
    with closing(Store.open(archive).engine()) as engine:
        return {made.id: made for made in engine.scan(All())}


def test_an_export_added_to_another_archive_gives_the_same_documents(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / name).write_text(text)
    runs.add(Store.create(tmp_path / "one"), [tmp_path / "articles"])
    assert main(["--archive", str(tmp_path / "one"), "export", "--output", str(tmp_path / "all.jsonl")]) == 0
    runs.add(Store.create(tmp_path / "two"), [tmp_path / "all.jsonl"])
    before, after = documents(tmp_path / "one"), documents(tmp_path / "two")
    assert before.keys() == after.keys()
    for name in ("title", "body", "language", "variety", "date", "site", "url"):
        was, now = ({id_: getattr(made, name) for id_, made in them.items()} for them in (before, after))
        assert was == now, name
    precisions = sorted(made.date.precision if made.date else "" for made in after.values())
    assert precisions == ["", "day", "day", "month", "year"]


@pytest.mark.parametrize(
    ("first", "last", "precision", "calendar"),
    [
        (date(2024, 11, 21), date(2024, 12, 20), "month", "persian"),
        (date(2024, 3, 20), date(2025, 3, 20), "year", "persian"),
        (date(2024, 11, 3), date(2024, 12, 1), "month", "islamic-umalqura"),
        (date(2024, 2, 1), date(2024, 2, 29), "month", "gregory"),
        (date(1999, 1, 1), date(1999, 12, 31), "year", "gregory"),
        (date(2024, 2, 29), date(2024, 2, 29), "day", "islamic-umalqura"),
    ],
)
def test_a_date_comes_back_as_it_was(first: date, last: date, precision: str, calendar: str) -> None:
    told = PublicationDate(first, last, precision, 0.3, calendar, "estimate:lead")  # type: ignore[arg-type]
    written = orjson.dumps(jsonlines.date(told)).decode()
    assert exported(RawDocument("a", None, "text", {KEY: written})) == told


@pytest.mark.parametrize(
    "written",
    [
        "null",
        "[]",
        '{"value": "2024-11-26"}',
        '{"value": "2024-13", "calendar": "gregory", "evidence": "url", "confidence": 1}',
        '{"value": "2024", "calendar": "mayan", "evidence": "url", "confidence": 1}',
        '{"value": "2024", "calendar": "gregory", "evidence": "I say so", "confidence": 1}',
        '{"value": "2024", "calendar": "gregory", "evidence": "url", "confidence": 7}',
        '{"value": "9999", "calendar": "persian", "evidence": "url", "confidence": 1}',
    ],
)
def test_what_is_not_in_the_words_of_an_export_is_none(written: str) -> None:
    assert exported(RawDocument("a", None, "text", {KEY: written})) is None
