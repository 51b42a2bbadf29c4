"""Lucene's rate beside ours: its analyzer in its own process, warm, when its jars are given."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from evaluation.analysis.speed import LENGTH

SOURCE = Path(__file__).with_name("LuceneRate.java")


def rate(texts: list[str], language: str, jars: list[Path]) -> float:
    """Tokens a second of processor time, the best of some runs. Needs `java` 17; raises CalledProcessError.

    Lucene drops stop words, so that it counts fewer tokens of the same text than we do.
    """
    documents = [" ".join(texts[at : at + LENGTH]).replace("\n", " ") for at in range(0, len(texts), LENGTH)]
    command = ["java", "-cp", os.pathsep.join(map(str, jars)), str(SOURCE), language]
    done = subprocess.run(
        command, input="\n".join(documents), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return float(done.stdout)
