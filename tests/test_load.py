"""The load that `python -m evaluation.load` makes, short; and the bounds of what it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from evaluation import commands, load
from evaluation.serving import stop
from evaluation.speed.asked import Asked
from evaluation.speed.texts import Texts
from tests.conftest import SEEDS

#: Starts a process of its own that opens a pipe for writing, and never ends; nor does that.
_ENDLESS = """
import subprocess, sys, time
if sys.argv[2:]:
    pipe = open(sys.argv[1], "w")
else:
    subprocess.Popen([sys.executable, *sys.orig_argv[1:], "child"])
print("begun", flush=True)
while True:
    time.sleep(60)
"""


def test_no_request_fails_while_documents_are_added_and_the_archive_is_rebuilt() -> None:
    told: list[str] = []
    texts = Texts(SEEDS, 3, 5_000)
    made = load.run(2, 0, documents=20, seed=2, texts=texts, rate=1, pause=0.2, tell=told.append, cold=True)
    assert made.failures == []
    assert len(told) == 5, told
    assert f"a request after its end counted {made.documents} documents" in told[2]
    assert made.documents > 20
    assert made.walls


@pytest.mark.parametrize("given", [[], ["--archive"]])
def test_a_pause_is_kept_with_an_archive_and_without(
    given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    kept = Namespace(documents=0)
    monkeypatch.setattr(load, "Texts", lambda *given: None)
    monkeypatch.setattr(load, "Kept", lambda path: kept)
    monkeypatch.setattr(load, "measure", lambda made, *rest, **more: pauses.append(made.pause))
    monkeypatch.setattr(load.Load, "add", lambda made, documents: 0.0)
    monkeypatch.setattr(commands, "end_in_order", lambda: None)
    monkeypatch.setattr(sys, "argv", ["load", "--pause", "3", *given, *[str(tmp_path) for _ in given]])
    assert load.main() == 0
    assert pauses == [3]


def test_a_slow_indexer_is_never_given_all_that_is_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 50))
    monkeypatch.setattr("evaluation.load.time", Namespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(load.Load, "look", lambda made: "")
    monkeypatch.setattr("evaluation.speed.processes.anonymous", lambda processes: 0)
    added: list[int] = []

    def add(made: load.Load, documents: int) -> float:
        added.append(documents)
        made.documents += documents
        return 0.0

    monkeypatch.setattr(load.Load, "add", add)
    load._work(load.Load(tmp_path, Texts(SEEDS, 3, 5_000), print), os.getpid(), 500, 7, anew=False)
    assert len(added) > 1
    assert max(added) == 7 * load.AT_ONCE


def test_a_client_that_cannot_reach_the_server_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = load.Load(tmp_path, Texts(SEEDS, 3, 5_000), print)

    def connect(port: int) -> None:
        made.over.set()
        raise TimeoutError("no answer")

    monkeypatch.setattr(load, "connect", connect)
    made.client([Asked("rare word", ("a",), ("a",), ("a",))], seed=1)
    assert [failure for failure in made.failures if "no answer" in failure] == made.failures != []


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    with pytest.raises(commands.CutOff, match="cut off after 1 s"):
        commands.run([sys.executable, "-c", _ENDLESS, str(pipe)], seconds=1)
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_a_server_that_does_not_end_is_ended_by_force() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
    server = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True)
    assert server.stdout is not None
    with server.stdout as said:
        said.readline()
        stop(server, seconds=0)
    assert server.returncode == -signal.SIGKILL
