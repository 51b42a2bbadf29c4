"""Requirements are pinned, each with what it is for, and the card's packages are among them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINES = [
    (path.name, line)
    for path in sorted(ROOT.glob("requirements*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "-r "))
]
#: What of requirements.txt only others import that it has; pyarabic, what tests hold the stripping of marks to.
NOT_IMPORTED = {"lxml-html-clean", "psycopg-binary", "pyarabic"}


def imported() -> Iterator[str]:
    """The top of each module that the program imports, wherever in it."""
    for path in [
        ROOT / "app.py",
        *(path for room in ("search", "indexer", "web") for path in (ROOT / room).rglob("*.py")),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield str(node.module).partition(".")[0]


def test_what_the_program_runs_on_is_what_it_imports() -> None:
    own = {line.partition("==")[0] for name, line in LINES if name == "requirements.txt"}
    providers = packages_distributions()
    used = {one.lower().replace("_", "-") for module in set(imported()) for one in providers.get(module, ())}
    assert own - used == NOT_IMPORTED
    others = {line.partition("==")[0] for name, line in LINES if name != "requirements.txt"}
    assert used & others == set()


@pytest.mark.parametrize(("name", "line"), LINES, ids=[f"{name}: {line.split('=')[0]}" for name, line in LINES])
def test_a_requirement_is_pinned_and_says_what_for(name: str, line: str) -> None:
    assert re.fullmatch(r"[a-z0-9_.-]+==[0-9][\w.]*(; python_version [<>=]+ '3\.\d+')?  # .+", line)


@pytest.mark.parametrize("package", ["whoosh", "flask", "hazm", "pyarabic", "pytest"])
def test_the_packages_of_the_card_are_required(package: str) -> None:
    assert any(line.startswith(package) for _, line in LINES)
