"""Documents that several files give, by their id or address: kept once, as long as one of the files is there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.__main__ import main
from search.store import Store
from search.types import All

SAME = "---\nid: art-7\n---\nLakes\n\nThe lake rose on Monday and many fled, as {} tells.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("a", "b"):
        (made / f"{name}.md").write_text(SAME.format(name))
    return made


@pytest.fixture(params=["tantivy", "whoosh"])
def store(tmp_path: Path, folder: Path, request: pytest.FixtureRequest) -> Store:
    made = Store.create(tmp_path / "archive", request.param)
    runs.add(made, [folder], jobs=1)
    return made


def held(store: Store) -> list[tuple[str, str]]:
    """The source of each document, and the last word but one of its text."""
    with closing(store.engine()) as engine:
        return sorted((made.source, made.body.split()[-2]) for made in engine.scan(All()))


@pytest.mark.parametrize(("gone", "left"), [("a", "b"), ("b", "a")])
def test_it_stays_while_one_of_its_files_is_there(store: Store, folder: Path, gone: str, left: str) -> None:
    (folder / f"{gone}.md").unlink()
    runs.add(store, [folder], prune=True)
    assert held(store) == [(f"articles/{left}.md", left)]
    (folder / f"{left}.md").unlink()
    assert runs.add(store, [folder], prune=True).removed == 1
    assert held(store) == []


@pytest.mark.parametrize(("gone", "left"), [("a", "b"), ("b", "a")])
def test_removing_one_of_its_files_leaves_the_other(store: Store, gone: str, left: str) -> None:
    runs.remove(store, [f"articles/{gone}.md"])
    assert held(store) == [(f"articles/{left}.md", left)]


def test_a_file_that_no_longer_gives_it_leaves_it_to_the_other(store: Store, folder: Path) -> None:
    (folder / "b.md").write_text("Roads\n\nThe road is closed again, as another tells.\n")
    runs.add(store, [folder], jobs=1)
    assert [source for source, _ in held(store)] == ["articles/a.md", "articles/b.md"]


def test_a_renamed_file_keeps_it(store: Store, folder: Path) -> None:
    (folder / "b.md").unlink()
    (folder / "a.md").rename(folder / "c.md")
    runs.add(store, [folder], prune=True, batch=1)
    assert [source for source, _ in held(store)] == ["articles/c.md"]


def test_a_rebuild_does_not_put_what_a_gone_file_gave_over_what_another_gives(store: Store, folder: Path) -> None:
    (folder / "a.md").write_text(SAME.format("news"))
    (folder / "b.md").unlink()
    runs.rebuild(store)
    assert held(Store.open(store.folder)) == [("articles/a.md", "news")]


def test_add_and_status_say_that_it_is_kept_once(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = ("--archive", str(tmp_path / "other"))
    assert main([*archive, "add", "--quiet", str(folder)]) == 0
    assert "1 documents took the place of another of the same id or address\n" in capsys.readouterr().out
    (folder / "c.md").write_text(SAME.format("c"))
    (folder / "d.md").write_text("Roads\n\nA text of its own.")
    main([*archive, "add", "--quiet", str(folder)])
    assert "1 documents took the place of another" in capsys.readouterr().out
    main([*archive, "add", "--quiet", str(folder)])
    assert "took the place" not in capsys.readouterr().out
    main([*archive, "status"])
    told = capsys.readouterr().out
    assert "documents    2\n" in told
    assert "in several   2 of these have the id or address of another, and are kept once\n" in told
