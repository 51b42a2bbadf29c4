"""The measurements as tables."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.speed.asked import KINDS
from evaluation.speed.measuring import Measured
from evaluation.speed.rate import Rate


def show_rate(rate: Rate) -> None:
    """Indexing of files."""
    print(
        f"Indexing {rate.documents:,} plain-text files ({rate.bytes / 1e6:.1f} MB) without entities: "
        f"{rate.documents / rate.wall:,.0f} documents/s of clock, {rate.documents / rate.cpu:,.0f} per CPU second, "
        f"{rate.memory / 1e6:.0f} MB private at most; bare tantivy-py {rate.documents / rate.bare_cpu:,.0f} "
        f"per CPU second: ratio {rate.bare_cpu / rate.cpu:.2f}\n",
        flush=True,
    )


def show_builds(measured: Sequence[Measured], documents: int, size: int) -> None:
    """Sizes, and what adding took once documents were analysed."""
    print(f"{documents:,} documents, {size / 1e6:.1f} MB of text")
    print(f"{'':20}{'add: doc/CPU s':>16}{'index MB':>10}{'of text':>9}")
    for each in measured:
        if each.bytes:
            rate = documents / each.build_cpu
            print(f"{each.contender.name:20}{rate:16,.0f}{each.bytes / 1e6:10.1f}{each.bytes / size:9.2f}")
    print(flush=True)


def show_searches(measured: Sequence[Measured]) -> None:
    """Times of searches, all kinds together and each; where totals differ, in how many searches."""
    print(f"{'ms a search':20}{'p50':>9}{'p95':>9}{'p99':>9}{'CPU':>9}{'x bare':>8}{'totals':>8}", end="")
    print("".join(f"{kind:>15}" for kind in KINDS))
    bare = next(each for each in measured if each.contender.name.startswith("bare"))
    for each in measured:
        walls = each.all_walls
        cpu = each.cpu / each.searches
        same = sum(mine == theirs for mine, theirs in zip(each.totals, bare.totals, strict=True)) / len(each.totals)
        row = "".join(f"{percentile(walls, share) * 1e3:9.2f}" for share in (0.5, 0.95, 0.99))
        kinds = "".join(f"{percentile(each.walls[kind], 0.5) * 1e3:15.2f}" for kind in KINDS)
        ratio = cpu / (bare.cpu / bare.searches)
        print(f"{each.contender.name:20}{row}{cpu * 1e3:9.2f}{ratio:8.1f}{same:8.0%}{kinds}")
        if each.memory:
            print(f"{'':20}private memory of the serving processes: {each.memory / 1e6:.0f} MB")
    print(
        "p50 of each kind at the right; totals: share of searches with the total that bare tantivy-py has", flush=True
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
