"""Pages and scans over many matches, while documents are added: each match exactly once."""

from collections.abc import Iterator
from itertools import islice

from search.engines.base import Engine
from search.types import All, Node, Request, Sort
from tests.entries import day, entry
from tests.promises.matching import word

#: As many as an archive's export has; other engines, which take long to be given them, get as many from
#: `python -m evaluation.paging`, and fewer here.
PAGED = {"tantivy": 25_000}
FEWER = 2_500
PAGE = 1_000


def walked(engine: Engine, tree: Node, sort: Sort) -> Iterator[str]:
    """The ids of all matches, page after page."""
    request = Request(tree, sort=sort, size=PAGE)
    while True:
        found = engine.search(request)
        yield from (match.document.id for match in found.hits)
        if found.next is None:
            return
        request = Request(tree, sort=sort, size=PAGE, after=found.next)


def every_match_once(engine: Engine, count: int) -> None:
    """Four walks over `count` documents, to which others are added meanwhile; fails where one misses or repeats any."""
    before = [f"d{number}" for number in range(count)]
    engine.add(entry(one, "word", days=(day(2020) + n % 900,) * 2 if n % 3 else None) for n, one in enumerate(before))
    engine.commit()
    walks = {
        "newest": walked(engine, word("en:word"), "newest"),
        "oldest": walked(engine, word("en:word"), "oldest"),
        "an empty query": walked(engine, All(), "newest"),
        "an export": (document.id for document in engine.scan(All())),
    }
    seen: dict[str, list[str]] = {walk: [] for walk in walks}
    for step in range(count):
        for walk, rest in walks.items():
            seen[walk] += islice(rest, 1)
        if step % PAGE == PAGE // 2:
            days = (day(2020) + step % 900,) * 2
            engine.add([entry(f"new{step}", "word", days=days), entry(f"undated{step}", "word")])
            engine.commit()
    for walk, rest in walks.items():
        seen[walk] += rest
        assert len(seen[walk]) == len(set(seen[walk])), walk
        assert set(seen[walk]) >= set(before), walk
    assert len(seen["an export"]) == count


def test_every_match_once_while_documents_are_added(engine: Engine, name: str) -> None:
    every_match_once(engine, PAGED.get(name, FEWER))
