"""Adding, removing, committing, reopening. The fixture `engine` is an empty one, open for writing."""

from pathlib import Path

import pytest

from search.engines import format_of, open_engine
from search.engines.base import Engine, Info
from search.errors import ArchiveMissing
from search.types import (
    All,
    DayBuckets,
    Fuzzy,
    Keyword,
    Node,
    Not,
    Phrase,
    Position,
    Prefix,
    Request,
    Sort,
    TermBuckets,
)
from tests.entries import day, entry
from tests.promises.matching import word


def ids(engine: Engine) -> list[str]:
    return sorted(match.document.id for match in engine.search(Request(All(), size=100)).hits)


def test_an_empty_index_finds_nothing(engine: Engine) -> None:
    wanted = (TermBuckets("language"), DayBuckets("date", (1, 2)))
    found = engine.search(Request(All(), sort="newest", buckets=wanted))
    assert (found.total, found.hits, found.next) == (0, (), None)
    assert found.buckets == {"language": (), "date": (("1", 0), ("none", 0))}
    assert engine.info() == Info(0, found.commit, None, None, engine.info().bytes, 0)
    assert engine.terms("", 5) == []


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize(
    "tree",
    [
        word("en:word"),
        Phrase((("en:a", "en:b"),), ()),
        Prefix("a"),
        Fuzzy("word", 1),
        Keyword("entity", "e"),
        Not(All()),
    ],
    ids=lambda tree: type(tree).__name__,
)
def test_any_node_finds_nothing_in_an_empty_index(engine: Engine, tree: Node, sort: Sort) -> None:
    found = engine.search(Request(tree, sort=sort, buckets=(TermBuckets("entity", shown=("e",)),)))
    assert (found.total, found.hits, found.buckets) == (0, (), {"entity": (("e", 0),)})
    assert list(engine.scan(tree, sort=sort)) == []


def test_nothing_is_seen_before_commit(engine: Engine) -> None:
    engine.add([entry("a", "word")])
    assert engine.get("a") is None
    engine.commit()
    assert engine.get("a") == entry("a", "word").document


def test_rollback_forgets(engine: Engine) -> None:
    engine.add([entry("a")])
    engine.commit()
    engine.add([entry("b")])
    engine.delete(["a"])
    engine.rollback()
    engine.add([entry("c")])
    engine.commit()
    assert ids(engine) == ["a", "c"]


def test_an_unknown_id_is_none(engine: Engine) -> None:
    assert engine.get("a") is None


def test_upsert_replaces(engine: Engine) -> None:
    engine.add([entry("a", "old", entities=("x",))])
    engine.commit()
    engine.add([entry("a", "new", entities=("y",))])
    engine.commit()
    assert engine.search(Request(word("en:old"))).total == 0
    assert engine.search(Request(All(), buckets=(TermBuckets("entity"),))).buckets["entity"] == (("y", 1),)


def test_the_last_of_two_in_one_commit_stays(engine: Engine) -> None:
    engine.add([entry("a", "first"), entry("a", "second")])
    engine.add([entry("a", "third")])
    engine.commit()
    assert [match.document.body for match in engine.search(Request(All())).hits] == ["third"]


def test_delete(engine: Engine) -> None:
    engine.add([entry("a"), entry("b"), entry("c")])
    engine.commit()
    engine.delete(["a", "never there"])
    engine.commit()
    assert ids(engine) == ["b", "c"]
    assert engine.get("a") is None


def test_delete_of_what_was_just_added(engine: Engine) -> None:
    engine.add([entry("a"), entry("b")])
    engine.delete(["a"])
    engine.commit()
    assert ids(engine) == ["b"]


def test_add_after_delete_in_one_commit(engine: Engine) -> None:
    engine.add([entry("a", "old")])
    engine.commit()
    engine.delete(["a"])
    engine.add([entry("a", "new")])
    engine.commit()
    assert [match.document.body for match in engine.search(Request(All())).hits] == ["new"]


def test_a_keyword_given_twice_counts_once(engine: Engine) -> None:
    engine.add([entry("a", entities=("x", "x"))])
    engine.commit()
    assert engine.search(Request(All(), buckets=(TermBuckets("entity"),))).buckets["entity"] == (("x", 1),)


def test_commit_is_named_anew_and_told_with_answers(engine: Engine) -> None:
    first = engine.commit()
    engine.add([entry("a")])
    second = engine.commit()
    assert first != second
    assert engine.search(Request(All())).commit == engine.info().commit == second


def test_info(engine: Engine) -> None:
    engine.add(
        [
            entry("a", days=(day(2020), day(2020, 12, 31)), generation=3),
            entry("b", days=(day(2021), day(2021)), generation=7),
            entry("c", generation=5),
        ]
    )
    commit = engine.commit()
    found = engine.info()
    assert (found.documents, found.commit, found.generation) == (3, commit, 7)
    assert (found.first_day, found.last_day) == (day(2020), day(2021))
    assert found.bytes > 0


def test_reopen(engine: Engine, name: str, tmp_path: Path) -> None:
    engine.add([entry("a", "word")])
    commit = engine.commit()
    engine.add([entry("b", "never committed")])
    engine.close()
    again = open_engine(name, tmp_path / "index", writing=True)
    assert (ids(again), again.info().commit) == (["a"], commit)
    again.close()


def test_a_missing_index(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        open_engine(name, tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_folder_of_other_things(name: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(ArchiveMissing):
        open_engine(name, tmp_path)


def test_a_reader_cannot_write(engine: Engine, name: str, tmp_path: Path) -> None:
    reader = open_engine(name, tmp_path / "index")
    with pytest.raises(RuntimeError):
        reader.add([entry("a")])
    reader.close()


def test_a_reader_sees_the_next_commit(engine: Engine, name: str, tmp_path: Path) -> None:
    reader = open_engine(name, tmp_path / "index")
    for number in range(1, 4):
        engine.add([entry(f"d{number}")])
        engine.commit()
        assert reader.search(Request(All())).total == number
    reader.close()


def test_the_format_has_a_name(name: str) -> None:
    assert name in format_of(name)


def test_a_position_of_another_commit_goes_on(engine: Engine) -> None:
    engine.add(entry(f"d{number}") for number in range(5))
    engine.commit()
    found = engine.search(Request(All(), size=2, after=Position("of long ago", offset=2)))
    assert len(found.hits) == 2
