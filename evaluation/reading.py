"""How well and how fast plain articles are read: `python -m evaluation.reading FILE`.

FILE is JSON Lines with id, language, title, body (a line a sentence). Language is judged per document and per
sentence (Dari counts as Persian), the variety by what it says of Iranian stories and of Dari ones, furniture by the
lines it cuts of real articles, where every cut is false; speed is processor time a document.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from indexer.furniture import cut
from indexer.language import identify
from indexer.readers import read
from search.analysis import index_terms
from search.types import RawDocument

T = TypeVar("T")
REPEATS = 5


def load(path: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def languages(records: list[dict[str, Any]]) -> None:
    """Prints how many documents and sentences are in the language they are said to be in, and varieties."""
    right: Counter[tuple[str, str]] = Counter()
    all_: Counter[tuple[str, str]] = Counter()
    varieties: Counter[tuple[str, str]] = Counter()
    for record in records:
        language = record["language"]
        code = "fa" if language == "prs" else language
        found = identify(f"{record['title']}\n{record['body']}")
        all_[language, "documents"] += 1
        right[language, "documents"] += found.code == code
        if code == "fa":
            varieties[language, found.variety or "undecided"] += 1
        for sentence in filter(str.strip, record["body"].split("\n")):
            all_[language, "sentences"] += 1
            right[language, "sentences"] += identify(sentence).code == code
    for key in sorted(all_):
        print(f"language, {key[0]} {key[1]}: {right[key] / all_[key]:.2%} of {all_[key]}")
    for (language, variety), count in sorted(varieties.items()):
        print(f"variety of {language} documents: {variety} {count}")


def furniture(records: list[dict[str, Any]]) -> None:
    """Prints what is cut of articles that have no furniture, with their title apart and as their first line."""
    for apart in (True, False):
        false, titles = [], 0
        for record in records:
            title = " ".join(record["title"].split())
            text = record["body"] if apart else f"{title}\n\n{record['body']}"
            found = cut(RawDocument(record["id"], title if apart else None, text), record["language"])
            false += [text[one.start : one.end] for one in found.cuts if one.reason != "title"]
            titles += found.title != title
        print(
            f"title {'apart' if apart else 'in the text'}: {len(false)} false cuts, {titles} titles changed {false[:5]}"
        )


def speed(records: list[dict[str, Any]]) -> None:
    """Prints processor time a document for reading, language, furniture and analysis of files of one article.

    Each step is done `REPEATS` times and its least time counted: what others do on the machine only adds.
    """
    with tempfile.TemporaryDirectory() as folder:
        spent = dict.fromkeys(("reading", "language", "furniture", "analysis"), 0.0)
        words = 0
        for number, record in enumerate(records):
            path = Path(folder) / f"{number}.txt"
            path.write_text(f"{record['title']}\n\n{record['body']}", encoding="utf-8")
            raw, seconds = least(partial(_one, path))
            spent["reading"] += seconds
            language, seconds = least(partial(identify, raw.text))
            spent["language"] += seconds
            spent["furniture"] += least(partial(cut, raw, language.code))[1]
            spent["analysis"] += least(partial(index_terms, raw.text, language.code))[1]
            words += len(raw.text.split())
    mean = words / len(records)
    for step, seconds in (*spent.items(), ("in all", sum(spent.values()))):
        print(f"{step}: {seconds / len(records) * 1e3:.3f} ms a document of {mean:.0f} words")


def _one(path: Path) -> RawDocument:
    raw = next(iter(read(path, path.name)))
    assert isinstance(raw, RawDocument)
    return raw


def least(work: Callable[[], T]) -> tuple[T, float]:
    """What `work` gives, and the least processor time that it took."""
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        found = work()
        times.append(time.process_time() - began)
    return found, min(times)


def main(path: Path) -> None:
    """Measures all of it."""
    records = load(path)
    languages(records)
    furniture(records)
    speed(records)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
