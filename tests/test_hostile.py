"""`python -m evaluation.hostile` says what it measured, and ends whatever an input does."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from evaluation import commands, hostile


def test_the_cpu_that_is_told_is_that_of_the_longest_wait() -> None:
    told = hostile.waits([(5.0, 4.0), (90.0, 3.0), (20.0, 15.0)])
    assert told == "20.0 ms, at most 90.0 ms, 3.0 ms of it CPU of its own; 3 searches"


def test_a_client_that_had_no_answer_is_said_to_have_had_none() -> None:
    assert hostile.waits([]) == "had no answer"


def test_a_process_that_says_nothing_is_cut_off_and_ended(tmp_path: Path) -> None:
    with hostile.Process("import time; time.sleep(600)", tmp_path) as process:
        with pytest.raises(commands.CutOff):
            process.line(seconds=0)
        assert process._process.poll() is None
    assert process._process.returncode is not None


def test_one_that_ended_is_no_answer(tmp_path: Path) -> None:
    with hostile.Process("", tmp_path) as process, pytest.raises(RuntimeError, match="ended"):
        process.line(seconds=60)


def test_a_client_whose_last_search_does_not_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "CLIENT", "import time; print('ready', flush=True); time.sleep(600)")
    with hostile.other_client(tmp_path, bound=0) as taken:
        pass
    assert taken == []


def test_a_line_is_printed_for_what_is_answered_and_for_what_is_cut_off(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut_off(folder: Path, arguments: list[str], bound: float) -> commands.Ended:
        raise commands.CutOff(f"cut off after {bound:g} s")

    archive = shutil.copytree(seeds, tmp_path / "archive")
    monkeypatch.setattr(commands, "index", cut_off)
    monkeypatch.setattr(commands, "end_in_order", lambda: None)
    monkeypatch.setattr(hostile, "REQUESTS", {"a forged cursor": hostile.REQUESTS["a forged cursor"]})
    monkeypatch.setattr(hostile, "cursors", lambda archive: [])
    monkeypatch.setattr(hostile, "files", lambda folder, megabytes: {"a word": tmp_path / "word.txt"})
    monkeypatch.setattr(sys, "argv", ["hostile", str(archive), "--bound", "250"])
    hostile.main()
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("a forged cursor: bad-")
    assert second.startswith("a word: cut off after 250 s, ")
    assert all("ms of it CPU of its own" in line for line in (first, second))
