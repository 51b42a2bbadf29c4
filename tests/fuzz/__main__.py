"""`python -m tests.fuzz [requests|parser|readers|highlights …] [--cases N] [--seconds S] [--seed N]`: `make fuzz`.

Exit status 1 where something failed; each failure is shown with its seed, `--seed N --cases 1` shows it again.
"""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.running import run
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Runs the targets that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", default=list(TARGETS), metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--cases", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    failed = 0
    for name in given.targets:
        done, failures = run(name, given.seed, given.cases, given.seconds)
        for failure in failures[:20]:
            print(f"{name}, seed {failure.seed}: {failure.what}")
        print(f"{name}: {done} cases, {len(failures)} failures", flush=True)
        failed += len(failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
