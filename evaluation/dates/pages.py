"""How often the publication date of a saved web page is right: `python -m evaluation.dates.pages TABLE.json FOLDER`.

TABLE is a JSON object, address -> {"file": name in FOLDER, "date": "2020-06-07"}, as the htmldate project keeps for its
own evaluation. A month or year that holds the date counts as coarse.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from indexer.dates import publication_date
from indexer.language import identify
from indexer.readers import read
from search.errors import Unreadable
from search.types import RawDocument


def verdict(found: str | None, expected: str) -> str:
    """right, coarse, wrong or none."""
    if found is None:
        return "none"
    return ("right" if found == expected else "coarse") if expected.startswith(found) else "wrong"


def main() -> None:
    """Prints verdicts by the evidence of the date, and for all pages; a page in which nothing is read has no date."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.dates.pages", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    logging.disable(logging.ERROR)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for address, known in json.loads(given.table.read_text(encoding="utf-8")).items():
        path = given.folder / known["file"]
        if not path.exists() or not isinstance(known["date"], str):
            continue
        found = None
        try:
            raw = next(iter(read(path, path.name)))
        except Unreadable as error:
            raw = error
        if isinstance(raw, RawDocument):
            raw = RawDocument(raw.source, raw.title, raw.text, {"url": address, **raw.metadata})
            found = publication_date(raw, identify(raw.text).code, date.today())
        told = verdict(found.value if found else None, known["date"])
        counts[found.evidence if found else "none"][told] += 1
        counts["all"][told] += 1
    for evidence, verdicts in counts.items():
        print(f"{evidence}: {', '.join(f'{name} {count}' for name, count in sorted(verdicts.items()))}")


if __name__ == "__main__":
    main()
