"""How fast the indexer takes plain text: files through the command line, without entities, beside bare tantivy-py."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from evaluation.serving import ROOT
from evaluation.speed.bare import Bare
from evaluation.speed.made import as_ready
from evaluation.speed.processes import Peak
from evaluation.speed.texts import Texts

#: Documents from which bare tantivy-py's CPU for all is told: analysing them is what takes long.
_BARE = 2_000


@dataclass(frozen=True, slots=True)
class Rate:
    """Documents, bytes of their text; seconds of clock and CPU of the indexer, its most memory; CPU of tantivy-py."""

    documents: int
    text: int
    wall: float
    cpu: float
    memory: int
    bare_cpu: float


def measure(texts: Texts, documents: int, home: Path, jobs: int) -> Rate:
    """Writes so many articles as files and has them indexed."""
    folder = home / "files"
    size = sum(_written(texts, number, folder) for number in range(documents))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "indexer", "--archive", str(home / "rate"), "add", "--no-entities", "--quiet"]
    process = subprocess.Popen([*command, "--jobs", str(jobs), str(folder)], cwd=ROOT, stdout=subprocess.DEVNULL)
    with Peak(process.pid) as peak:
        status = process.wait()
    wall = time.perf_counter() - began
    if status:
        raise RuntimeError(f"the indexer ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Rate(documents, size, wall, cpu, peak.bytes, _bare(texts, documents, home / "rate-bare"))


def _written(texts: Texts, number: int, folder: Path) -> int:
    text = texts.text(number)
    path = folder / str(number // 1000) / f"{number}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_text(f"{text.title}\n\n{text.day or ''}\n\n{text.body}", encoding="utf-8")


def _bare(texts: Texts, documents: int, folder: Path) -> float:
    """Seconds of CPU in which tantivy-py takes so many documents, analysed beforehand, by some of the same."""
    bare = Bare(folder)
    bare.begin()
    spent, some = 0.0, min(documents, _BARE)
    for start in range(0, some, 1000):
        made = [as_ready(texts.text(number)) for number in range(start, min(some, start + 1000))]
        began = time.process_time()
        bare.add(made)
        spent += time.process_time() - began
    began = time.process_time()
    bare.finish()
    return (spent + time.process_time() - began) * documents / some
