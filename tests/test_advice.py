"""What helps a search that found little, and what is said of words that need not be there."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from search.archive import Archive
from search.query import parse
from search.types import Results
from tests.conftest import make_archive

BODIES = [
    "the river rose in the valley near the old bridge",
    "a river and a bridge far from any valley",
    "snow fell on the mountain, and people crossed the bridge of Kokcha",
    "the Kokcha is a stream of the mountain",
    "children of Kokcha play by the slow water",
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("advice")
    lines = [orjson.dumps({"id": str(n), "title": "", "body": body, "language": "en"}) for n, body in enumerate(BODIES)]
    (folder / "news.jsonl").write_bytes(b"\n".join(lines))
    return Archive.open(make_archive(folder / "archive", folder / "news.jsonl"))


def search(archive: Archive, q: str, **options: str) -> Results:
    return archive.search(parse({"q": [q], **{name: [value] for name, value in options.items()}}))


def notes(results: Results) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for note in results.notes:
        found.setdefault(note.code, []).append(dict(note.values))
    return found


def test_function_words_of_a_longer_query_need_not_be_there(archive: Archive) -> None:
    results = search(archive, "a river of the bridge")
    assert results.total == 2
    assert notes(results)["words-optional"] == [{"words": ["a", "of", "the"], "count": 0}]


def test_nothing_is_said_where_it_changed_nothing(archive: Archive) -> None:
    assert "words-optional" not in notes(search(archive, "kokcha mountain stream the"))


def test_a_plus_requires_a_function_word(archive: Archive) -> None:
    assert search(archive, "river bridge +from").total == 1


def test_exact_words_are_all_required(archive: Archive) -> None:
    assert search(archive, "a river of the bridge", exact="on").total == 0


def test_the_nearest_spelling_is_offered_when_little_was_found(archive: Archive) -> None:
    assert notes(search(archive, "kokhca"))["spellings"] == [{"word": "kokhca", "forms": ["kokcha"]}]


def test_no_spelling_is_offered_that_is_found_no_more_often(archive: Archive) -> None:
    assert search(archive, "snow").total == search(archive, "slow").total == 1
    assert "spellings" not in notes(search(archive, "snow"))


def test_no_spelling_is_offered_when_enough_was_found(archive: Archive) -> None:
    assert "spellings" not in notes(search(archive, "kokcha"))


def test_all_words_but_one_are_counted_when_nothing_has_all(archive: Archive) -> None:
    found = notes(search(archive, "kokcha bridge children"))["without-a-word"]
    assert {(note["word"], note["count"]) for note in found} == {("bridge", 1), ("children", 1)}


def test_every_note_has_words(archive: Archive) -> None:
    from web.messages import message

    for q in ("a river of the bridge", "kokhca", "kokcha bridge children"):
        for note in search(archive, q).notes:
            assert message(note)
