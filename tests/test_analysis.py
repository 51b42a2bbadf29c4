"""Promises of search.analysis that hold in every language."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarabic import araby

from search import analysis
from search.analysis.memo import MEMO_SIZE

#: Letters, marks, digits, joiners, punctuation of the scripts with analyzers, odd ones, and anything at all.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("یيكکهةۀآأءگپچژمنور  می ها تر نمی \u200c\u200d\u064e\u0654\u0640۱۲٬٫٣"),
        st.sampled_from("हिन्दीक़ािेंँःयेयी्१ eé'’sßİﬁ\u00ad.,-1Ⅳ½ёй\u0301Ж\u202e\u2066\ufeffﷺﷲﱞ𝐇𝟚²\ud800\ue000"),
        st.characters(),
    ),
    max_size=60,
)
LANGUAGES = st.sampled_from(analysis.languages())


def surfaces(text: str, language: str) -> list[str]:
    return analysis.index_terms(text, language)[1]


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES)
def test_offsets_ascend_inside_the_text(text: str, language: str) -> None:
    last = 0
    for token in analysis.analyze(text, language):
        assert last <= token.start < token.end <= len(text)
        last = token.start


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES)
def test_the_bulk_path_and_explain_give_what_analyze_gives(text: str, language: str) -> None:
    tokens = analysis.analyze(text, language)
    assert analysis.index_terms(text, language) == ([t.term for t in tokens], [t.surface for t in tokens])
    assert [e[:4] for e in analysis.explain(text, language)] == [tuple(t) for t in tokens]


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES, st.randoms(use_true_random=False))
def test_the_places_of_some_tokens_are_those_of_analyze(text: str, language: str, chance: random.Random) -> None:
    tokens = analysis.analyze(text, language)
    read = analysis.words(text, language)
    assert (read.terms, read.surfaces) == ([t.term for t in tokens], [t.surface for t in tokens])
    numbers = [number for number in range(len(tokens)) if chance.random() < 0.3]
    assert read.places(numbers) == [(tokens[number].start, tokens[number].end) for number in numbers]


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_term_is_short_and_without_white_space(text: str, language: str) -> None:
    for token in analysis.analyze(text, language):
        for word in (token.term, token.surface):
            assert word and len(word) <= 64 and word.split() == [word]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=[*araby.LETTERS, *araby.TASHKEEL, araby.TATWEEL, " "]))
def test_arabic_words_are_found_with_and_without_their_marks(text: str) -> None:
    bare = araby.strip_tatweel(araby.strip_tashkeel(text))
    assert analysis.index_terms(text, "ar") == analysis.index_terms(bare, "ar")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_surface_is_its_own_surface(text: str) -> None:
    for surface in surfaces(text, "und"):
        again = surfaces(surface, "und")
        assert again[0] == surface and (len(again) == 1 or "." in surface)  # a decimal comes with its parts


@pytest.mark.parametrize(
    ("language", "spellings"),
    [
        ("fa", ["همکاری\u200cهای", "همکاریهای", "همکاری های"]),
        ("fa", ["می\u200cگوید", "میگوید", "می گوید", "مي گويد"]),
        ("fa", ["خانه\u0654", "خان\u06c0", "خانه"]),
        ("fa", ["کابلوف", "كابلوف", "کابلوف\u200f"]),
        ("ar", ["أفغانستان", "افغانستان", "ﺃﻓﻐﺎﻧﺴﺘﺎﻥ"]),
        ("ar", ["تعاون", "تَّعاوُن", "تعـــاون"]),
        ("hi", ["अफ़ग़ानिस्तान", "अफगानिस्तान", "अफ\u093cग\u093cानिस्तान"]),
        ("hi", ["मॉस्को", "मास्को"]),
        ("hi", ["हिन्दी", "हिंदी", "हिन्\u200dदी"]),
        ("en", ["Kabul", "KABUL", "Kabul’s", "Ka\u00adbul", "Ｋａｂｕｌ", "Kábul"]),
        ("en", ["U.N.", "UN"]),
        ("und", ["ёлка", "елка", "Е\u0301лка"]),
        ("fa", ["2021", "۲۰۲۱", "٢٠٢١", "२०२१"]),
    ],
)
def test_spellings_of_one_word_share_surface_and_term(language: str, spellings: list[str]) -> None:
    assert len({str(analysis.index_terms(spelling, language)) for spelling in spellings}) == 1


def test_a_number_is_one_term_in_every_language() -> None:
    numbers = {analysis.analyze(n, code)[0].term for n in ("2021", "۲۰۲۱", "२०२१") for code in analysis.languages()}
    assert numbers == {"und:2021"}


def test_words_go_by_their_script() -> None:
    found = [token.term for token in analysis.analyze("طالبان Kabul दिल्ली", "fa")]
    assert [term.partition(":")[0] for term in found] == ["fa", "en", "hi"]


def test_arabic_script_in_another_language_is_only_folded() -> None:
    assert analysis.analyze("المنظمات", "en")[0].term == "und:المنظمات"


def test_an_unknown_language_is_und() -> None:
    assert analysis.analyze("Kabul", "xx")[0].term == "und:kabul"


def test_dari_is_persian() -> None:
    assert analysis.analyze("کابل", "prs") == analysis.analyze("کابل", "fa") == analysis.analyze("کابل", "fa-AF")


def test_a_joined_word_is_one_place() -> None:
    text = "او می گوید که همکاری های"
    assert [text[t.start : t.end] for t in analysis.analyze(text, "fa")] == ["او", "می گوید", "که", "همکاری های"]


def test_a_decimal_is_found_whole_and_by_its_parts() -> None:
    text = "at 11.45"
    tokens = analysis.analyze(text, "en")[1:]
    assert [(t.surface, text[t.start : t.end]) for t in tokens] == [("11.45", "11.45"), ("11", "11"), ("45", "45")]


@pytest.mark.parametrize(
    "text",
    [
        "ب" * 10_000_000,
        "\u064e" * 10_000_000,
        "a\u200c" * 1_000_000,
        "a\u0301\u0316" * 1_000_000,
        "1" * 2_000_000 + "k",
        "1," * 1_000_000,
        "111," * 300_000,
        "1." * 1_000_000,
        "a." * 1_000_000,
        "a'" * 1_000_000,
        "می " * 300_000,
        "x ها " * 200_000,
        " \u200c" * 1_000_000,
        "\u202e\ue000\ud800" * 1_000_000,
        "aب1ह" * 300_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_megabytes_without_a_pause_take_linear_time(text: str) -> None:
    # The time limit of all tests is the assertion here: anything quadratic would take hours.
    terms, surfaces = analysis.index_terms(text, "fa")
    assert len(terms) == len(surfaces)


def test_a_language_can_be_left_unstemmed() -> None:
    stemmed, before = analysis.terms("negotiations", "en"), analysis.fingerprint()
    analysis.configure(["en"])
    try:
        assert analysis.terms("negotiations", "en") == ["negotiations"] != stemmed
        assert analysis.explain("negotiations", "en")[0].rule == "unstemmed"
        assert analysis.fingerprint() != before
    finally:
        analysis.configure([])
    assert analysis.fingerprint() == before


def test_explain_names_the_rule() -> None:
    rules = [token.rule for token in analysis.explain("2021 کتابها", "fa")]
    assert rules[0] == "number" and rules[1] not in ("number", "fold")


def test_a_query_is_read_by_the_languages_of_its_scripts() -> None:
    assert set(analysis.languages_for("طالبان")) >= {"ar", "fa", "und"}
    assert "fa" not in analysis.languages_for("Taliban दिल्ली") and "en" in analysis.languages_for("Taliban")


def test_the_memo_forgets_rather_than_grow() -> None:
    words = ["".join(letters) for letters in product("abcdefghijklmnopqrstuvwxyz", repeat=4)]
    for at in range(0, 80_000, 20_000):
        assert len(analysis.index_terms(" ".join(words[at : at + 20_000]), "und")[0]) == 20_000
        assert len(analysis._pipeline("und")._memo) <= MEMO_SIZE
    many = [*words[:MEMO_SIZE], "x" * 65, *words[MEMO_SIZE : MEMO_SIZE + 100], *words[:5]]
    assert analysis.index_terms(" ".join(many), "und")[1] == [word[:64] for word in many]
    assert len(analysis._pipeline("und")._memo) <= MEMO_SIZE
