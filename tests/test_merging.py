"""Segments of a Tantivy index: few of them after long work, and the same documents whatever happens to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import runs
from search.engines.tantivy_ import TantivyEngine, merging, open_index
from search.store import Store
from search.types import All, IndexEntry, Request
from tests.sample import sample


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    opened = open_index(tmp_path / "index", writing=True, expansions=1_000)
    yield opened
    opened.close()


def fill(engine: TantivyEngine, entries: list[IndexEntry], commits: int) -> None:
    for number in range(commits):
        engine.add(entries[number::commits])
        engine.commit()


def in_segments(folder: Path, commits: int) -> list[IndexEntry]:
    """Entries in an index of so many segments."""
    entries = sample(Random(3), 60)
    engine = open_index(folder, writing=True, expansions=1_000)
    fill(engine, entries, commits)
    engine.close()
    return entries


@pytest.mark.parametrize("commits", range(1, 8))
def test_segments_are_brought_together(engine: TantivyEngine, tmp_path: Path, commits: int) -> None:
    fill(engine, sample(Random(3), 60), commits)
    assert len(merging.sizes(tmp_path / "index")) == commits
    assert engine.merge() is (commits > 1)
    engine.close()
    assert merging.sizes(tmp_path / "index") == [60]


def test_merging_changes_no_document_and_no_match(engine: TantivyEngine) -> None:
    entries = sample(Random(3), 60)
    fill(engine, entries, 5)
    before = engine.search(Request(All(), size=60))
    engine.merge()
    after = engine.search(Request(All(), size=60))
    assert [hit.document for hit in after.hits] == [hit.document for hit in before.hits]
    assert after.total == 60


def test_documents_deleted_last_do_not_come_back(engine: TantivyEngine) -> None:
    entries = sample(Random(3), 60)
    fill(engine, entries, 5)
    gone = [one.document.id for one in entries[-4:]]
    engine.delete(gone)
    engine.commit()
    engine.merge()
    assert engine.info().documents == 56
    assert [engine.get(each) for each in gone] == [None] * 4


def test_a_document_changed_last_stays_as_it_is(engine: TantivyEngine) -> None:
    entries = sample(Random(3), 60)
    fill(engine, entries, 5)
    engine.rollback()
    engine.add(entries[:3])
    engine.rollback()
    engine.merge()
    assert engine.info().documents == 60


def test_what_is_written_after_a_merge_is_kept(engine: TantivyEngine) -> None:
    first, more = sample(Random(3), 60), sample(Random(4), 90)[60:]
    fill(engine, first, 3)
    engine.merge()
    fill(engine, more, 2)
    assert engine.info().documents == 90


def test_a_merge_goes_on_while_an_index_is_closed(tmp_path: Path) -> None:
    in_segments(tmp_path / "index", 8)
    assert merging.sizes(tmp_path / "index") == [60], "Tantivy merges eight by itself, if it is let"


def test_an_index_in_one_piece_is_left_alone(engine: TantivyEngine, tmp_path: Path) -> None:
    fill(engine, sample(Random(3), 60), 3)
    engine.merge()
    engine.close()
    before = (tmp_path / "index" / "meta.json").read_bytes()
    again = open_index(tmp_path / "index", writing=True, expansions=1_000)
    assert not again.merge()
    again.close()
    assert (tmp_path / "index" / "meta.json").read_bytes() == before


def test_adding_files_ends_in_one_segment(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"Title {number}\n\nThe text of number {number} is short.")
    store = Store.create(tmp_path / "archive")
    runs.add(store, [folder], batch=10)
    assert merging.sizes(store.index) == [40]


@pytest.mark.parametrize(
    ("sizes", "missing"),
    [
        ([], 0),
        ([60], 0),
        ([60, 1], 0),
        ([60, 30], 6),
        ([8_000, 100, 100, 100], 0),
        ([100_000, 1_000, 1_000, 1_000], 0),
        ([100_000, 9_000, 9_000], 6),
        ([12_000] * 7, 1),
        ([16_000] * 6 + [2_000] * 2, 0),
        ([128_000, 16_000, 2_000], 0),
        ([128_000, 16_000, 9_000], 6),
        ([128_000, 2_000], 0),
        ([100_000, 90_000, 80_000], 0),
    ],
)
def test_how_many_segments_are_missing(sizes: list[int], missing: int) -> None:
    assert merging.missing(sizes) == missing


@given(st.lists(st.integers(1, 10**6), max_size=30))
def test_only_as_many_as_make_eight(sizes: list[int]) -> None:
    assert merging.missing(sizes) in range(7)


def test_what_a_merge_fails_with_is_told() -> None:
    class Failing:
        def wait_merging_threads(self) -> None:
            raise ValueError("No space left on device")

    with pytest.raises(ValueError, match="No space"):
        merging.wait(Failing())  # type: ignore[arg-type]
