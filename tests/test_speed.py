"""The measurements of speed and load measure the same thing everywhere: short, seeded, no times asserted."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from evaluation.speed import building, fresh, results, table
from evaluation.speed.asked import KINDS, Asked, searches
from evaluation.speed.bare import Bare
from evaluation.speed.building import Built, build, built
from evaluation.speed.contenders import Contender, Diwan
from evaluation.speed.fts5 import Fts5
from evaluation.speed.kept import Kept
from evaluation.speed.made import Batch, Maker, as_ready
from evaluation.speed.measuring import Measured, compare
from evaluation.speed.stock_whoosh import StockWhoosh
from evaluation.speed.texts import Texts
from indexer import runs
from search.archive import Archive
from search.query import parse
from search.store import Store
from tests.conftest import SEEDS


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(SEEDS, 3, 5_000)


def test_a_number_gives_the_same_article_again(texts: Texts) -> None:
    assert texts.text(7) == Texts(SEEDS, 3, 5_000).text(7) != texts.text(8)


def test_names_stand_where_an_article_says(texts: Texts) -> None:
    text = texts.text(5)
    assert text.names
    assert all(text.body[start:end] == name for start, end, name in text.names)


def test_everybody_finds_the_same_documents(texts: Texts, tmp_path: Path) -> None:
    chosen: list[Contender] = [
        Diwan(tmp_path / "diwan", "tantivy"),
        Bare(tmp_path / "bare"),
        Fts5(tmp_path / "fts5"),
        StockWhoosh(tmp_path / "whoosh"),
    ]
    batch = [as_ready(texts.text(number)) for number in range(40)]
    for each in chosen:
        for few in (batch[:25], batch[25:]):
            each.begin()
            each.add(few)
            each.finish()
        each.open()
    measured = [Measured(each) for each in chosen]
    asked = searches(texts, 40, 2, seed=5)
    compare(measured, asked, budget=60)
    assert {search.kind for search in asked} == set(KINDS)
    diwan, bare, *others = measured
    for other in others:
        assert other.totals == bare.totals, other.contender.name
    # Diwan reads a word with every analyzer of its script, and so may find more.
    assert all(mine >= theirs for mine, theirs in zip(diwan.totals, bare.totals, strict=True))
    assert any(bare.totals)
    table.show_searches(results.of_searches(measured, asked))
    for contender in chosen:
        contender.close()


def test_an_archive_is_asked_for_what_it_holds(seeds: Path) -> None:
    kept = Kept(seeds)
    archive = Archive.open(seeds)
    asked = searches(kept, kept.documents, 2, seed=1)
    assert {search.kind for search in asked} == set(KINDS)
    for search in asked:
        if search.days is None and search.kind not in ("two words", "phrase"):
            assert archive.search(parse(search.parameters)).total > 0, search
    archive.close()


def test_who_is_slow_is_asked_less_but_of_every_kind(texts: Texts, tmp_path: Path) -> None:
    slow = Fts5(tmp_path / "fts5")
    slow.begin()
    slow.finish()
    slow.open()
    measured, asked = Measured(slow), searches(texts, 40, 2, seed=5)
    compare([measured], asked, budget=0)
    slow.close()
    assert measured.count == 12 < len(asked)
    assert {(search.kind, search.language is None) for search in asked[:12]} == set(product(KINDS, (True, False)))


def test_kept_indexes_are_gone_on_with(tmp_path: Path) -> None:
    chosen: list[Contender] = [Diwan(tmp_path / "diwan", "tantivy"), Bare(tmp_path / "bare")]
    with Maker(SEEDS, 3, 1, 5_000) as maker:
        build(chosen[1:], maker, 40)
        build(chosen, maker, 60)
        with pytest.raises(ValueError, match="more than 50"):
            build(chosen, maker, 50)
    diwan, bare = (built(each.folder) for each in chosen)
    assert (diwan.documents, diwan.text) == (bare.documents, bare.text)
    assert diwan.documents == 60
    for each in chosen:
        each.open()
    everything = Asked("prefix", ("",), ("",), ("",))
    assert [each.ask(everything) for each in chosen] == [60, 60]
    for each in chosen:
        each.close()


class Made:
    """Articles of one process, as `Maker` has them of many."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def batches(self, numbers: range) -> Iterator[Batch]:
        yield Batch(pickle.dumps([as_ready(self._texts.text(number)) for number in numbers]), 1, 0.0)

    def processes(self) -> list[int]:
        return []


