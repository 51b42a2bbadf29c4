"""Two processes read while a third writes."""

import json
import subprocess
import sys
from pathlib import Path

from search.engines.base import Engine
from tests.entries import entry

ROOT = Path(__file__).parent.parent.parent

#: Searches without pause and tells each change of the total, until it has seen the last document.
READER = """
import json, sys
from pathlib import Path
from search.engines import open_engine
from search.types import All, Request, TermBuckets
engine = open_engine(sys.argv[1], Path(sys.argv[2]))
print("ready", flush=True)
seen = [0]
while seen[-1] < int(sys.argv[3]):
    found = engine.search(Request(All(), size=3, buckets=(TermBuckets("source"),)))
    counted = sum(count for _, count in found.buckets["source"])
    assert found.total == counted, (found.total, counted)
    if found.total != seen[-1]:
        seen.append(found.total)
print(json.dumps(seen))
"""


def test_two_processes_read_while_one_writes(engine: Engine, name: str, tmp_path: Path) -> None:
    commits, each = 20, 10
    arguments = [sys.executable, "-c", READER, name, str(tmp_path / "index"), str(commits * each)]
    readers = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for number in range(commits):
        engine.add(entry(f"d{number}-{index}", "some words") for index in range(each))
        engine.commit()
    for reader in readers:
        told, _ = reader.communicate(timeout=60)
        assert reader.returncode == 0
        seen = json.loads(told)
        assert seen == sorted(seen), "a reader went back in time"
        assert all(total % each == 0 for total in seen), "a reader saw half a commit"
        assert len(seen) > 2, "a reader saw nothing until the end"


#: Answers each line with how many documents there are.
ANSWERER = """
import sys
from pathlib import Path
from search.engines import open_engine
from search.types import All, Request
engine = open_engine(sys.argv[1], Path(sys.argv[2]))
for line in sys.stdin:
    print(engine.search(Request(All(), size=0)).total, flush=True)
"""


def test_a_commit_is_seen_by_the_next_search_of_other_processes(engine: Engine, name: str, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", ANSWERER, name, str(tmp_path / "index")]
    pipe = subprocess.PIPE
    readers = [subprocess.Popen(arguments, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) for _ in range(2)]
    for number in range(1, 6):
        engine.add([entry(f"d{number}", "some words")])
        engine.commit()
        for reader in readers:
            assert reader.stdin is not None
            assert reader.stdout is not None
            reader.stdin.write("how many\n")
            reader.stdin.flush()
            assert int(reader.stdout.readline()) == number
    for reader in readers:
        reader.communicate(timeout=60)
        assert reader.returncode == 0
