"""Each match once while documents are added: `python -m evaluation.paging [--engine whoosh] [--documents 25000]`.

What the conformance suite holds Tantivy to with 25,000 documents, and engines in pure Python with fewer: pages by
cursor (newest, oldest, an empty query) and an export, a commit between every thousand documents. Prints what it took.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from search.engines import engines, open_engine
from tests.promises.paging import every_match_once


def main() -> None:
    """Fails with an AssertionError that names the walk where a match is missed or comes twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    local = [name for name in engines() if name != "opensearch"]
    parser.add_argument("--engine", choices=local, default="whoosh")
    parser.add_argument("--documents", type=int, default=25_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(given.engine, Path(folder), writing=True)
        started = time.process_time()
        every_match_once(engine, given.documents)
        engine.close()
    spent = time.process_time() - started
    print(f"{given.engine}: four walks over {given.documents} documents, each match once; {spent:.1f} s CPU")


if __name__ == "__main__":
    main()
