"""Which language a text is in, which variety, and what codes declare."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language import declared, identify

SEEDS = Path(__file__).parent.parent / "seeds"
VECTORS = [
    row.split("\t")
    for row in (Path(__file__).parent / "vectors" / "declared_languages.tsv").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


@pytest.mark.parametrize(
    ("seed", "code", "variety"),
    [("000", "hi", None), ("001", "fa", "prs"), ("002", "ar", None), ("003", "en", None), ("004", "fa", "prs")],
)
def test_the_seeds(seed: str, code: str, variety: str | None) -> None:
    (path,) = SEEDS.glob(f"{seed}_*")
    found = identify(path.read_text(encoding="utf-8"))
    assert (found.code, found.variety) == (code, variety)
    assert found.confidence > 0.9


def test_the_evidence_of_a_variety_is_its_words() -> None:
    found = identify("پولیس کابل روز شنبه ۳ قوس گفت که داکتر شفاخانه کشته شد.")
    assert found.variety == "prs"
    assert found.evidence == "pycld2; words: داکتر، شفاخانه، قوس، پولیس"


def test_iranian_persian_is_a_variety_too() -> None:
    assert identify("پلیس تهران روز شنبه ۳ آبان گفت که پزشک بیمارستان در راه فرودگاه کشته شد.").variety == "pes"


def test_a_text_that_mixes_both_standards_is_left_undecided() -> None:
    found = identify("پولیس گفت که داکتر در بیمارستان و دانشگاه و نزدیک فرودگاه دیده شده است.")
    assert (found.code, found.variety) == ("fa", None)


def test_one_word_is_not_enough_for_a_variety() -> None:
    assert identify("این خبر در ماه نومبر به دست ما رسید و آن را خواندیم.").variety is None


def test_the_parts_of_a_mixed_text_are_listed() -> None:
    english = "The foreign minister said at a conference in Moscow that the talks would go on next week. "
    hindi = "रूस ने अफगानिस्तान के साथ राजनयिक चैनल खोलने के प्रयासों के तहत प्रतिनिधियों को आमंत्रित किया है। "
    found = identify(hindi * 3 + english * 3)
    assert found.code == "hi"
    assert "en " in found.evidence


@pytest.mark.parametrize("text", ["", " \n", "12:30 ۱۴۰۳", "!?", "\0\x01", "\ud800"])
def test_without_letters_nothing_is_said(text: str) -> None:
    assert identify(text).code == "und"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ښځه ځي", "ps"),
        ("وہ گئے", "ur"),
        ("Это мы", "ru"),
        ("می‌گویند چه", "fa"),
    ],
)
def test_letters_of_one_language_decide_short_texts(text: str, code: str) -> None:
    assert identify(text).code == code


@pytest.mark.parametrize(("code", "language", "variety", "why"), VECTORS)
def test_declared_codes(code: str, language: str, variety: str, why: str) -> None:
    assert declared(code) == (None if language == "-" else (language, variety or None)), why


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    found = identify(text)
    assert found.code and 0 <= found.confidence <= 1 and found.evidence


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_code_is_known_or_not(code: str) -> None:
    assert declared(code) is None or len(declared(code) or ()) == 2
