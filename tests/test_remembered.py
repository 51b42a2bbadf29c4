"""What is remembered while a commit lasts, and that it is the answer to what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from search.engines.tantivy_ import TantivyEngine, open_index
from search.remembered import Remembered
from search.types import All, KeywordFilter, Request, TermBuckets
from tests.entries import entry
from tests.sample import sample

REQUEST = Request(All(), size=10, sort="newest", buckets=(TermBuckets("language"), TermBuckets("entity", 5)))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    opened = open_index(tmp_path / "index", writing=True, expansions=1_000)
    opened.add(sample(Random(5), 60))
    opened.commit()
    yield opened
    opened.close()


def test_the_least_lately_asked_is_forgotten() -> None:
    kept = Remembered[str, int](2)
    made: list[str] = []

    def ask(word: str) -> int:
        def make() -> int:
            made.append(word)
            return len(word)

        return kept.get(word, make)

    for word in ("a", "b", "a", "c", "a", "b"):
        assert ask(word) == len(word)
    assert made == ["a", "b", "c", "b"]
    assert len(kept) == 2


def test_nothing_is_kept_of_what_fails() -> None:
    kept = Remembered[str, int](2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 5) == 5


def test_a_later_page_has_the_counts_of_the_first(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    first = engine.search(REQUEST)
    monkeypatch.setattr("search.engines.tantivy_.buckets.count", None)  # who calls it fails
    second = engine.search(replace(REQUEST, after=first.next))
    assert second.buckets == first.buckets
    assert {hit.document.id for hit in second.hits}.isdisjoint(hit.document.id for hit in first.hits)


def test_other_filters_and_other_facets_have_their_own_counts(engine: TantivyEngine) -> None:
    every = engine.search(REQUEST).buckets
    narrowed = engine.search(replace(REQUEST, filters=(KeywordFilter("language", ("fa",)),))).buckets
    assert narrowed["entity"] != every["entity"]
    assert engine.search(replace(REQUEST, buckets=(TermBuckets("source"),))).buckets.keys() == {"source"}


def test_a_commit_is_counted_anew(engine: TantivyEngine) -> None:
    before = dict(engine.search(REQUEST).buckets["language"])
    engine.add([entry("new", "word", language="en")])
    engine.commit()
    assert dict(engine.search(REQUEST).buckets["language"])["en"] == before["en"] + 1
