"""Ctrl-C: a command ends soon, says what became of its work, and leaves a whole archive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from indexer import runs
from indexer.__main__ import STOPPED, main
from indexer.pipeline import Indexer
from search.engines.tantivy_ import TantivyEngine
from search.store import Store
from tests.conftest import SEEDS

ROOT = Path(__file__).parent.parent


def _ctrl_c_counts() -> None:
    """In a group of its own, as a shell starts a command; whoever runs the tests may ignore Ctrl-C."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_add_in_several_processes_ends_at_once_without_a_traceback(tmp_path: Path) -> None:
    folder, archive = tmp_path / "articles", tmp_path / "archive"
    folder.mkdir()
    text = (SEEDS / "003_39979b94d580af65.txt").read_text(encoding="utf-8")
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"Number {number}\n\n{text}", encoding="utf-8")
    command = [sys.executable, "-m", "indexer", "--archive", str(archive)]
    command += ["add", "--jobs", "2", "--quiet", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, preexec_fn=_ctrl_c_counts, stderr=subprocess.PIPE) as adding:
        while not (archive / "manifest.json").exists():
            time.sleep(0.05)
        time.sleep(1)
        os.killpg(adding.pid, signal.SIGINT)
        begun = time.monotonic()
        assert adding.wait() == STOPPED
        assert time.monotonic() - begun < 20
        assert adding.stderr is not None
        told = adding.stderr.read().decode()
    assert told == "\nstopped: what was committed is kept; the same command goes on from there\n"
    with closing(Store.open(archive).engine()) as engine:
        assert engine.verify() == []


def test_who_stops_a_run_does_not_wait_for_merges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(TantivyEngine, "rollback", lambda self: ended.append(True))
    with pytest.raises(KeyboardInterrupt), Indexer(Store.create(tmp_path / "archive")):
        raise KeyboardInterrupt
    assert ended


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_what_was_committed_before_is_kept_and_the_rest_is_not(tmp_path: Path, engine: str) -> None:
    store = Store.create(tmp_path / "archive", engine)
    runs.add(store, [next(SEEDS.glob("*.txt"))])
    steps = iter([None, None])

    def stops(_: object) -> None:
        if next(steps, "stop"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runs.add(store, [SEEDS], stops, jobs=1)
    with closing(store.engine()) as opened:
        assert opened.info().documents == 1
    assert runs.add(store, [SEEDS], jobs=1).failures == []


def test_a_rebuild_says_that_the_archive_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops(_: Store) -> None:
        raise KeyboardInterrupt

    archive = tmp_path / "archive"
    runs.add(Store.create(archive), [SEEDS])
    monkeypatch.setattr(runs, "relink", stops)
    assert main(["--archive", str(archive), "rebuild", "--quiet"]) == STOPPED
    assert capsys.readouterr().err.endswith("stopped: the archive is as it was\n")
    assert Store.open(archive).manifest.build == 1
