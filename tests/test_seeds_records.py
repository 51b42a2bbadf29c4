"""The seeds as the archive keeps them: every field of their records, each argued in the golden file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from search.archive import Archive
from search.query import parse
from search.types import Document

GOLDEN = tomllib.loads((Path(__file__).parent / "vectors" / "seeds_records.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def kept(seeds: Path) -> dict[str, Document]:
    archive = Archive.open(seeds)
    hits = archive.search(parse({})).hits
    archive.close()
    return {hit.document.source.rpartition("/")[2][:3]: hit.document for hit in hits}


def record(made: Document) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": made.title,
        "title_from": made.evidence["title"],
        "language": made.language,
        "variety": made.variety,
        "language_evidence": made.evidence["language"],
        "encoding": made.evidence["encoding"],
        "encoding_evidence": made.evidence["encoding-evidence"],
        "cuts": [[cut.reason, made.body[cut.start : cut.end]] for cut in made.cuts],
        "url": made.url,
        "site": made.site,
        "copy_of": made.copy_of,
        "other": sorted(made.evidence.keys() - {"title", "language", "encoding", "encoding-evidence"}),
    }
    if made.date:
        found |= {
            "date": made.date.value,
            "date_precision": made.date.precision,
            "date_calendar": made.date.calendar,
            "date_evidence": made.date.evidence,
            "date_confidence": made.date.confidence,
        }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("seed", GOLDEN)
def test_a_seed_is_kept_as_argued(seed: str, kept: dict[str, Document]) -> None:
    assert record(kept[seed]) == GOLDEN[seed]


def test_every_seed_is_argued(kept: dict[str, Document]) -> None:
    assert kept.keys() == GOLDEN.keys()
