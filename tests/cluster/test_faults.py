"""Nodes that die or stall while documents are added and searched, and a cluster that refuses."""

import time
from pathlib import Path
from threading import Event, Thread

import pytest
from opensearchpy import OpenSearch

from search.engines import discard, open_engine
from search.engines.base import Engine
from search.engines.opensearch_ import place
from search.errors import EngineDown, EngineRefuses
from search.types import All, Matches, Request, TermBuckets
from tests.cluster.nodes import Nodes
from tests.entries import entry
from tests.promises.matching import word

EVERYTHING = Request(All(), size=3, buckets=(TermBuckets("source"),))


class Searcher(Thread):
    """Searches without pause, in an engine of its own, and keeps all answers."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._engine = open_engine("opensearch", folder)
        self.enough = Event()
        self.answers: list[Matches] = []
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                self.answers.append(self._engine.search(EVERYTHING))
        except Exception as error:
            self.failure = error

    def finish(self) -> list[Matches]:
        self.enough.set()
        self.join()
        self._engine.close()
        assert self.failure is None, self.failure
        return self.answers


def test_a_node_is_killed_while_documents_are_added_and_searched(engine: Engine, nodes: Nodes, tmp_path: Path) -> None:
    with OpenSearch(nodes.urls[0]) as client:
        # Else the copies move to the nodes that are left after a minute, and nothing is missing any more.
        later = {"index.unassigned.node_left.delayed_timeout": "30m"}
        client.indices.put_settings(index=place.read(tmp_path / "index").index, body=later)
    engine.add(entry(f"first{number}", "some words") for number in range(500))
    engine.commit()
    searcher = Searcher(tmp_path / "index")
    searcher.start()
    acknowledged = 500
    for batch in range(12):
        if batch == 4:
            nodes.kill(2)
        engine.add(entry(f"d{batch}-{number}", "some words") for number in range(100))
        engine.commit()
        acknowledged += 100
    assert engine.search(Request(word("en:word"))).total == acknowledged
    time.sleep(11)  # the cluster's health is asked every ten seconds
    noted = [note.code for note in engine.search(EVERYTHING).notes]
    answers = searcher.finish()
    totals = [each.total for each in answers if "shards-missing" not in {note.code for note in each.notes}]
    nodes.run(2)
    nodes.wait(3)
    assert totals == sorted(totals), "a search went back in time"
    assert len(totals) >= 0.9 * len(answers), "more than some searches lacked a part"
    assert noted == ["copies-missing"]
    assert sorted(document.id for document in engine.scan(All())) == sorted(
        [f"first{number}" for number in range(500)] + [f"d{b}-{number}" for b in range(12) for number in range(100)]
    )


def test_a_part_that_no_other_node_has(nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIWAN_OPENSEARCH_REPLICAS", "0")
    engine = open_engine("opensearch", tmp_path / "index", writing=True)
    engine.add(entry(f"d{number}", "some words") for number in range(50))
    engine.commit()
    commit = engine.info().commit
    index = place.read(tmp_path / "index").index
    with OpenSearch(nodes.urls[0]) as client:
        held = {row["node"] for row in client.cat.shards(index=f"{index}-commits", params={"format": "json"})}
    lost = 2 if "node2" not in held else 1
    nodes.kill(lost)
    nodes.wait(2, "red")
    found = engine.search(EVERYTHING)
    assert found.total < 50
    assert [note.code for note in found.notes] == ["shards-missing"]
    assert engine.info().commit != commit
    with pytest.raises(EngineDown):
        [engine.get(f"d{number}") for number in range(50)]
    assert engine.verify()
    nodes.run(lost)
    nodes.wait(3)
    time.sleep(1)
    assert (engine.search(EVERYTHING).total, engine.info().commit) == (50, commit)
    engine.close()
    discard("opensearch", tmp_path / "index")


def test_a_node_that_stalls_is_waited_for_no_longer_than_allowed(
    engine: Engine, nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.add(entry(f"d{number}", "some words") for number in range(50))
    engine.commit()
    monkeypatch.setenv("DIWAN_OPENSEARCH_TIMEOUT", "3")
    reader = open_engine("opensearch", tmp_path / "index")
    nodes.stall(1)
    try:
        started = time.monotonic()
        while time.monotonic() - started < 20:
            asked = time.monotonic()
            try:
                assert reader.search(EVERYTHING).total <= 50
            except EngineDown as error:
                assert "DIWAN_OPENSEARCH_TIMEOUT" in error.message or "does not answer" in error.message
            assert time.monotonic() - asked < 60
    finally:
        nodes.go_on(1)
        nodes.wait(3)
    assert engine.search(EVERYTHING).total == 50
    reader.close()


def test_a_read_only_index(engine: Engine, nodes: Nodes, tmp_path: Path) -> None:
    index = place.read(tmp_path / "index").index
    client = OpenSearch(nodes.urls[0])
    client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": True})
    engine.add([entry("a", "word")])
    with pytest.raises(EngineRefuses) as refused:
        engine.commit()
    assert "read-only" in refused.value.message
    assert "disk" in refused.value.hint
    client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": None})
    engine.commit()
    assert engine.get("a") is not None
    client.close()


def test_an_index_of_another_mapping(engine: Engine, nodes: Nodes, tmp_path: Path) -> None:
    found = place.read(tmp_path / "index")
    with OpenSearch(nodes.urls[0]) as client:
        client.indices.delete(index=found.index)
        strict = {"dynamic": "strict", "properties": {"terms": {"type": "text"}}}
        client.indices.create(index=found.index, body={"aliases": {found.alias: {}}, "mappings": strict})
    engine.add([entry("a", "word")])
    with pytest.raises(EngineRefuses) as refused:
        engine.commit()
    assert "mapping" in refused.value.message
    assert "rebuild" in refused.value.hint
