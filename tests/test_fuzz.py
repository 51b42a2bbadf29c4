"""A seeded part of what `make fuzz` does for long: nothing fails in a way that was not foreseen, or takes a second."""

from __future__ import annotations

import pytest

from tests.fuzz.running import run

CASES = {"parser": 400, "readers": 60, "highlights": 150, "requests": 500}


@pytest.mark.parametrize("name", CASES)
def test_nothing_unforeseen(name: str) -> None:
    done, failures = run(name, cases=CASES[name])
    assert done == CASES[name]
    assert not failures, failures[0]