class Inside:
    """A builder in this process. One whose index has a file "broken" beside it fails once its documents are in."""

    def __init__(self, contender: Contender) -> None:
        self._contender = contender
        contender.begin()

    def send(self, batch: bytes) -> None:
        if batch:
            self._contender.add(pickle.loads(batch))

    def result(self) -> tuple[float, int]:
        self._contender.finish()
        if self._contender.folder.with_name(f"{self._contender.folder.name}.broken").exists():
            raise EOFError
        return 1.0, 1


def test_no_document_is_in_an_index_twice_after_one_of_the_builders_failed(
    texts: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_Builder", Inside)
    chosen: list[Contender] = [Bare(tmp_path / "one"), Fts5(tmp_path / "other")]
    (tmp_path / "one.broken").touch()
    maker = cast("Maker", Made(texts))
    with pytest.raises(EOFError, match="one: could not be made"):
        build(chosen, maker, 10)
    assert [built(each.folder).documents for each in chosen] == [0, 10]
    (tmp_path / "one.broken").unlink()
    build(chosen, maker, 20)
    for each in chosen:
        each.open()
    found = [each.ask(Asked("prefix", (word,), (word,), (word,))) for each in chosen for word in "ab"]
    assert found[:2] == found[2:] != [0, 0]
    assert [built(each.folder).documents for each in chosen] == [20, 20]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "one.json", "other", "other.json"]
    for each in chosen:
        each.close()


def test_an_index_that_was_not_made_here_is_left_alone(texts: Texts, tmp_path: Path) -> None:
    bare = Bare(tmp_path / "bare")
    bare.begin()
    bare.add([as_ready(texts.text(1))])
    bare.finish()
    with pytest.raises(ValueError, match=r"bare\.json, which says what it holds"):
        build([bare], cast("Maker", Made(texts)), 10)
    assert any(bare.folder.iterdir())


@pytest.mark.parametrize(("name", "engine"), [("diwan", "tantivy"), ("diwan-whoosh", "whoosh")])
def test_what_is_kept_beside_an_index_is_no_part_of_it(
    name: str, engine: str, texts: Texts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = Diwan(tmp_path / name, engine)
    archive.begin()
    archive.add([as_ready(texts.text(number)) for number in range(3)])
    archive.finish()
    inside = sum(path.stat().st_size for path in Store.open(archive.folder).index.rglob("*") if path.is_file())
    made = results.of_build(Built(3, 1_000, 1.0, analysis=1.0), archive.folder)
    assert made["bytes"]["beside"] > 0
    assert made["bytes"]["index"] + (made["bytes"]["stored"] or 0) == inside
    assert (made["bytes"]["stored"] is None) == (engine == "whoosh")
    table.show_builds({name: made})
    assert (" – " in capsys.readouterr().out.splitlines()[1]) == (engine == "whoosh")


def test_whoever_was_asked_less_is_compared_by_what_both_were_asked() -> None:
    asked = [Asked(kind, ("a",), ("a",), ("a",)) for kind in KINDS] * 2
    archive, served, bare = (
        Measured(
            cast("Contender", SimpleNamespace(name=name)), totals, [[cpu] for cpu in cpus], [[cpu] for cpu in cpus]
        )
        for name, totals, cpus in (
            (results.ARCHIVE, [1] * 12, [0.010] * 6 + [0.100] * 6),
            (results.SERVED, [1, 2] * 3, [0.012] * 6),
            (results.BARE, [1] * 12, [0.001] * 6 + [0.010] * 6),
        )
    )
    found = results.of_searches([archive, served, bare], asked)
    assert found[results.SERVED]["searches"] == 6
    assert found[results.SERVED]["ratio"] == pytest.approx(12)
    assert found[results.SERVED]["same"] == 0.5
    assert found[results.SERVED]["http"] == pytest.approx(2)
    assert found[results.ARCHIVE]["ratio"] == pytest.approx(10)


def test_what_was_added_for_a_measurement_is_taken_out_however_it_ends(texts: Texts, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    (tmp_path / "added").mkdir()
    (tmp_path / "added" / "mine.txt").write_text("My own article\n\nwith some words of its own.", encoding="utf-8")
    runs.add(store, [tmp_path / "added"], jobs=1, naming=False)
    with pytest.raises(TimeoutError), fresh.taken_out(store.folder) as names:
        assert len({*names}) == 2
        folder = fresh._written(texts, tmp_path / names[1])
        for path in sorted(folder.iterdir())[3:]:
            path.unlink()
        runs.add(store, [folder], jobs=1, naming=False)
        archive = Archive.open(store.folder)
        assert archive.search(parse({"q": [names[1]]})).total == 3
        archive.close()
        raise TimeoutError
    archive = Archive.open(store.folder)
    assert [hit.document.source for hit in archive.search(parse({"q": [""]})).hits] == ["added/mine.txt"]
    archive.close()
