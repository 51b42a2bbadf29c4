"""`python -m evaluation.speed.shown 10k.json 100k.json 1m.json`: what `evaluation.speed --json` measured, for people.

Prints the README's table, and writes docs/growth.svg: how each figure grows from the smallest archive to the largest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from evaluation.serving import ROOT
from evaluation.speed.growth import Line, chart

Found = Mapping[str, Any]

_ARCHIVE, _SERVED, _BARE = "Diwan (tantivy)", "Diwan over HTTP", "bare tantivy-py"


def _at(found: Found, *path: str | int) -> float | None:
    """The value at a place of the measurement; None where it was not measured."""
    value: Any = found
    for key in path:
        if isinstance(key, str) and key not in value:
            return None
        value = value[key]
    return float(value)


def _search(found: Found, name: str, *path: str | int) -> float | None:
    return _at(found, "searches", name, *path)


def _build(found: Found, *path: str) -> float | None:
    return _at(found, "builds", "diwan", *path)


def _share(found: Found, part: str) -> float | None:
    size, text = _build(found, "bytes", part), _build(found, "text")
    return size / text if size is not None and text else None


def _served_cpu(found: Found) -> float | None:
    served, archive = (_search(found, name, "all", "mean_cpu") for name in (_SERVED, _ARCHIVE))
    return served - archive if served is not None and archive is not None else None


def _pace(found: Found) -> float | None:
    """Documents per CPU second, analysed and added."""
    documents, adding, analysis = (_build(found, name) for name in ("documents", "cpu", "analysis"))
    return documents / (adding + analysis) if documents and adding and analysis else None


def _memory(found: Found) -> float | None:
    adding, analysts = _build(found, "memory"), _build(found, "analysts")
    return (adding + analysts) / 1e6 if adding and analysts else None


def _scaled(value: float | None, by: float) -> float | None:
    return None if value is None else value * by


def figures(found: Found) -> dict[str, float | None]:
    """What one measurement says, by the name of each figure; None: not measured."""
    return {
        "an answer over HTTP, p50, ms": _search(found, _SERVED, "all", "wall", 0),
        "an answer over HTTP, p95, ms": _search(found, _SERVED, "all", "wall", 1),
        "an answer over HTTP, p99, ms": _search(found, _SERVED, "all", "wall", 2),
        "CPU of an answer, mean, ms": _search(found, _ARCHIVE, "all", "mean_cpu"),
        "the same of bare tantivy-py, ms": _search(found, _BARE, "all", "mean_cpu"),
        "CPU that HTTP adds, ms": _served_cpu(found),
        "first answer after start, s": _at(found, "fresh", "first"),
        "100 added documents found, s": _at(found, "fresh", "added"),
        "documents indexed in a CPU second": _pace(found),
        "private memory while indexing, MB": _memory(found),
        "private memory of a server, MB": _scaled(_search(found, _SERVED, "memory"), 1e-6),
        "index, share of the text": _share(found, "index"),
        "stored documents, share of the text": _share(found, "stored"),
    }


#: The figures that are drawn, and what they are called there.
_DRAWN = {
    "an answer over HTTP, p95, ms": "HTTP p95, ms",
    "CPU of an answer, mean, ms": "CPU of an answer, ms",
    "first answer after start, s": "first answer, s",
    "100 added documents found, s": "100 more found, s",
    "private memory of a server, MB": "server, MB",
    "private memory while indexing, MB": "indexing, MB",
    "documents indexed in a CPU second": "indexed / CPU s",
}


def table(measured: Sequence[Found]) -> str:
    """The figures as a table in Markdown, a column for each archive."""
    columns = [figures(found) for found in measured]
    head = "".join(f" {found['documents']:,} |" for found in measured)
    rows = [f"| documents |{head}", f"|---|{'---|' * len(measured)}"]
    for name in columns[0]:
        if any(column[name] is not None for column in columns):
            rows.append(f"| {name} |{''.join(f' {number(column[name])} |' for column in columns)}")
    return "\n".join(rows)


def beside(found: Found) -> str:
    """What others take for the same searches, as a table in Markdown."""
    rows = ["| CPU of a search, ms | p50 | p95 | p99 | mean | × bare |", "|---|---|---|---|---|---|"]
    for name, of in found.get("searches", {}).items():
        times = (*of["all"]["cpu"], of["all"]["mean_cpu"], of.get("ratio"))
        rows.append(f"| {name} |{''.join(f' {number(time)} |' for time in times)}")
    return "\n".join(rows)


def number(value: float | None) -> str:
    """Two digits that tell, or all before the point."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def main() -> int:
    """Prints the tables and draws the chart."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.speed.shown", description=__doc__)
    parser.add_argument("measured", nargs="+", type=Path, help="files of --json")
    parser.add_argument("--chart", type=Path, default=ROOT / "docs" / "growth.svg")
    given = parser.parse_args()
    measured = sorted(
        (orjson.loads(path.read_bytes()) for path in given.measured), key=lambda found: found["documents"]
    )
    print(table(measured))
    for found in measured:
        print(f"\n{found['documents']:,} documents:\n\n{beside(found)}")
    sizes, columns = [found["documents"] for found in measured], [figures(found) for found in measured]
    lines = [Line(label, tuple(column[name] for column in columns)) for name, label in _DRAWN.items()]
    given.chart.write_text(chart(sizes, [line for line in lines if line.drawable]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
