"""Bad and immense input: bounded before it runs, refused with a clear error, or simply answered."""

from pathlib import Path

import pytest

from search.engines import open_engine
from search.engines.base import Engine
from search.errors import BadQuery
from search.types import All, And, DayBuckets, Fuzzy, Keyword, Node, Not, Or, Prefix, Request, TermBuckets
from tests.entries import entry
from tests.promises.matching import word


def nested(depth: int) -> Node:
    node: Node = All()
    for _ in range(depth):
        node = Not(node)
    return node


REFUSED: list[tuple[str, Request]] = [
    ("5,000 clauses", Request(Or(tuple(word(f"en:w{number}") for number in range(5_000))))),
    ("5,000 levels", Request(nested(5_000))),
    ("two edits on two letters", Request(Fuzzy("ab", 2))),
    ("one edit on one letter", Request(Fuzzy("a", 1))),
    ("three edits", Request(Fuzzy("abcdef", 3))),
    ("a million hits", Request(All(), size=1_000_000)),
    ("a million buckets", Request(All(), buckets=(TermBuckets("entity", 1_000_000),))),
    ("a million days", Request(All(), buckets=(DayBuckets("date", tuple(range(1, 1_000_000))),))),
]


@pytest.mark.parametrize("request_", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(library: Engine, request_: Request) -> None:
    with pytest.raises(BadQuery):
        library.search(request_)


def test_a_scan_is_bounded_too(library: Engine) -> None:
    with pytest.raises(BadQuery):
        next(library.scan(nested(5_000)))


def test_a_prefix_of_too_many_words(engine: Engine, name: str, tmp_path: Path) -> None:
    engine.add([entry("a", " ".join(f"word{number}" for number in range(60)))])
    engine.commit()
    narrow = open_engine(name, tmp_path / "index", expansions=50)
    with pytest.raises(BadQuery):
        narrow.search(Request(Prefix("w")))
    with pytest.raises(BadQuery):
        narrow.search(Request(Prefix("")))
    assert narrow.search(Request(Prefix("word5"))).total == 1
    narrow.close()
    wide = open_engine(name, tmp_path / "index", expansions=60)
    assert wide.search(Request(Prefix("w"))).total == 1
    wide.close()


def test_two_thousand_clauses_are_answered(library: Engine) -> None:
    assert library.search(Request(Or((*(word(f"en:w{n}") for n in range(900)), word("en:leader"))))).total == 3


def test_nesting_is_answered(library: Engine) -> None:
    assert library.search(Request(And((nested(90), word("en:leader"))))).total == 3


def test_a_word_half_a_million_times(engine: Engine) -> None:
    engine.add([entry("a", "word " * 500_000), entry("b", "word")])
    engine.commit()
    assert engine.search(Request(word("en:word"))).total == 2


def test_a_document_of_100_000_entities(engine: Engine) -> None:
    engine.add([entry("a", "word", entities=[f"e{number}" for number in range(100_000)]), entry("b", entities=["e7"])])
    engine.commit()
    found = engine.search(Request(All(), buckets=(TermBuckets("entity", 3, ("e99999",)),)))
    assert found.buckets["entity"] == (("e7", 2), ("e0", 1), ("e1", 1), ("e99999", 1))


@pytest.mark.parametrize("identifier", ["x" * 10_000, "with space", "م/ن", "a\nb", "'\"\\", "0"])
def test_any_id_and_value(engine: Engine, identifier: str) -> None:
    engine.add([entry(identifier, "word", entities=[identifier]), entry("other", entities=["e"])])
    engine.commit()
    made = engine.get(identifier)
    assert made is not None
    assert made.id == identifier
    found = engine.search(
        Request(Keyword("entity", identifier), buckets=(TermBuckets("entity", prefix=identifier[:3]),))
    )
    assert (found.total, found.buckets["entity"]) == (1, ((identifier, 1),))
    engine.add([entry(identifier, "again")])
    engine.delete(["other"])
    engine.commit()
    assert engine.info().documents == 1


@pytest.mark.parametrize("prefix", ["(", "[a", "a.", "*", "a*", "\\", "^", "a b", "", "\n"])
def test_prefixes_of_any_letters(engine: Engine, prefix: str) -> None:
    values = [f"{prefix}1", f"{prefix}2", "zz"]
    engine.add([entry(f"d{number}", "word", entities=[value]) for number, value in enumerate(values)])
    engine.commit()
    found = engine.search(Request(All(), buckets=(TermBuckets("entity", prefix=prefix),))).buckets["entity"]
    assert found == tuple(sorted((value, 1) for value in values if value.startswith(prefix)))
    assert engine.search(Request(Or((Prefix(f"{prefix}zz"), Keyword("entity", f"{prefix}1"))))).total == 1
