"""What was measured, as plain values: what is printed, written as JSON, and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from evaluation.speed.asked import KINDS, Asked
from evaluation.speed.building import Built
from evaluation.speed.measuring import Measured
from search.store import MANIFEST

ARCHIVE, SERVED, BARE = "Diwan (tantivy)", "Diwan over HTTP", "bare tantivy-py"
_SHARES = (0.5, 0.95, 0.99)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def of_build(made: Built, folder: Path) -> dict[str, Any]:
    """What an index took, and its bytes: the index itself, stored documents, whatever is kept beside them.

    `stored` is None where it is no file of its own, as with Whoosh: `index` holds it then.
    """
    sizes: dict[str, int | None] = {"index": 0, "stored": None, "beside": 0}
    archive = (folder / MANIFEST).exists()
    for path in folder.rglob("*"):
        if path.is_file():
            inside = not archive or "index" in path.relative_to(folder).parts
            kind = "stored" if path.suffix == ".store" else "index" if inside else "beside"
            sizes[kind] = (sizes[kind] or 0) + path.stat().st_size
    return {**asdict(made), "bytes": sizes}


def of_searches(measured: Sequence[Measured], asked: Sequence[Asked]) -> dict[str, dict[str, Any]]:
    """By name: percentiles of clock and CPU in milliseconds, of all it was asked and of each kind.

    Beside bare tantivy-py, if there: `ratio`: CPU of the searches that both were asked; `same`: share of them with the
    same total. `http`: milliseconds of CPU that a search over HTTP takes more than the archive's, of those both were
    asked.
    """
    by_name = {each.contender.name: each for each in measured}
    bare, archive, served = (by_name.get(name) for name in (BARE, ARCHIVE, SERVED))
    found = {name: _of_one(each, asked, bare) for name, each in by_name.items()}
    if archive and served and (both := min(archive.count, served.count)):
        more = _mean(served.cpus[:both]) - _mean(archive.cpus[:both])
        found[SERVED]["http"] = more * 1e3
    return found


def _of_one(each: Measured, asked: Sequence[Asked], bare: Measured | None) -> dict[str, Any]:
    by_kind: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for number in range(each.count):
        by_kind[asked[number].kind].append(number)
    found: dict[str, Any] = {
        "searches": each.count,
        "all": _times(each, range(each.count)),
        "kinds": {kind: _times(each, numbers) for kind, numbers in by_kind.items()},
    }
    if bare:
        both = min(each.count, bare.count)
        found["ratio"] = _sum(each.cpus[:both]) / _sum(bare.cpus[:both])
        found["same"] = sum(mine == theirs for mine, theirs in zip(each.totals, bare.totals, strict=False)) / both
    return found


def _times(each: Measured, numbers: Iterable[int]) -> Mapping[str, Any]:
    numbers = list(numbers)
    found: dict[str, Any] = {}
    for name, lists in (("wall", each.walls), ("cpu", each.cpus)):
        values = list(chain.from_iterable(lists[number] for number in numbers))
        found[name] = [percentile(values, share) * 1e3 for share in _SHARES]
        found[f"mean_{name}"] = sum(values) / len(values) * 1e3
    return found


def _sum(lists: Iterable[Sequence[float]]) -> float:
    return sum(map(sum, lists))


def _mean(lists: Iterable[Sequence[float]]) -> float:
    values = list(chain.from_iterable(lists))
    return sum(values) / len(values)
