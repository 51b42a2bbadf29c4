"""`python -m evaluation.speed.shown 10k.json 100k.json 1m.json`: what `evaluation.speed --json` measured, for people.

Prints tables in Markdown: how each figure of Diwan grows with the archive; and for each archive what others take for
the same searches, as the README has it. With `--chart FILE`, and archives of two sizes at least, an SVG of the first.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from evaluation.speed.growth import Line, chart, number
from evaluation.speed.results import ARCHIVE, BARE, SERVED

Found = Mapping[str, Any]


def _at(found: Found, *path: str | int) -> float | None:
    """The value at a place of the measurement; None where it was not measured."""
    value: Any = found
    for key in path:
        if isinstance(key, str) and key not in value:
            return None
        value = value[key]
    return None if value is None else float(value)


def _search(found: Found, name: str, *path: str | int) -> float | None:
    return _at(found, "searches", name, *path)


def _build(found: Found, *path: str) -> float | None:
    return _at(found, "builds", "diwan", *path)


def _share(found: Found, part: str) -> float | None:
    size, text = _build(found, "bytes", part), _build(found, "text")
    return size / text if size is not None and text else None


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
        "an answer over HTTP, p50, ms": _search(found, SERVED, "all", "wall", 0),
        "an answer over HTTP, p95, ms": _search(found, SERVED, "all", "wall", 1),
        "an answer over HTTP, p99, ms": _search(found, SERVED, "all", "wall", 2),
        "CPU of an answer, mean, ms": _search(found, ARCHIVE, "all", "mean_cpu"),
        "the same of bare tantivy-py, ms": _search(found, BARE, "all", "mean_cpu"),
        "CPU that HTTP adds, ms": _search(found, SERVED, "http"),
        "first answer after start, s": _at(found, "fresh", "first"),
        "100 added documents found, s": _at(found, "fresh", "added"),
        "documents indexed in a CPU second": _pace(found),
        "private memory while indexing, MB": _memory(found),
        "private memory of a server, MB": _scaled(_search(found, SERVED, "memory"), 1e-6),
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
    """What others take for the same searches, as a table in Markdown.

    Times are of the searches that each was asked; × bare of those that both it and bare tantivy-py were.
    """
    rows = ["| CPU of a search, ms | asked | p50 | p95 | p99 | mean | × bare |", "|---|---|---|---|---|---|---|"]
    for name, of in found.get("searches", {}).items():
        times = (*of["all"]["cpu"], of["all"]["mean_cpu"], of.get("ratio"))
        rows.append(f"| {name} | {of['searches']:,} |{''.join(f' {number(time)} |' for time in times)}")
    return "\n".join(rows)


def main() -> int:
    """Prints the tables and draws the chart; the status is 1 where it cannot be drawn."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.speed.shown", description=__doc__)
    parser.add_argument("measured", nargs="+", type=Path, help="files of --json")
    parser.add_argument("--chart", type=Path, help="a file to draw a chart into")
    given = parser.parse_args()
    measured = sorted(
        (orjson.loads(path.read_bytes()) for path in given.measured), key=lambda found: found["documents"]
    )
    print(table(measured))
    for found in measured:
        print(f"\n{found['documents']:,} documents:\n\n{beside(found)}")
    return draw(measured, given.chart) if given.chart else 0


def draw(measured: Sequence[Found], path: Path) -> int:
    """Draws the chart, if there is anything to draw; else says so, and the status is 1."""
    sizes, columns = [found["documents"] for found in measured], [figures(found) for found in measured]
    lines = [Line(label, tuple(column[name] for column in columns)) for name, label in _DRAWN.items()]
    drawn = [line for line in lines if line.drawable]
    if not drawn:
        print("no chart: no figure was measured in archives of two sizes, the smallest among them", file=sys.stderr)
        return 1
    path.write_text(chart(sizes, drawn), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
