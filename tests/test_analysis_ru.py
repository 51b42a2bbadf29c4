"""Russian: forms of one word meet, words that look alike stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import terms
from search.analysis.russian import Endings


def term(word: str) -> str:
    (only,) = terms(word, "ru")
    return only


@pytest.mark.parametrize(
    "forms",
    [
        "человек человека людей людьми",
        "год года лет годах",
        "построить построил построивших построенный",
        "найти нашёл нашли найдёт",
        "прийти пришел пришли придёт",
        "президент президента президентом президенты",
        "российский российская российскими российскую",
        "Афганистан Афганистана Афганистане",
        "зима зимой зимы",
        "отец отца отцов",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({term(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["Россия российский", "война войска", "строить построить", "стать сталь"])
def test_words_that_look_alike_stay_apart(words: str) -> None:
    first, second = map(term, words.split())
    assert first != second


def test_longest_ending_wins() -> None:
    rules = Endings({"в": "x", "ов": "-", "абулов": "y"})
    assert rules.lemma("кабулов") == "кy"
    assert rules.lemmas(["иванов", "абулов", "лев", "в", "кабул"]) == ["иван", "абул", "леx", "в", "кабул"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("абеёийклмноствыьяАЯ\u0301"), min_size=1, max_size=12).filter(str.isalpha))
def test_any_word_has_one_term(word: str) -> None:
    assert term(word)
