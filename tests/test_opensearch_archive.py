"""An archive on OpenSearch (osmem, the double in memory): adding, searching, rebuilding, and what goes wrong."""

import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from opensearchpy import OpenSearch
from osmem_server import OsmemServer

from app import create_app
from indexer import __main__ as command_line
from indexer import runs
from search import analysis
from search.archive import Archive
from search.engines import open_engine, publish
from search.engines.opensearch_ import client, pending, place, view
from search.errors import ArchiveDamaged, ArchiveStale, BadParameter, EngineDown, EngineRefuses
from search.query import parse
from search.store import Store
from search.types import All, Request
from tests.conftest import SEEDS
from tests.entries import entry

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[str]:
    with OsmemServer.start() as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIWAN_OPENSEARCH_URL", started.url)
        patch.setenv("DIWAN_OPENSEARCH_TIMEOUT", "60")
        patch.setattr(client, "PAUSES", (0.01,))
        patch.setattr(pending, "PAUSES", (0.01,))
        yield started.url
        if started.process.stdout:
            started.process.stdout.close()


@pytest.fixture(scope="module")
def press(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of the seeds."""
    folder = tmp_path_factory.mktemp("press") / "archive"
    runs.add(Store.create(folder, "opensearch"), [SEEDS])
    return folder


def found(archive: Archive, text: str) -> list[str]:
    return sorted(hit.document.source.rpartition("/")[2][:3] for hit in archive.search(parse({"q": [text]})).hits)


def test_the_seeds_are_found(press: Path) -> None:
    archive = Archive.open(press)
    assert archive.info().documents == 5
    assert "004" in found(archive, "کابلوف")
    archive.close()


def test_no_answer_is_kept_as_a_part_of_the_cluster_may_have_been_silent(press: Path) -> None:
    app = create_app({"DIWAN_ARCHIVE": press, "TESTING": True})
    assert app.test_client().get("/api/search?q=Kabulov").get_json()["total"]
    assert len(app.extensions["answers"]) == 0


def test_a_reader_goes_on_through_a_rebuild(press: Path, server: str) -> None:
    reader = open_engine("opensearch", Store.open(press).index)
    before = reader.search(Request(All())).total
    old = place.read(Store.open(press).index)
    runs.rebuild(Store.open(press))
    new = place.read(Store.open(press).index)
    assert reader.search(Request(All())).total == before == 5
    assert (new.alias, new.index != old.index) == (old.alias, True)
    assert not OpenSearch(server).indices.exists(index=old.index)
    reader.close()


def test_status_shows_the_cluster(press: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--archive", str(press), "status"]) == 0
    told = capsys.readouterr().out
    assert "nodes, health " in told
    assert "operations not yet in every copy" in told


def test_several_processes_add_to_one_archive(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    runs.add(Store.create(archive, "opensearch"), [])
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for folder in folders:
        folder.mkdir()
        for number in range(12):
            (folder / f"{number}.txt").write_text(f"Story {number} of {folder.name}\n\nKabul news number {number}.\n")
    add = [sys.executable, "-m", "indexer", "--archive", str(archive), "add", "--jobs", "1", "--quiet"]
    running = [subprocess.Popen([*add, str(folder)], cwd=ROOT, stderr=subprocess.PIPE) for folder in folders]
    for each in running:
        assert (each.communicate(timeout=120)[1].decode(), each.returncode) == ("", 0)
    opened = Archive.open(archive)
    assert opened.info().documents == 36
    assert opened.search(parse({"q": ["kabul"]})).total == 36
    opened.close()


def test_a_server_that_is_not_there(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIWAN_OPENSEARCH_URL", "http://127.0.0.1:9")
    with pytest.raises(EngineDown):
        Archive.open(press)


def test_a_server_that_goes_in_mid_bulk(tmp_path: Path) -> None:
    with OsmemServer.start() as other, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIWAN_OPENSEARCH_URL", other.url)
        engine = open_engine("opensearch", tmp_path / "index", writing=True)
        engine.add([entry("a", "word")])
        engine.commit()
        engine.add([entry("b", "word")])
        if other.process.stdout:
            other.process.stdout.close()
        other.close()
        with pytest.raises(EngineDown):
            engine.commit()
        engine.close()


def missing(archive: Archive) -> set[str]:
    """Which notes of an answer say that something is missing."""
    notes = archive.search(parse({"q": ["kabul"]})).notes
    return {note.code for note in notes if note.code.endswith("-missing")}


def test_a_part_of_the_index_on_no_node(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, made = Archive.open(press), OpenSearch.create_pit
    whole = archive.state()

    def lacking(self: OpenSearch, **asked: object) -> dict[str, Any]:
        answer: dict[str, Any] = made(self, **asked)
        answer["_shards"]["total"] += 1
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(OpenSearch, "create_pit", lacking)
        lost = Archive.open(press)
        assert missing(lost) == {"shards-missing"}
        assert lost.state() != whole, "a partial answer under the name of the whole one"
        for ask in (lambda: lost.document("none"), lambda: list(lost.scan(parse({"q": ["kabul"]})))):
            with pytest.raises(EngineDown):
                ask()
    monkeypatch.setattr(view, "_LACKING", 0.0)
    assert (missing(lost) - {"copies-missing"}, lost.state()) == (set(), whole)
    archive.close()
    lost.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [("URL", each) for each in ("search1", "http://", "http://search1:port", "http://search1:99999", "http://[::1")]
    + [("TIMEOUT", "0"), ("TIMEOUT", "soon")],
)
def test_a_setting_that_is_none(name: str, value: str, press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"DIWAN_OPENSEARCH_{name}", value)
    with pytest.raises(BadParameter, match=f"DIWAN_OPENSEARCH_{name}"):
        Archive.open(press)


class Locked(BaseHTTPRequestHandler):
    """Lets nobody in."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, format: str, *args: object) -> None:
        return


def test_wrong_credentials(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with HTTPServer(("127.0.0.1", 0), Locked) as locked:
        Thread(target=locked.serve_forever, daemon=True).start()
        monkeypatch.setenv("DIWAN_OPENSEARCH_URL", f"http://127.0.0.1:{locked.server_port}")
        monkeypatch.setenv("DIWAN_OPENSEARCH_PASSWORD", "secret")
        with pytest.raises(EngineRefuses) as refused:
            Archive.open(press)
        locked.shutdown()
    assert "DIWAN_OPENSEARCH_USER" in refused.value.hint
    assert "secret" not in refused.value.message + refused.value.hint


def test_an_index_that_was_deleted(tmp_path: Path, server: str) -> None:
    open_engine("opensearch", tmp_path / "index", writing=True).close()
    OpenSearch(server).indices.delete(index=place.read(tmp_path / "index").index)
    with pytest.raises(ArchiveDamaged, match="no index called"):
        open_engine("opensearch", tmp_path / "index")


def test_a_rebuild_makes_an_index_that_was_deleted(tmp_path: Path, server: str) -> None:
    runs.add(Store.create(tmp_path / "lost", "opensearch"), [SEEDS / "004_b36b9354a076bf9c.txt"])
    OpenSearch(server).indices.delete(index=place.read(Store.open(tmp_path / "lost").index).index)
    assert runs.rebuild(Store.open(tmp_path / "lost")).failures == []
    archive = Archive.open(tmp_path / "lost")
    assert archive.info().documents == 1
    archive.close()


def test_an_index_of_another_diwan(tmp_path: Path, server: str) -> None:
    open_engine("opensearch", tmp_path / "index", writing=True).close()
    index = place.read(tmp_path / "index").index
    OpenSearch(server).indices.put_mapping(index=index, body={"_meta": {"diwan": "opensearch schema 0"}})
    with pytest.raises(ArchiveStale, match="schema 0"):
        open_engine("opensearch", tmp_path / "index")


def test_an_index_by_other_analyzers_put_under_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    open_engine("opensearch", tmp_path / "old", writing=True).close()
    reader = open_engine("opensearch", tmp_path / "old")
    with monkeypatch.context() as patch:
        patch.setattr(analysis, "fingerprint", lambda: "those of tomorrow")
        open_engine("opensearch", tmp_path / "new", writing=True).close()
    publish("opensearch", tmp_path / "new", tmp_path / "old")
    time.sleep(0.05)
    with pytest.raises(ArchiveStale, match="tomorrow"):
        reader.search(Request(All()))
    reader.close()
