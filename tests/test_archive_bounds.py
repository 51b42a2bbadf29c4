"""Bad requests put to an archive of either engine: refused with a clear error, or answered with a note."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from search.archive import Archive
from search.engines.base import DEEPEST, Engine
from search.errors import BadCursor, BadQuery
from search.query import parse
from search.register import Register
from search.store import Store
from search.types import Results
from tests.entries import day, entry

#: Documents of the archive, all of which hold the word "talks".
COUNT = 30


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    store = Store.create(tmp_path / "archive", request.param)
    Register(store.register, writing=True).close()
    opened = store.engine(writing=True)
    opened.add(entry(f"d{number}", "talks", days=(day(2020) + number,) * 2) for number in range(COUNT))
    opened.commit()
    yield opened
    opened.close()


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive")
    yield opened
    opened.close()


def asked(archive: Archive, **given: str) -> Results:
    return archive.search(parse({name: [value] for name, value in given.items()}))


def next_of(results: Results) -> str:
    assert results.next is not None
    return results.next


@pytest.mark.parametrize(
    "text",
    [" OR ".join(f"w{number}" for number in range(5_000)), "ab~2", "a~1", "(" * 5_000 + "talks" + ")" * 5_000],
    ids=["5,000 clauses", "two edits on two letters", "one edit on one letter", "5,000 parentheses"],
)
def test_refused(archive: Archive, text: str) -> None:
    with pytest.raises(BadQuery) as refused:
        asked(archive, q=text)
    assert refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("text", ["x" * 1_900, "t*", "*", "talks *"])
def test_answered(archive: Archive, text: str) -> None:
    assert asked(archive, q=text).total in (0, COUNT)


def test_a_word_of_10_000_characters(archive: Archive) -> None:
    with pytest.raises(BadQuery, match="10000"):
        asked(archive, q="x" * 10_000)


def row(**changed: Any) -> str:
    names = ("commit", "offset", "day", "order", "belongs")
    fields = {"commit": "x", "offset": 0, "day": None, "order": None, "belongs": "0" * 12} | changed
    return base64.urlsafe_b64encode(orjson.dumps([fields[name] for name in names])).decode().rstrip("=")


@pytest.mark.parametrize(
    "forged",
    ["x", "WzEsMl0", "é", "=" * 50, "A" * 5_000, row(), row(offset=DEEPEST + 1), row(offset="1"), row(day=2**64 - 1)],
)
def test_a_forged_cursor(archive: Archive, forged: str) -> None:
    with pytest.raises(BadCursor):
        asked(archive, q="talks", cursor=forged)


def test_a_cursor_changed_by_hand(archive: Archive) -> None:
    sound = next_of(asked(archive, q="talks"))
    fields = orjson.loads(base64.urlsafe_b64decode(sound + "=" * (-len(sound) % 4)))
    for at, value in ((1, -1), (1, DEEPEST + 1), (1, 1.5), (2, "x"), (3, 2**64 - 1)):
        forged = [*fields[:at], value, *fields[at + 1 :]]
        with pytest.raises(BadCursor):
            asked(archive, q="talks", cursor=base64.urlsafe_b64encode(orjson.dumps(forged)).decode())


@pytest.mark.parametrize("other", [{"q": "other"}, {"q": "talks", "sort": "newest"}, {"q": "talks", "language": "en"}])
def test_a_cursor_of_another_search(archive: Archive, other: dict[str, str]) -> None:
    foreign = next_of(asked(archive, q="talks"))
    with pytest.raises(BadCursor):
        asked(archive, **other, cursor=foreign)


def test_an_old_cursor_by_relevance_goes_on_and_says_so(archive: Archive, engine: Engine) -> None:
    old = next_of(asked(archive, q="talks"))
    engine.add([entry("more", "talks")])
    engine.commit()
    found = asked(archive, q="talks", cursor=old)
    assert len(found.hits) == 10
    assert "changed-since" in [note.code for note in found.notes]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_an_old_cursor_by_day_goes_on_where_it_ended(archive: Archive, engine: Engine, sort: str) -> None:
    first = asked(archive, q="talks", sort=sort)
    engine.add([entry("newer", "talks", days=(day(2030),) * 2), entry("older", "talks", days=(day(2010),) * 2)])
    engine.commit()
    found = asked(archive, q="talks", sort=sort, cursor=next_of(first))
    places = sorted(range(COUNT), reverse=sort == "newest")
    assert [hit.document.id for hit in (*first.hits, *found.hits)] == [f"d{place}" for place in places[:20]]
    assert "changed-since" not in [note.code for note in found.notes]
