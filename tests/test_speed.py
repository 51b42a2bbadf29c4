"""The measurements of speed and load measure the same thing everywhere: short, seeded, no times asserted."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from evaluation.speed import results, table
from evaluation.speed.asked import KINDS, Asked, searches
from evaluation.speed.bare import Bare
from evaluation.speed.building import build, built
from evaluation.speed.contenders import Contender, Diwan
from evaluation.speed.fts5 import Fts5
from evaluation.speed.kept import Kept
from evaluation.speed.made import Maker, as_ready
from evaluation.speed.measuring import Measured, compare
from evaluation.speed.stock_whoosh import StockWhoosh
from evaluation.speed.texts import Texts
from search.archive import Archive
from search.query import parse
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
        build(chosen[1:], maker, 110)
        build(chosen, maker, 130)
    diwan, bare = (built(each.folder) for each in chosen)
    assert (diwan.documents, diwan.text) == (bare.documents, bare.text)
    assert diwan.documents == 130
    for each in chosen:
        each.open()
    everything = Asked("prefix", ("",), ("",), ("",))
    assert [each.ask(everything) for each in chosen] == [130, 130]
    assert results.of_build(diwan, chosen[0].folder)["bytes"]["stored"] > 0
    for each in chosen:
        each.close()
    with Maker(SEEDS, 3, 1, 5_000) as maker, pytest.raises(ValueError, match="more than 120"):
        build(chosen, maker, 120)
