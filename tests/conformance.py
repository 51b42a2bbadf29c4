"""What every engine promises, one promise a test. The fixture `engine` is an empty one, open for writing."""

from random import Random

import pytest

from search.engines.base import Engine
from search.types import All, Request
from tests.brute import Brute
from tests.entries import entry
from tests.random_requests import Sampler
from tests.sample import sample


def test_empty_index_finds_nothing(engine: Engine) -> None:
    assert engine.search(Request(All())).total == 0


def test_add_is_seen_after_commit_only(engine: Engine) -> None:
    engine.add([entry("a", "word")])
    assert engine.get("a") is None
    engine.commit()
    assert engine.get("a") == entry("a", "word").document


def test_upsert_replaces(engine: Engine) -> None:
    engine.add([entry("a", "old")])
    engine.commit()
    engine.add([entry("a", "newer"), entry("a", "newest")])
    engine.commit()
    assert [match.document.body for match in engine.search(Request(All())).hits] == ["newest"]


def test_delete(engine: Engine) -> None:
    engine.add([entry("a"), entry("b")])
    engine.delete(["a", "never there"])
    engine.commit()
    assert engine.get("a") is None
    assert engine.info().documents == 1


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_brute_force(engine: Engine, seed: int) -> None:
    random = Random(seed)
    entries = sample(random, 300)
    for start in range(0, 300, 100):
        engine.add(entries[start : start + 100])
        engine.commit()
    brute, sampler = Brute(entries), Sampler(random, entries)
    for _ in range(25):
        request = sampler.request()
        found = engine.search(request)
        expected = sorted(e.document.id for e in brute.found(request.tree, request.filters))
        assert found.total == len(expected), request
        assert sorted(d.id for d in engine.scan(request.tree, request.filters)) == expected, request
        assert dict(found.buckets) == brute.buckets(request), request
        if request.sort != "relevance":
            ordered = brute.ordered(request.tree, request.filters, request.sort)
            assert [match.document.id for match in found.hits] == ordered[: request.size], request
