"""Persian compounds that some write with a joiner and some with a space are found, and marked, in either spelling."""

from __future__ import annotations

import orjson
import pytest

from indexer import runs
from search.archive import Archive
from search.query import parse
from search.store import Store

BODIES = {
    "spaced": "رئیس جمهور آمریکا و نخست وزیر انگلیس از آتش بس غزه گفتند.",
    "joined": "رئیس‌جمهور آمریکا و نخست‌وزیر انگلیس از آتش‌بس غزه گفتند.",
    "apart": "در آتش و دود، بس بود. وزیر نخست آمد. جمهور مردم رئیس را دیدند.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("apart")
    rows = [{"id": id_, "title": "", "body": body, "language": "fa"} for id_, body in BODIES.items()]
    (folder / "rows.jsonl").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    runs.add(Store.create(folder / "archive"), [folder / "rows.jsonl"])
    return Archive.open(folder / "archive")


def marked(archive: Archive, query: str, **parameters: str) -> dict[str, list[str]]:
    """What a query finds: id -> the stretches that are marked."""
    given = {"q": [query], "names": ["off"], **{name: [value] for name, value in parameters.items()}}
    return {
        hit.document.id: [snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.highlights]
        for hit in archive.search(parse(given)).hits
    }


@pytest.mark.parametrize("query", ["رئیس‌جمهور", "رئیس جمهور", '"رئیس جمهور"', '"رئیس‌جمهور آمریکا"'])
def test_the_president_is_found_in_either_spelling(archive: Archive, query: str) -> None:
    found = marked(archive, query)
    assert {"spaced", "joined"} <= found.keys()
    assert found["joined"][0] == "رئیس‌جمهور"
    assert found["spaced"][0] == "رئیس جمهور"


@pytest.mark.parametrize("query", ["آتش‌بس", '"آتش‌بس غزه"', '"از آتش‌بس"'])
def test_what_is_typed_with_a_joiner_is_found_with_a_space(archive: Archive, query: str) -> None:
    assert marked(archive, query).keys() == {"spaced", "joined"}


def test_words_that_only_stand_in_one_text_are_no_compound(archive: Archive) -> None:
    assert "apart" not in marked(archive, "نخست‌وزیر")


def test_exact_is_as_typed(archive: Archive) -> None:
    assert marked(archive, "آتش‌بس", exact="on").keys() == {"joined"}
