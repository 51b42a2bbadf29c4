"""How fast web pages are read: `python -m evaluation.reading_pages FOLDER`, FOLDER holding HTML files."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from indexer.readers import read
from search.errors import Unreadable


def main() -> None:
    """Prints pages a second of processor time, the slowest page, and the pages in which no article was found."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.reading_pages", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".htm"})
    if not paths:
        parser.error(f"{folder} has no .html or .htm file")
    spent: list[tuple[float, str]] = []
    none = 0
    for path in [paths[0], *paths]:
        began = time.process_time()
        try:
            none += sum(isinstance(one, Unreadable) for one in read(path, path.name))
        except Unreadable:
            none += 1
        spent.append((time.process_time() - began, path.name))
    seconds = sum(one for one, _ in spent[1:])
    size = sum(path.stat().st_size for path in paths) / len(paths) / 1024
    print(f"{len(paths)} pages of {size:.0f} kB: {len(paths) / seconds:.1f} pages a second; {none} without an article")
    print(f"slowest: {max(spent[1:])[0]:.2f} s, {max(spent[1:])[1]}")


if __name__ == "__main__":
    main()
