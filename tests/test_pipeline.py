"""Files into an archive: what is added again, changed, removed, rebuilt, and what fails."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from indexer import pipeline
from indexer.pipeline import Report
from search.archive import Archive
from search.errors import ArchiveBusy
from search.query import parse
from search.store import Store
from tests.conftest import SEEDS


def add(store: Store, *paths: Path) -> Report:
    return pipeline.add(store, paths, lambda done, report: None)


def sources(store: Store, q: str = "") -> list[str]:
    archive = Archive(store)
    try:
        return sorted(hit.document.source for hit in archive.search(parse({"q": [q]})).hits)
    finally:
        archive.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "archive")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "one.txt").write_text("Rivers\n\nThe river Kokcha rose again on Monday, said the people of the valley.")
    (made / "two.txt").write_text("Roads\n\nThe road over the Salang was closed again by snow, said the ministry.")
    return made


def test_a_folder_is_added_under_its_own_name(store: Store, folder: Path) -> None:
    assert (add(store, folder).documents, sources(store)) == (2, ["articles/one.txt", "articles/two.txt"])


def test_adding_again_reads_nothing_again(store: Store, folder: Path) -> None:
    add(store, folder)
    again = add(store, folder)
    assert (again.documents, again.unchanged) == (0, 2)


def test_a_changed_file_takes_the_place_of_what_it_was(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "one.txt").write_text("Lakes\n\nThe lake Band-e Amir froze this week, said the people of Bamyan.")
    assert add(store, folder).documents == 1
    assert (sources(store, "kokcha"), sources(store, "bamyan")) == ([], ["articles/one.txt"])


def test_records_that_a_file_no_longer_holds_are_taken_out(store: Store, tmp_path: Path) -> None:
    lines = [orjson.dumps({"id": str(n), "title": f"Title {n}", "body": f"body number {n}"}) for n in range(3)]
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\n".join(lines))
    add(store, path)
    path.write_bytes(b"\n".join(lines[:1]))
    add(store, path)
    assert len(sources(store)) == 1


def test_a_bad_file_is_named_and_the_rest_goes_on(store: Store, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    report = add(store, folder)
    assert report.documents == 2
    assert sorted(failure.values["source"] for failure in report.failures) == [
        "articles/empty.txt",
        "articles/picture.txt",
    ]
    assert all(failure.values["reason"] for failure in report.failures)


def test_a_bad_line_is_named_and_the_other_lines_are_added(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "Good", "body": "A good body of text."}\nnot json\n{"title": "no body"}\n')
    report = add(store, path)
    assert (report.documents, len(report.failures)) == (1, 2)


def test_two_folders_of_one_name_are_not_mixed(store: Store, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "articles"
    other.mkdir(parents=True)
    (other / "one.txt").write_text("Wells\n\nQuite another text about wells and water in the north.")
    add(store, folder)
    report = add(store, other)
    assert len(report.failures) == 1
    assert sources(store, "kokcha") == ["articles/one.txt"]


def test_remove_takes_out_a_folder(store: Store, folder: Path) -> None:
    add(store, folder, SEEDS)
    with pipeline.Indexer(store) as indexer:
        assert indexer.remove_below("articles") == 2
    assert all(source.startswith("seeds/") for source in sources(store))


def test_rebuild_gives_the_same_documents(store: Store, folder: Path) -> None:
    add(store, folder)
    before = sources(store)
    pipeline.rebuild(store, lambda done, report: None)
    rebuilt = Store.open(store.folder)
    assert (sources(rebuilt), rebuilt.manifest.build) == (before, 2)


def test_rebuild_keeps_a_document_whose_file_is_gone(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "one.txt").unlink()
    pipeline.rebuild(store, lambda done, report: None)
    assert sources(Store.open(store.folder), "kokcha") == ["articles/one.txt"]


def test_a_failed_rebuild_leaves_the_archive_as_it_was(store: Store, folder: Path) -> None:
    add(store, folder)

    def fail(done: int, report: Report) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.rebuild(store, fail)
    assert len(sources(Store.open(store.folder))) == 2


def test_an_error_commits_nothing_half_done(store: Store, folder: Path) -> None:
    with pytest.raises(RuntimeError), pipeline.Indexer(store) as indexer:
        indexer.add(folder / "one.txt", "articles/one.txt")
        raise RuntimeError
    assert sources(store) == []
    assert add(store, folder).documents == 2


def test_a_second_writer_is_refused(store: Store) -> None:
    with pipeline.Indexer(store), pytest.raises(ArchiveBusy):
        pipeline.Indexer(store)


def test_lone_surrogates_are_stored(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text('{"title": "Odd \\ud800", "body": "A lone half \\udc00 of a pair in the text."}\n')
    report = add(store, path)
    assert report.documents + len(report.failures) == 1
