"""Requirements are pinned, each with what it is for, and the card's packages are among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINES = [
    (path.name, line)
    for path in sorted(ROOT.glob("requirements*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "-r "))
]


@pytest.mark.parametrize(("name", "line"), LINES, ids=[f"{name}: {line.split('=')[0]}" for name, line in LINES])
def test_a_requirement_is_pinned_and_says_what_for(name: str, line: str) -> None:
    assert re.fullmatch(r"[a-z0-9_.-]+==[0-9][\w.]*(; python_version [<>=]+ '3\.\d+')?  # .+", line)


@pytest.mark.parametrize("package", ["whoosh", "flask", "hazm", "pyarabic", "pytest"])
def test_the_packages_of_the_card_are_required(package: str) -> None:
    assert any(line.startswith(package) for _, line in LINES)
