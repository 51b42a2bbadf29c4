"""Server time of every page: python -m evaluation.pages [STORIES.jsonl] [--archive DIR] [--rounds 20].

STORIES: what is indexed where the archive is not there yet. Each page in English and Persian, asked in turn; of each
the first, the median and the slowest but one of its rounds, in milliseconds of wall time, the median of CPU time, and
its bytes. From the second round on, an engine may remember the counts of the facets.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

from app import create_app
from indexer import runs
from search.store import Store


def pages(client: FlaskClient) -> dict[str, str]:
    """A name for each page, and its path."""
    every = client.get("/api/search").get_json()
    hits = client.get("/api/search?q=Kabul OR کابل OR police&size=1").get_json()["hits"] or every["hits"]
    entities = every["facets"]["entity"]
    return {
        "all articles": "/",
        "a word": "/?q=police",
        "a name in every script": "/?q=Washington",
        "a common word, fifty hits": "/?q=in OR در OR في OR के&size=50",
        "filters": "/?language=fa&language=-prs&undated=include",
        "a year": "/?date=2018",
        "nothing found": "/?q=zzzzqq+kabuul",
        "a document": f"/documents/{hits[0]['id']}?q=police",
        **({"an entity": f"/entity/{entities[0]['value']}"} if entities else {}),
        "help": "/help",
        "how a text is read": "/analyze?text=همکاری‌های police",
        "an error": "/?date=never",
    }


def main() -> None:
    """Prints a line per page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, nargs="?")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.archive or Path(folder) / "archive"
        if not (path / "manifest.json").exists():
            if given.stories is None:
                parser.error("name stories, or an archive that is there")
            runs.add(Store.create(path), [given.stories])
        # Whoever measures asks more often than people may.
        client = create_app({"DIWAN_ARCHIVE": path, "DIWAN_RATE": "off"}).test_client()
        asked = {
            (name, ui): f"{path}{'&' if '?' in path else '?'}ui={ui}"
            for name, path in pages(client).items()
            for ui in ("en", "fa")
        }
        wall: dict[tuple[str, str], list[float]] = {page: [] for page in asked}
        cpu: dict[tuple[str, str], list[float]] = {page: [] for page in asked}
        size = {}
        for _ in range(given.rounds):
            for page, url in asked.items():
                started, worked = time.perf_counter(), time.process_time()
                answer = client.get(url)
                wall[page].append((time.perf_counter() - started) * 1000)
                cpu[page].append((time.process_time() - worked) * 1000)
                size[page] = len(gzip.compress(answer.data))
    for page, times in wall.items():
        name, ui = page
        slow, worked = sorted(times)[-2], median(cpu[page])
        told = f"first {times[0]:6.1f}  median {median(times):6.1f}  slow {slow:6.1f}  CPU {worked:6.1f}"
        print(f"{name:28} {ui}  {told}  {size[page]} B")


if __name__ == "__main__":
    main()
