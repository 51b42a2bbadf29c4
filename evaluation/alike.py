"""Documents on the same matter: python -m evaluation.alike STORIES.jsonl [--archive DIR] [--shown 5].

Of what a document's page shows as "More like this", how much is the same story (in another language), and for how many
documents that is so at the first place; milliseconds a document. STORIES: JSON Lines of id, story, language, title,
body, the same stories in several languages. Other news on the same matter counts as wrong here: a lower bound.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

import orjson

from indexer import runs
from search.alike import alike
from search.engines.base import Engine
from search.store import Store
from search.types import All


def measure(engine: Engine, story: dict[str, str], shown: int) -> Iterable[tuple[list[bool], float]]:
    """For each document: which of those shown are the same story, and the seconds that took."""
    for document in engine.scan(All()):
        started = time.perf_counter()
        found = alike(engine, document, shown)
        seconds = time.perf_counter() - started
        yield [story[one.document.id] == story[document.id] for one in found], seconds


def main() -> None:
    """Prints the shares and the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--archive", type=Path, help="an archive of the stories, made here if it is not there")
    parser.add_argument("--shown", type=int, default=5)
    given = parser.parse_args()
    rows = map(orjson.loads, given.stories.read_bytes().splitlines())
    story = {str(row["id"]): str(row["story"]) for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        path = given.archive or Path(folder) / "archive"
        if not (path / "manifest.json").exists():
            runs.add(Store.create(path), [given.stories])
        with closing(Store.open(path).engine()) as engine:
            found = list(measure(engine, story, given.shown))
    right = [one for same, _ in found for one in same]
    first = [same[0] for same, _ in found if same]
    times = [seconds * 1000 for _, seconds in found]
    print(f"{len(found)} documents, {len(first)} with others shown, {len(right)} shown")
    print(f"the same story: {sum(right) / max(1, len(right)):.1%} of those shown, first {sum(first) / len(first):.1%}")
    print(f"ms: median {median(times):.1f}, 99 of 100 below {quantiles(times, n=100)[-1]:.1f}")


if __name__ == "__main__":
    main()
