"""Files into an archive: what is added again, changed, removed, rebuilt, and what fails."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from datetime import date
from pathlib import Path

import orjson
import pytest

from indexer import document as document_module
from indexer import runs, work
from indexer.pipeline import Indexer, Report
from indexer.readers import Options
from indexer.work import File
from indexer.workers import Workers
from search.archive import Archive
from search.errors import ArchiveBusy
from search.query import parse
from search.store import Store
from search.types import All, Document, RawDocument
from tests.conftest import SEEDS, TODAY


def add(store: Store, *paths: Path) -> Report:
    return runs.add(store, paths)


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


def test_progress_counts_the_bytes_of_what_is_left_as_it_is(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "three.txt").write_text("Wells\n\nA text about wells and water in the north.")
    seen: list[int] = []
    runs.add(store, [folder], lambda report: seen.append(report.bytes + report.passed))
    assert len(set(seen)) == 3
    assert seen[-1] == runs.total_size([folder])


def test_a_changed_file_takes_the_place_of_what_it_was(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "one.txt").write_text("Lakes\n\nThe lake Band-e Amir froze this week, said the people of Bamyan.")
    assert add(store, folder).documents == 1
    assert (sources(store, "kokcha"), sources(store, "bamyan")) == ([], ["articles/one.txt"])


def test_a_file_is_read_again_when_what_describes_it_comes_changes_or_goes(store: Store, folder: Path) -> None:
    add(store, folder)
    sidecar = folder / "one.json"
    for title in ("Streams", "Brooks and springs"):
        sidecar.write_text(f'{{"title": "{title}"}}')
        assert add(store, folder).documents == 1
        assert add(store, folder).documents == 0
    sidecar.unlink()
    assert add(store, folder).documents == 1


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
    assert sorted(str(failure.values["source"]) for failure in report.failures) == [
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
    assert runs.remove(store, ["articles"]).removed == 2
    assert all(source.startswith("seeds/") for source in sources(store))


def test_rebuild_gives_the_same_documents(store: Store, folder: Path) -> None:
    add(store, folder)
    before = sources(store)
    runs.rebuild(store)
    rebuilt = Store.open(store.folder)
    assert (sources(rebuilt), rebuilt.manifest.build) == (before, 2)


def test_rebuild_keeps_a_document_whose_file_is_gone(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "one.txt").unlink()
    runs.rebuild(store)
    assert sources(Store.open(store.folder), "kokcha") == ["articles/one.txt"]


def test_a_failed_rebuild_leaves_the_archive_as_it_was(store: Store, folder: Path) -> None:
    add(store, folder)

    def fail(report: Report) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runs.rebuild(store, fail)
    assert len(sources(Store.open(store.folder))) == 2


def test_an_error_commits_nothing_half_done(store: Store, folder: Path) -> None:
    with pytest.raises(RuntimeError), Indexer(store) as indexer:
        for result in Workers(1, TODAY).run([File(folder / "one.txt", "articles/one.txt")]):
            indexer.take(result)
        raise RuntimeError
    assert sources(store) == []
    assert add(store, folder).documents == 2


def test_a_second_writer_is_refused(store: Store) -> None:
    with Indexer(store), pytest.raises(ArchiveBusy) as refused:
        Indexer(store)
    assert repr(str(store.folder)) in refused.value.message


def test_lone_surrogates_are_stored(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text('{"title": "Odd \\ud800", "body": "A lone half \\udc00 of a pair in the text."}\n')
    report = add(store, path)
    assert report.documents + len(report.failures) == 1


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    lines = [orjson.dumps({"id": str(n), "title": f"Title {n}", "body": f"body number {n}"}) for n in range(300)]
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(lines))
    found = []
    for jobs in (1, 2):
        store = Store.create(tmp_path / f"archive-{jobs}")
        report = runs.add(store, [tmp_path / "news.jsonl", SEEDS], jobs=jobs)
        assert (report.documents, report.files, report.failures) == (305, 6, [])
        archive = Archive(store)
        found.append([hit.document for hit in archive.search(parse({"size": ["100"], "sort": ["newest"]})).hits])
    assert found[0] == found[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is shared where processes start anew")
def test_examples_are_read_before_the_processes_are_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def understand(records: work.Records, today: date) -> work.Part:
        seen.append(records.source)
        raise RuntimeError

    names = ("one.txt", "broken.txt", "one.html", "gone.txt")
    (folder / "broken.txt").write_bytes(b"\x89PNG")
    (folder / "one.html").write_text("<p>What a parser may die of is for a process that may die.")
    monkeypatch.setattr(work, "understand", understand)
    with closing(Workers(2, TODAY, [File(folder / name, name) for name in names])):
        assert seen == ["one.txt"]


def test_a_large_file_is_shared_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.workers.LARGE", 1)
    lines = [orjson.dumps({"id": str(n), "title": f"Title {n}", "body": f"body number {n}"}) for n in range(300)]
    (tmp_path / "news.jsonl").write_bytes(b"\n".join([*lines, b"not json"]))
    store = Store.create(tmp_path / "archive")
    report = runs.add(store, [tmp_path / "news.jsonl"], jobs=2)
    assert (report.documents, report.files, len(report.failures)) == (300, 1, 1)
    assert runs.add(store, [tmp_path / "news.jsonl"], jobs=2).unchanged == 1


def test_a_process_that_dies_takes_only_its_own_file_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a", "b", "deadly", "c", "d"):
        (folder / f"{name}.txt").write_text(f"Title {name}\n\nA body of text for {name}, and some more words.")
    whole = document_module.document

    def deadly(raw: RawDocument, today: date, naming: bool) -> Document:
        if "deadly" in raw.source:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(raw, today, naming)

    monkeypatch.setattr("indexer.work.document", deadly)
    report = runs.add(Store.create(tmp_path / "archive"), [folder], jobs=2)
    assert (report.documents, [f.values["source"] for f in report.failures]) == (4, ["articles/deadly.txt"])


def test_an_article_that_diwan_fails_on_is_named(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(raw: RawDocument, today: date, naming: bool) -> Document:
        raise ZeroDivisionError

    monkeypatch.setattr("indexer.work.document", fail)
    report = add(store, folder)
    assert report.documents == 0
    assert all("ZeroDivisionError" in str(failure.values["reason"]) for failure in report.failures)


def test_a_file_that_is_gone_is_named_and_pruned_when_asked(store: Store, folder: Path) -> None:
    add(store, folder)
    (folder / "one.txt").unlink()
    assert add(store, folder).vanished == ["articles/one.txt"]
    assert len(sources(store)) == 2
    runs.add(store, [folder], prune=True)
    assert sources(store) == ["articles/two.txt"]


def test_how_a_file_was_read_is_kept_for_a_rebuild(store: Store, tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("headline,text\nRivers,The river Kokcha rose again on Monday.\n")
    options = Options(columns={"title": "headline", "body": "text"})
    assert runs.add(store, [tmp_path / "news.csv"], options=options).documents == 1
    assert runs.rebuild(store).documents == 1


def test_without_entities_none_are_looked_for_and_a_rebuild_keeps_to_it(store: Store) -> None:
    def named() -> bool:
        with closing(Store.open(store.folder).engine()) as engine:
            return any(document.mentions for document in engine.scan(All()))

    runs.add(store, [SEEDS], options=Options(entities=False))
    assert not named()
    runs.rebuild(store)
    assert not named()
    runs.add(Store.open(store.folder), [SEEDS])
    assert named()
