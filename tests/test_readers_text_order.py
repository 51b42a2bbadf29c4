"""Text in the order of the eye is put in the order in which it is read, and no other text is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers.text_order import logical
from tests.fixtures.plain_pdf import as_seen, pdf
from tests.made import PARAGRAPHS, documents

LINES = [
    "نمایندگان چند کشور روز دوشنبه ۲۵ نومبر ۲۰۲۴ در مسکو گرد آمدند",
    "و درباره همکاری‌های اقتصادی که از آن سخن می‌رود گفت‌وگو کردند.",
    "به گفته سخنگوی وزارت این نشست سه روز ادامه خواهد داشت.",
]
HINDI = "मंत्री ने कहा कि दिल्ली में स्थिति सामान्य है और किसी भी हिस्से में कोई विरोध नहीं हुआ, नियुक्ति के बाद भी।"
HINDI_AS_SEEN = "मंत्री ने कहा िक िदल्ली में िस्थित सामान्य है और िकसी भी िहस्से में कोई िवरोध नहीं हुआ, िनयुिक्त के बाद भी।"


def words(text: str) -> list[str]:
    """Without what the font of the test has no glyph for."""
    return text.replace("\u200c", "").replace(".", "").split()


@pytest.mark.parametrize(
    ("drawn", "evidence"),
    [(LINES, "visual, lines turned round"), ([as_seen(line) for line in LINES], None)],
    ids=["as it is read, from the left", "as it is seen"],
)
def test_a_page_drawn_from_the_left_is_read_from_the_right(tmp_path: Path, drawn: list[str], evidence: str) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(drawn))
    (found,) = documents(tmp_path / "a.pdf")
    assert words(found.text) == words(" ".join(LINES))
    assert found.metadata.get("text-order") == evidence


def test_numbers_and_latin_words_stay_as_they_are() -> None:
    lines = ["به گزارش Radio Azadi در ۲۵ نومبر ۲۰۲۴ این نشست", "که از آن 3.5 میلیون است"]
    assert logical(["\n".join(as_seen(line) for line in lines)])[0] == ["\n".join(lines)]


def test_a_vowel_sign_in_front_of_its_consonants_is_put_after_them() -> None:
    assert logical([HINDI_AS_SEEN]) == ([HINDI], "visual, vowel signs put after their consonants")


@pytest.mark.parametrize("text", [*PARAGRAPHS, HINDI, "नम हब ूक", "Kabul", "", "رد", "با رد این خبر"])
def test_what_is_in_order_is_left_alone(text: str) -> None:
    assert logical([text]) == ([text], "")


def test_a_lone_mistake_in_spelling_is_left_alone() -> None:
    text = f"{HINDI} िक"
    assert logical([text]) == ([text], "")


def test_vectors_of_other_languages_are_left_alone() -> None:
    titles = (Path(__file__).parent / "vectors" / "titles.tsv").read_text(encoding="utf-8")
    assert logical([titles])[1] == ""
    assert json.dumps(logical([titles])[0][0]) == json.dumps(titles)
