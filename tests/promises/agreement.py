"""Random requests: matches, totals, buckets and day orders are those of the brute-force twin."""

from random import Random

import pytest

from search.engines.base import Engine
from tests.brute import Brute
from tests.random_requests import Sampler, disagreement
from tests.sample import sample


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
