"""Lines that a source repeats: cut whatever the order of arrival, and given back when they are no longer repeated."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.repetition import Repetitions, shared
from search.archive import Archive
from search.database import Where
from search.query import parse
from search.store import Store
from search.types import RawDocument
from tests.conftest import Kept

MOTTO, SECTION = "Our own motto, always", "Politics and the world"
Cuts = dict[str, tuple[str, tuple[tuple[str, str], ...]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """24 articles: each with the motto, two with a section's name, three with a last line of a short text."""
    made = tmp_path / "site"
    made.mkdir()
    for n in range(24):
        title = f"River number {n} rose again" + (" - The Valley Kettle" if n % 2 else "")
        body = f"The river Kokcha {'rose ' * (n + 3)}again on Monday, said the people of the valley in the north."
        lines = [title, SECTION if n < 2 else f"Valley {n} and its people", body, MOTTO, f"{body} More is to come."]
        (made / f"{n:02}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return made


def cuts(store: Store) -> Cuts:
    archive = Archive(Store.open(store.folder))
    try:
        found = archive.search(parse({"size": ["100"], "sort": ["newest"]})).hits
        return {
            hit.document.source: (
                hit.document.title,
                tuple((cut.reason, hit.document.body[cut.start : cut.end]) for cut in hit.document.cuts),
            )
            for hit in found
        }
    finally:
        archive.close()


def total(store: Store, q: str) -> int:
    archive = Archive(Store.open(store.folder))
    try:
        return archive.search(parse({"q": [q]})).total
    finally:
        archive.close()


def test_a_repeated_line_is_cut_and_no_longer_searched(folder: Path, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [folder])
    assert cuts(store)["site/03.txt"] == (
        "River number 3 rose again",
        (("title", "River number 3 rose again - The Valley Kettle"), ("repeated", MOTTO)),
    )
    assert (total(store, '"own motto"'), total(store, "politics"), total(store, "kokcha")) == (0, 2, 24)


def test_the_order_in_which_documents_came_is_all_the_same(folder: Path, tmp_path: Path) -> None:
    whole = Store.create(tmp_path / "whole")
    runs.add(whole, [folder])
    paths = sorted(folder.iterdir())
    random.Random(2).shuffle(paths)
    away = tmp_path / "away"
    away.mkdir()
    for path in paths:
        path.rename(away / path.name)
    piecemeal = Store.create(tmp_path / "piecemeal")
    for some in (paths[:5], paths[5:21], paths[21:]):
        for path in some:
            (away / path.name).rename(path)
        runs.add(piecemeal, [folder])
    assert cuts(piecemeal) == cuts(whole)


def test_what_is_no_longer_repeated_is_searched_again(folder: Path, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [folder])
    runs.remove(store, [f"site/{n:02}.txt" for n in range(5, 24)])
    assert total(store, '"own motto"') == 5
    assert cuts(store)["site/03.txt"][0] == "River number 3 rose again - The Valley Kettle"


def test_a_rebuild_cuts_the_same(folder: Path, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [folder])
    before = cuts(store)
    (folder / "03.txt").unlink()
    runs.rebuild(store)
    assert cuts(store) == before


def test_adding_the_same_again_writes_nothing(folder: Path, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive")
    runs.add(store, [folder])
    archive = Archive(store)
    before = archive.info().commit
    runs.add(store, [folder])
    assert (Archive(store).info().commit, Archive(store).info().documents) == (before, 24)


def seen(where: Where, documents: list[RawDocument]) -> frozenset[int]:
    repetitions = Repetitions(where)
    for raw in documents:
        repetitions.see([(raw.source, shared(raw))])
    found = repetitions.repeated()
    repetitions.close()
    return found


@pytest.mark.parametrize(
    ("documents", "holding", "is_repeated"),
    [(19, 19, False), (20, 3, True), (20, 2, False), (100, 4, False), (100, 5, True)],
)
def test_how_often_is_repeated(kept: Kept, documents: int, holding: int, is_repeated: bool) -> None:
    made = [RawDocument(f"a/{n}.txt", f"Title {n}", MOTTO if n < holding else f"Line {n}") for n in range(documents)]
    assert bool(seen(kept("r"), made)) == is_repeated


def test_copies_of_one_article_repeat_nothing(folder: Path, tmp_path: Path) -> None:
    text = f"Saffron blooms early\n\nHerat, Monday\n\n{'The growers of Herat pick it before the sun is up. ' * 5}"
    for n, more in enumerate(("", "", "\n\nEdited later.")):
        (folder / f"copy{n}.txt").write_text(text + more, encoding="utf-8")
    store = Store.create(tmp_path / "archive")
    runs.add(store, [folder])
    assert cuts(store)["site/copy0.txt"] == ("Saffron blooms early", (("title", "Saffron blooms early"),))
    assert (total(store, "title:saffron"), total(store, '"own motto"')) == (3, 0)


def test_a_copy_that_goes_is_counted_no_longer(kept: Kept) -> None:
    paragraph = "It was said again and again by everybody who was there, and nobody believed it at all. " * 3
    made = [
        RawDocument(f"a/{n}.txt", f"Title {n % 21}", f"{MOTTO if n % 21 < 3 else n}\n{paragraph}") for n in range(42)
    ]
    with closing(Repetitions(kept("r"))) as repetitions:
        repetitions.see((raw.source, shared(raw)) for raw in made)
        assert len(repetitions.repeated()) == 1
        repetitions.forget(raw.source for raw in made if raw.title == "Title 0")
        assert not repetitions.repeated()


def test_what_several_sources_hold_is_no_sources_own(kept: Kept) -> None:
    made = [
        RawDocument(f"a/{n}.txt", f"Title {n}", MOTTO if n % 10 == 0 else f"Line {n}", {"site": str(n % 2)})
        for n in range(100)
    ]
    assert len(seen(kept("r"), made)) == 1
    apart = [RawDocument(f"{n}/a.txt", f"Title {n}", MOTTO) for n in range(30)]
    assert not seen(kept("s"), apart)


def test_a_pages_source_is_its_host(kept: Kept) -> None:
    made = [RawDocument(f"{n}/a.txt", None, MOTTO, {"url": f"https://site.example/{n}"}) for n in range(30)]
    assert seen(kept("r"), made)
