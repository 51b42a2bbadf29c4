"""Dates right, wrong and missing per language, of any table of expressions, beside dateparser and htmldate.

python -m evaluation.dates TABLE.tsv [--rivals] [--rows] [--stories STORIES.jsonl] [--english]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.dates import rivals, stories, table


def _show_table(path: Path, *, others: bool, rows: bool) -> None:
    expressions = table.read(path)
    languages = sorted({row.language for row in expressions})
    for name, finder in rivals.finders(rivals=others):
        for language in languages:
            finder("1 May 2020", language, None)  # tables are loaded on first use
        result = table.score(expressions, finder)
        each = result.seconds * 1000 / len(expressions)
        print(f"{name}: {each:.3f} ms of processor a line, traps taken {result.taken} of {result.traps}")
        for language in (*languages, "all"):
            counts = [
                sum(n for (of, kind), n in result.counts.items() if kind == verdict and language in (of, "all"))
                for verdict in ("right", "wrong", "missing")
            ]
            share = 100 * counts[0] / sum(counts)
            print(f"  {language:4} right {counts[0]:4} wrong {counts[1]:3} missing {counts[2]:3} {share:6.1f} %")
        if rows and name == "ours":
            for row, verdict, found in result.not_right:
                print(f"  {verdict}\t{row.language}\t{row.text}\t{row.expected}\t{found}")


def _show_stories(path: Path, *, english: bool) -> None:
    read = stories.read(path)
    if english:
        for value, around in stories.english(read):
            print(f"{value}\t{around}")
    for found in stories.agreement(read):
        print(
            f"{found.language:4} precision {found.precision:.3f} recall {found.recall:.3f} "
            f"({found.common} of {found.expected}), Hijri dates {found.hijri}"
        )


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, nargs="?")
    parser.add_argument("--rivals", action="store_true", help="also dateparser and htmldate, where installed")
    parser.add_argument("--rows", action="store_true", help="name the rows that ours has not right")
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--english", action="store_true", help="list the dates of the English stories")
    given = parser.parse_args()
    if given.table:
        _show_table(given.table, others=given.rivals, rows=given.rows)
    if given.stories:
        _show_stories(given.stories, english=given.english)


if __name__ == "__main__":
    main()
