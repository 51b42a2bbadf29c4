"""How well and how fast plain articles are read: `python -m evaluation.reading FILE`.

FILE is JSON Lines with id, language, title, body (a line a sentence). Language is judged per document and per
sentence (Dari counts as Persian), the variety by what it says of Iranian stories and of Dari ones, furniture by the
lines it cuts of real articles, where every cut is false; speed is processor time a document, when it is read for the
first time, and at the least of five times: then each of its words has been analysed before.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
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

    Each step is done `REPEATS` times: the first counts as the first pass, the least time as warm (what others do on the
    machine only adds). Tables and models, which a language loads with its first document, count in neither: a line of
    each language is read before.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        for language, line in {record["language"]: record["title"] for record in records}.items():
            path.write_text(f"{line}\n\n{line}", encoding="utf-8")
            _steps(path)
            index_terms(line, "fa" if language == "prs" else language)
        first: defaultdict[str, float] = defaultdict(float)
        warm: defaultdict[str, float] = defaultdict(float)
        words = 0
        for record in records:
            path.write_text(f"{record['title']}\n\n{record['body']}", encoding="utf-8")
            for step, times in _steps(path).items():
                first[step] += times[0]
                warm[step] += min(times)
            words += len(record["title"].split()) + len(record["body"].split())
    print(f"speed, ms a document of {words / len(records):.0f} words")
    for name in (*first, "in all"):
        passes = (sum(spent.values()) if name == "in all" else spent[name] for spent in (first, warm))
        told = (f"{seconds / len(records) * 1e3:.3f}" for seconds in passes)
        print(f"{name}: {next(told)} first pass, {next(told)} warm")


def _steps(path: Path) -> dict[str, list[float]]:
    """The processor times of each step of reading a file, one after the other."""
    raw, reading = timed(partial(_one, path))
    language, naming = timed(partial(identify, raw.text))
    _, cutting = timed(partial(cut, raw, language.code))
    _, analysis = timed(partial(index_terms, raw.text, language.code))
    return {"reading": reading, "language": naming, "furniture": cutting, "analysis": analysis}


def _one(path: Path) -> RawDocument:
    raw = next(iter(read(path, path.name)))
    assert isinstance(raw, RawDocument)
    return raw


def timed(work: Callable[[], T]) -> tuple[T, list[float]]:
    """What `work` gives, and the processor time that each of `REPEATS` times took."""
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        found = work()
        times.append(time.process_time() - began)
    return found, times


def main() -> None:
    """Measures all of it; speed before anything else has read the articles."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.reading", description=__doc__)
    parser.add_argument("file", type=Path)
    records = load(parser.parse_args().file)
    speed(records)
    languages(records)
    furniture(records)


if __name__ == "__main__":
    main()
