"""Runs a target on seed after seed; what fails, or takes too long, is told with the seed that shows it again."""

from __future__ import annotations

import itertools
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from search.analysis import analyze, languages
from tests.fuzz.targets import TARGETS

#: Seconds of computing that one case may take.
SLOW = 1.0


@dataclass(frozen=True)
class Failure:
    """A seed, and what became of it."""

    seed: int
    what: str


def run(name: str, first: int = 0, cases: int | None = None, seconds: float | None = None) -> tuple[int, list[Failure]]:
    """How many cases were run, from seed `first` on, until there were so many or it took so long; what failed."""
    begun, done, failures = time.monotonic(), 0, []
    seeds: Iterator[int] = itertools.count(first) if cases is None else iter(range(first, first + cases))
    with tempfile.TemporaryDirectory() as folder:
        # A language's tables are loaded when it is first met, which is no fault of what it was met in.
        for code in languages():
            analyze("کتابها книги किताबें books", code)
        TARGETS[name](Random("warm"), Path(folder))
        for seed in seeds:
            if seconds is not None and time.monotonic() - begun > seconds:
                break
            if failure := one(name, seed, Path(folder)):
                failures.append(failure)
            done += 1
    return done, failures


def one(name: str, seed: int, folder: Path) -> Failure | None:
    """What one seed shows, if anything."""
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            TARGETS[name](Random(f"{name} {seed}"), folder)
    except Exception:
        return Failure(seed, traceback.format_exc())
    took = time.process_time() - began
    return Failure(seed, f"took {took:.1f} s of computing") if took > SLOW else None
