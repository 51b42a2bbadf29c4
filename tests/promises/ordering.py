"""Orders, pages, scans and suggestions."""

from dataclasses import replace
from random import Random

import pytest

from search.engines.base import DEEPEST, Engine
from search.errors import BadCursor
from search.types import (
    All,
    And,
    DateFilter,
    IndexEntry,
    KeywordFilter,
    Match,
    Mention,
    Or,
    Position,
    Prefix,
    Range,
    Request,
    Sort,
    Word,
)
from tests.brute import Brute
from tests.entries import day, entry
from tests.promises.matching import LEADER, word
from tests.sample import sample


def pages(engine: Engine, request: Request) -> list[Match]:
    """All hits, page after page."""
    hits: list[Match] = []
    while True:
        found = engine.search(request)
        hits += found.hits
        if found.next is None:
            return hits
        request = Request(request.tree, request.filters, request.sort, request.size, found.next)


def filled(engine: Engine, count: int, commits: int = 3) -> list[IndexEntry]:
    entries = sample(Random(count), count)
    for number in range(commits):
        engine.add(entries[number::commits])
        engine.commit()
    return entries


def test_surface_adds_score(engine: Engine) -> None:
    engine.add([entry("stem", "leaders other"), entry("same", "leader other")])
    engine.commit()
    hits = engine.search(Request(Word(("en:leader",), "leader"))).hits
    assert [match.document.id for match in hits] == ["same", "stem"]
    assert hits[0].score > hits[1].score


def test_title_is_over_body(engine: Engine) -> None:
    engine.add([entry("body", "other word here", "more"), entry("title", "other more here", "word")])
    engine.commit()
    assert [match.document.id for match in engine.search(Request(word("en:word"))).hits] == ["title", "body"]


def test_hits_may_come_without_bodies_and_no_less(library: Engine) -> None:
    whole, without = (library.search(Request(All(), size=50, bodies=bodies)).hits for bodies in (True, False))
    assert [replace(m, document=replace(m.document, body="")) for m in without] == [
        replace(m, document=replace(m.document, body="")) for m in whole
    ]


def test_optional_adds_score(engine: Engine) -> None:
    engine.add([entry("one", "word other"), entry("both", "word extra")])
    engine.commit()
    tree = And((word("en:word"),), (word("en:extra"),))
    assert [match.document.id for match in engine.search(Request(tree)).hits] == ["both", "one"]


def test_filters_and_patterns_add_no_score(library: Engine) -> None:
    plain = library.search(Request(LEADER)).hits
    narrowed = library.search(Request(And((LEADER, Prefix("t"))), (KeywordFilter("language", ("en",)),))).hits
    assert [match.score for match in narrowed] == pytest.approx([match.score for match in plain])


def test_equal_scores_go_by_order(engine: Engine) -> None:
    entries = [entry(f"d{number}", "same words") for number in range(60)]
    for start in range(0, 60, 20):
        engine.add(entries[start : start + 20])
        engine.commit()
    expected = [e.document.id for e in sorted(entries, key=lambda e: e.order)]
    for tree in (All(), word("en:same"), Or((Prefix("sa"), Prefix("wo")))):
        hits = pages(engine, Request(tree, size=7))
        assert [match.document.id for match in hits] == expected


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("size", [1, 9, 100])
def test_day_orders(engine: Engine, sort: Sort, size: int) -> None:
    entries = filled(engine, 90)
    brute = Brute(entries)
    for filters in ((), (DateFilter((Range(day(2019), None),), undated=True),)):
        hits = pages(engine, Request(All(), filters, sort, size))
        assert [match.document.id for match in hits] == brute.ordered(All(), filters, sort)
        assert {match.score for match in hits} == {0.0}


def test_relevance_pages_are_one_order(engine: Engine) -> None:
    filled(engine, 300)
    tree = Or((*map(Prefix, "abc"), word("en:aa"), Word(("en:b", "fa:b", "ar:c"), "b")))
    whole = engine.search(Request(tree, size=1_000))
    paged = pages(engine, Request(tree, size=13))
    assert [match.document.id for match in paged] == [match.document.id for match in whole.hits]
    assert len(paged) == whole.total
    assert [match.score for match in paged] == sorted((match.score for match in paged), reverse=True)


def test_relevance_ends_at_its_depth(engine: Engine) -> None:
    engine.add(entry(f"d{number}", "word") for number in range(DEEPEST + 50))
    commit = engine.commit()
    assert len(pages(engine, Request(word("en:word"), size=300))) == DEEPEST
    beyond = engine.search(Request(word("en:word"), after=Position(commit, offset=DEEPEST + 10)))
    assert (beyond.total, beyond.hits, beyond.next) == (DEEPEST + 50, (), None)


