"""The size of an index while somebody writes to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search.engines.sizes import size


def test_files_that_go_meanwhile_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "there").write_bytes(b"12345")
    walked: list[tuple[str, list[str], list[str]]] = [(str(tmp_path / "part"), [], ["gone", "there"])]
    monkeypatch.setattr(os, "walk", lambda folder: walked)
    assert size(tmp_path) == 5
