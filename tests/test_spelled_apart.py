"""Compounds that some write as one word, some with joiner, hyphen or space, are found, and marked, in any spelling."""

from __future__ import annotations

import time

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


#: Language, and a text in spellings of which each finds the others.
SPELLINGS = {
    "fa": ["قانون حقوق بشر", "قانون حقوق‌بشر", "قانون حقوقبشر"],
    "fa-name": ["علی اکبر ولایتی", "علی‌اکبر ولایتی"],
    "fa-three": ["گردهمایی شرکت کنندگان", "گردهمایی شرکت‌کنندگان"],
    "ar": ["قال عبد الرحمن", "قال عبدالرحمن"],
    "ar-fa": ["زار عبد الله", "زار عبدالله"],
    "ur": ["نئے وزیر اعظم", "نئے وزیراعظم", "نئے وزیرِ اعظم"],
    "ps": ["نوی ولس مشر", "نوی ولسمشر"],
    "hi": ["नये प्रधानमंत्री", "नए प्रधान मंत्री", "नए प्रधान-मन्त्री"],
    "hi-mail": ["उसका ईमेल", "उसका ई-मेल", "उसका ई मेल"],
    "en": ["a ceasefire held", "a cease-fire held", "a cease fire held"],
    "en-mail": ["sent an email", "sent an e-mail", "sent an e mail"],
    "en-jet": ["an F-16 flew", "an F16 flew", "an f 16 flew"],
    "ru": ["медиагруппа росла", "медиа-группа росла"],
    "ru-sum": ["ущерб 12 000 рублей", "ущерб 12\u00a0000 рублей", "ущерб 12000 рублей"],
}
CASES = [(name, typed, number) for name, texts in SPELLINGS.items() for typed in texts for number in range(len(texts))]
#: What is not another spelling: a query, and a text that has its letters.
OTHERS = [
    ("en", "the rapist", "A therapist spoke."),
    ("en", "notable", "He was not able to speak."),
    ("en", "cease OR fire", "A ceasefire held."),
    ("en", "9/11", "They dialled 911."),
    ("ar", "المكان", "ألم كان في الصدر"),
    ("ru", "такими", "так ими"),
    ("fa", "است آنها", "استان‌ها"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("apart")
    texts = [(id_, body, "fa") for id_, body in BODIES.items()]
    texts += [(f"{name}{n}", text, name[:2]) for name, several in SPELLINGS.items() for n, text in enumerate(several)]
    texts += [(f"other{n}", text, language) for n, (language, _, text) in enumerate(OTHERS)]
    rows = [{"id": id_, "title": "Diwan", "body": body, "language": language} for id_, body, language in texts]
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


@pytest.mark.parametrize(("name", "typed", "number"), CASES)
def test_each_spelling_finds_the_others(archive: Archive, name: str, typed: str, number: int) -> None:
    assert marked(archive, typed).get(f"{name}{number}"), SPELLINGS[name][number]
    assert f"{name}{number}" in marked(archive, f'"{typed}"'), SPELLINGS[name][number]


@pytest.mark.parametrize("number", range(len(OTHERS)))
def test_the_same_letters_are_no_other_spelling(archive: Archive, number: int) -> None:
    assert f"other{number}" not in marked(archive, OTHERS[number][1])


def test_exact_is_as_typed_in_any_language(archive: Archive) -> None:
    assert "en1" not in marked(archive, "ceasefire", exact="on")


@pytest.mark.parametrize("query", ["NOT ceasefire", "title:ceasefire"])
def test_operators_hold_for_all_spellings(archive: Archive, query: str) -> None:
    assert not {"en0", "en1", "en2"} & marked(archive, query, size="100").keys()


@pytest.mark.parametrize("query", ["x" * 1999, "क" * 1999, '"' + "وزیر اعظم " * 90 + '"', "prime minister " * 70])
def test_the_spellings_that_are_tried_are_few(archive: Archive, query: str) -> None:
    started = time.process_time()
    marked(archive, query)
    assert time.process_time() - started < 1
