"""Random requests: matches, totals, buckets and day orders are those of the brute-force twin."""

from dataclasses import replace
from random import Random

import pytest

from search.engines.base import Engine
from tests.brute import Brute
from tests.random_requests import Sampler, disagreement
from tests.sample import sample

#: Requests put to an engine of this machine; one that is asked over a network gets fewer.
ASKED = {"tantivy": 800, "whoosh": 800}


@pytest.mark.parametrize("seed", range(2))
def test_agrees_with_brute_force(engine: Engine, seed: int) -> None:
    random = Random(seed)
    entries = sample(random, 240)
    for start in range(0, 240, 80):
        engine.add(entries[start : start + 80])
        engine.commit()
    engine.delete(["d1", "d100"])
    renewed = sample(random, 20, start=50)
    engine.add(renewed)
    engine.commit()
    brute = Brute([e for e in entries if e.document.id not in ("d1", "d100")] + renewed)
    sampler = Sampler(random, brute.entries)
    for _ in range(30):
        request = sampler.request()
        assert disagreement(engine, brute, request) is None, request


def test_counts_of_several_segments_are_exact(engine: Engine, name: str) -> None:
    """800 of 800: totals, buckets and their ties, over values that are spread over the segments."""
    asked = ASKED.get(name, 100)
    random = Random(3)
    entries = sample(random, 200)
    for start in range(0, 200, 40):
        engine.add(entries[start : start + 40])
        engine.commit()
    brute = Brute(entries)
    sampler = Sampler(random, entries)
    right = 0
    for _ in range(asked):
        request = replace(sampler.request(), size=0)
        found = engine.search(request)
        exact = len(brute.found(request.tree, request.filters)), brute.buckets(request)
        right += (found.total, dict(found.buckets)) == exact
    assert right == asked
