"""Tokens a second of processor time on the bulk path: from an empty memo, and with it warm.

    python -m evaluation.analysis.speed FOLDER [STORIES.jsonl]

prints one line for each data set of the folder, and each language of a file of articles (`language`, `title`, `body`);
first, what importing the package and the first word of each language cost. `reference` is what a fixed piece of work
took on this machine meanwhile: compare the rates of two runs only where it is the same.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from subprocess import run
from sys import executable
from time import process_time

from evaluation.analysis import gold
from search import analysis

#: Sentences to a document.
LENGTH = 40
_FIRST_USE = """
from time import process_time
start = process_time()
from search import analysis
print(f"import {process_time() - start:.3f} s", end="")
for code in analysis.languages():
    start = process_time()
    analysis.index_terms({"en": "kabulovs", "hi": "काबुलोवों", "ru": "кабуловыми"}.get(code, "والکابلوفیهای"), code)
    print(f", {code} {process_time() - start:.3f} s", end="")
import resource
print(f"; all together {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
"""


def measure(texts: list[str], language: str, runs: int = 5, length: int = LENGTH) -> tuple[int, float, float]:
    """Tokens, tokens a second from empty, tokens a second warm (the best of `runs` each), `length` texts a document."""
    documents = ["\n".join(texts[at : at + length]) for at in range(0, len(texts), length)]
    empty, warm = [], []
    for _ in range(runs):
        analysis.configure([])  # forgets what was remembered
        analysis.index_terms("", language)
        seconds, count = _timed(documents, language)
        empty.append(seconds)
        warm.append(_timed(documents, language)[0])
    return count, count / min(empty), count / min(warm)


def _timed(documents: list[str], language: str) -> tuple[float, int]:
    start = process_time()
    count = sum(len(analysis.index_terms(document, language)[0]) for document in documents)
    return process_time() - start, count


def distinct(texts: list[str], language: str) -> int:
    """How many different surfaces the texts have: what an empty memo must learn."""
    return len({surface for text in texts for surface in analysis.index_terms(text, language)[1]})


def reference() -> float:
    """Nanoseconds of processor time for one entry of a dictionary made and read."""
    times = []
    for _ in range(5):
        start = process_time()
        made = {str(number): number for number in range(20_000)}
        _ = [made[key] for key in made]
        times.append(process_time() - start)
    return min(times) / 20_000 * 1e9


def stories(path: Path) -> dict[str, list[str]]:
    """The articles of a file, by language; Dari is Persian."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        found[story["language"].replace("prs", "fa")].append(f"{story['title']}\n{story['body']}")
    return dict(sorted(found.items()))


def main() -> None:
    """Print the costs of first use, then one line a data set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("stories", type=Path, nargs="?")
    given = parser.parse_args()
    print(run([executable, "-c", _FIRST_USE], check=True, capture_output=True, text=True).stdout, end="")
    print(f"{'':12}{'tokens':>8}{'distinct':>9}{'k/s empty':>11}{'k/s warm':>10}{'reference':>11}")
    sets = sorted(path.name.removesuffix(".sents.tsv") for path in given.folder.glob("*.sents.tsv"))
    rows = [(name, gold.read(given.folder, name)) for name in sets]
    texts = [(name, data.language, [text for text, _ in data.sentences], LENGTH) for name, data in rows]
    if given.stories:
        texts += [(f"{code} stories", code, found, 1) for code, found in stories(given.stories).items()]
    for name, language, found, length in texts:
        count, empty, warm = measure(found, language, length=length)
        print(
            f"{name:12}{count:8}{distinct(found, language):9}{empty / 1000:11.0f}{warm / 1000:10.0f}"
            f"{reference():8.0f} ns",
            flush=True,
        )


if __name__ == "__main__":
    main()