def test_a_last_page_has_no_next(library: Engine) -> None:
    for sort in ("relevance", "newest", "oldest"):
        assert library.search(Request(All(), sort=sort, size=10)).next is None
        assert library.search(Request(All(), sort=sort, size=9)).next is not None


@pytest.mark.parametrize(
    "forged", [Position("x", offset=-1), Position("x", day=-5, order=1), Position("x", day=1 << 70, order=1 << 70)]
)
def test_a_forged_position(library: Engine, forged: Position) -> None:
    with pytest.raises(BadCursor):
        library.search(Request(All(), sort="newest", after=forged))


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_hold_every_match_once_while_documents_are_added(engine: Engine, sort: Sort) -> None:
    before = [entry(f"d{n}", "word", days=(day(2020) + n % 50,) * 2 if n % 3 else None) for n in range(2_500)]
    engine.add(before)
    engine.commit()
    seen: list[str] = []
    request = Request(word("en:word"), sort=sort, size=500)
    while True:
        found = engine.search(request)
        seen += [match.document.id for match in found.hits]
        if found.next is None:
            break
        start = len(seen)
        engine.add(entry(f"new{n}", "word", days=(day(2020) + n % 50,) * 2) for n in range(start, start + 20))
        engine.commit()
        request = Request(request.tree, sort=sort, size=500, after=found.next)
    assert len(seen) == len(set(seen))
    assert set(seen) >= {e.document.id for e in before}


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_scan_is_of_one_state_while_documents_are_added(
    engine: Engine, sort: Sort, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Three steps of the engine that takes the largest ones.
    monkeypatch.setattr("search.engines.tantivy_.view.STEP", 500)
    entries = filled(engine, 1_200, commits=1)
    scan = engine.scan(All(), sort=sort)
    seen = [next(scan).id]
    engine.delete([e.document.id for e in entries[::2]])
    engine.add([entry("new", days=(day(2030),) * 2)])
    engine.commit()
    seen += [document.id for document in scan]
    assert sorted(seen) == sorted(e.document.id for e in entries)
    if sort != "relevance":
        assert seen == Brute(entries).ordered(All(), (), sort)


def test_a_listed_document_has_whom_it_mentions_and_its_body_apart(engine: Engine) -> None:
    ids = ("place:a", None, "person:b", "person:b", "place:c")
    mentions = tuple(Mention(at, at + 1, "person", "x", "x", entity=id_) for at, id_ in enumerate(ids))
    made = [replace(each, document=replace(each.document, mentions=mentions)) for each in filled(engine, 3, commits=1)]
    engine.add(made)
    engine.commit()
    listed = list(engine.listed(All(), sort="oldest"))
    assert [replace(one.document, mentions=mentions, body=one.body().decode()) for one in listed] == list(
        engine.scan(All(), sort="oldest")
    )
    assert {one.document.body for one in listed} == {""}
    assert {one.mentioned for one in listed} == {("person:b", "place:a", "place:c")}


def test_terms(library: Engine) -> None:
    assert library.terms("kabul", 10) == [("kabul", 3), ("kabulov", 1)]
    assert library.terms("kabul", 1) == [("kabul", 3)]
    assert library.terms("ط", 5) == [("طالبان", 1)]
    assert library.terms("zz", 5) == []


def test_terms_behind_filters(library: Engine) -> None:
    assert library.terms("kabul", 10, [KeywordFilter("language", ("ar",))]) == [("kabul", 1)]


def test_terms_ties_by_surface(engine: Engine) -> None:
    engine.add([entry("a", "wz wy wx"), entry("b", "wb wa")])
    engine.commit()
    assert engine.terms("w", 3) == [("wa", 1), ("wb", 1), ("wx", 1)]


def test_terms_of_deleted_documents_are_gone(engine: Engine) -> None:
    engine.add([entry("a", "word"), entry("b", "wonder")])
    engine.commit()
    engine.delete(["a"])
    engine.commit()
    assert engine.terms("wo", 5) == [("wonder", 1)]


def test_document_frequency(library: Engine) -> None:
    assert library.document_frequency(["russia", "kabul", "none"]) == {"russia": 3, "kabul": 3, "none": 0}
    assert library.document_frequency(["en:leader"], "terms") == {"en:leader": 3}
