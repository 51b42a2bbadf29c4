"""What bandit finds in the program is explained here, finding by finding; anything else fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: Not asked for: asserts that tell types (B101); that subprocess is used at all (B404), or without a shell, as it
#: should be, with lists of our own words (B603); pickle's error being named (B403).
SKIPPED = "B101,B403,B404,B603"
#: Which files hold what looks unsafe, and why it is not.
EXPLAINED = {
    ("indexer/ledger.py", "B608"): "columns and conditions are constants of that file",
    ("search/register/decided.py", "B608"): "columns are constants of that file",
    ("search/register/register.py", "B608"): "question marks, and tables that are constants of that file",
    ("indexer/readers/frontmatter.py", "B506"): "its loader is a SafeLoader that makes strings of dates",
    (
        "search/engines/whoosh_/pool.py",
        "B302",
    ): "it reads what this very process wrote, where nobody else writes",
    ("web/direction.py", "B704"): "a tag of ours with a checked language, round a text that is escaped",
    ("web/evidence.py", "B704"): "the words of a catalog of ours, with places for escaped values",
    ("web/runs.py", "B704"): "a tag of ours with a number that we counted, round a text that is escaped",
    ("web/sections.py", "B704"): "the words of a catalog of ours, with a place for an escaped value",
    ("web/words.py", "B704"): "a comma of ours, and a number that was formatted",
}


def test_what_bandit_finds_is_explained() -> None:
    command = [
        sys.executable,
        "-m",
        "bandit",
        "-q",
        "-r",
        "app.py",
        "search",
        "indexer",
        "web",
        "-f",
        "json",
        "-s",
        SKIPPED,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert not found["errors"]
    kinds = Counter((result["filename"].removeprefix("./"), result["test_id"]) for result in found["results"])
    assert kinds.keys() == EXPLAINED.keys(), [
        (r["filename"], r["line_number"], r["issue_text"])
        for r in found["results"]
        if (r["filename"].removeprefix("./"), r["test_id"]) not in EXPLAINED
    ]
