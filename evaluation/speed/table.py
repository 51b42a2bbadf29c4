"""The measurements as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.speed.asked import KINDS

_Values = Mapping[str, Any]


def show_rate(rate: _Values) -> None:
    """Indexing of files."""
    print(
        f"Indexing {rate['documents']:,} plain-text files ({rate['text'] / 1e6:.1f} MB) without entities: "
        f"{rate['documents'] / rate['wall']:,.0f} documents/s of clock, {rate['documents'] / rate['cpu']:,.0f} per CPU "
        f"second, {rate['memory'] / 1e6:.0f} MB private at most; bare tantivy-py "
        f"{rate['documents'] / rate['bare_cpu']:,.0f} per CPU second: ratio {rate['bare_cpu'] / rate['cpu']:.2f}\n",
        flush=True,
    )


def show_builds(builds: Mapping[str, _Values]) -> None:
    """Sizes, and what adding took once documents were analysed."""
    print(f"{'':20}{'documents':>10}{'add: doc/CPU s':>16}{'analysis':>10}{'MB private':>12}", end="")
    print(f"{'index/text':>12}{'stored/text':>13}{'beside/text':>13}")
    for name, made in builds.items():
        documents, text, sizes = made["documents"], made["text"], made["bytes"]
        print(f"{name:20}{documents:10,}{documents / made['cpu']:16,.0f}{documents / made['analysis']:10,.0f}", end="")
        print(f"{made['memory'] / 1e6:12.0f}{sizes['index'] / text:12.2f}", end="")
        stored = "–" if sizes["stored"] is None else f"{sizes['stored'] / text:.2f}"
        print(f"{stored:>13}{sizes['beside'] / text:13.2f}")
    print(
        "analysis: documents per CPU second of the processes that read and analyse; MB: of the adding process; "
        "stored –: within the index\n",
        flush=True,
    )


def show_searches(searched: Mapping[str, _Values]) -> None:
    """Times of searches, all kinds together and each; where totals differ, in how many searches."""
    print(f"{'ms a search':20}{'p50':>8}{'p95':>8}{'p99':>8}{'CPU p50':>9}{'p95':>8}{'p99':>8}{'mean':>8}", end="")
    print(f"{'x bare':>8}{'totals':>8}{'asked':>7}" + "".join(f"{kind:>20}" for kind in KINDS))
    for name, found in searched.items():
        walls, cpus = found["all"]["wall"], found["all"]["cpu"]
        row = "".join(f"{value:8.2f}" for value in (*walls, *cpus, found["all"]["mean_cpu"]))
        kinds = (f"{of['wall'][1]:.2f} / {of['cpu'][1]:.2f}" for of in (found["kinds"][kind] for kind in KINDS))
        beside = f"{found['ratio']:8.1f}{found['same']:8.0%}" if "ratio" in found else f"{'':16}"
        print(f"{name:20}{row}{beside}{found['searches']:7}" + "".join(f"{kind:>20}" for kind in kinds))
        if "memory" in found:
            print(f"{'':20}private memory of the serving processes: {found['memory'] / 1e6:.0f} MB")
    print(
        "times: of the searches each was asked; x bare, totals (share with the same one): of those both it and bare "
        "tantivy-py were asked; each kind: p95 of clock / CPU\n",
        flush=True,
    )


def show_fresh(fresh: _Values) -> None:
    """How soon it answers, and finds what is new."""
    print(
        f"First answer of a server {fresh['first']:.2f} s after its start as a process (of an opened archive: "
        f"{fresh['opened']:.2f} s). 100 documents added by another process are found after {fresh['added']:.2f} s, "
        f"{fresh['command']:.2f} s from the start of the command.",
        flush=True,
    )
