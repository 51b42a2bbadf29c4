"""What was measured, shown: tables, and a chart where there is something to draw."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from evaluation.speed import results, shown


def measured(documents: int, cpu: float) -> dict[str, Any]:
    """What `evaluation.speed --json` writes, in short."""

    def took(asked: int, times: float) -> dict[str, Any]:
        three = [cpu * times] * 3
        return {"searches": asked, "all": {"wall": three, "cpu": three, "mean_cpu": cpu * times}, "ratio": times}

    searches = {
        results.ARCHIVE: took(240, 1.5),
        results.SERVED: {**took(169, 2.5), "http": 4.4, "memory": 2e8},
        results.BARE: took(240, 1),
    }
    built = {"documents": documents, "text": 1000, "cpu": 1.0, "analysis": 3.0, "memory": 1e8, "analysts": 1e8}
    sizes = {"index": 500, "stored": None, "beside": 10}
    return {"documents": documents, "searches": searches, "builds": {"diwan": {**built, "bytes": sizes}}}


def test_each_contender_is_shown_with_how_many_searches_it_was_asked() -> None:
    rows = shown.beside(measured(10_000, 2)).splitlines()
    assert rows[0] == "| CPU of a search, ms | asked | p50 | p95 | p99 | mean | × bare |"
    assert rows[2] == "| Diwan (tantivy) | 240 | 3.0 | 3.0 | 3.0 | 3.0 | 1.5 |"
    assert rows[3] == "| Diwan over HTTP | 169 | 5.0 | 5.0 | 5.0 | 5.0 | 2.5 |"


def test_a_figure_of_two_archives_stands_in_one_row() -> None:
    rows = shown.table([measured(10_000, 2), measured(100_000, 4)]).splitlines()
    assert rows[0] == "| documents | 10,000 | 100,000 |"
    assert "| CPU of an answer, mean, ms | 3.0 | 6.0 |" in rows
    assert "| CPU that HTTP adds, ms | 4.4 | 4.4 |" in rows
    assert "| index, share of the text | 0.50 | 0.50 |" in rows
    assert not [row for row in rows if row.startswith("| stored documents")]


@pytest.mark.parametrize(("sizes", "status"), [((10_000, 100_000), 0), ((10_000,), 1)])
def test_a_chart_of_one_size_is_not_drawn_and_that_is_said(
    sizes: tuple[int, ...],
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for size in sizes:
        (tmp_path / f"{size}.json").write_bytes(orjson.dumps(measured(size, 2)))
    chart = tmp_path / "chart.svg"
    files = [str(tmp_path / f"{size}.json") for size in sizes]
    monkeypatch.setattr(sys, "argv", ["shown", *files, "--chart", str(chart)])
    assert shown.main() == status
    told = capsys.readouterr()
    assert "| Diwan over HTTP | 169 |" in told.out
    assert ("no chart" in told.err) == (not chart.exists()) == (status == 1)
    if status == 0:
        assert "CPU of an answer, ms: 3.0 → 3.0" in chart.read_text(encoding="utf-8")
