"""Pashto: forms of one word meet, words that look alike stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import terms
from search.analysis.pashto import fold


def term(word: str) -> str:
    (only,) = terms(word, "ps")
    return only


@pytest.mark.parametrize(
    "forms",
    [
        "کتاب کتابونه کتابونو",
        "ژبه ژبې ژبو",
        "ستر ستره سترې سترو",
        "ملا ملایان ملايانو",
        "اړتیا اړتیاوې اړتیاوو",
        "رسېدل رسېږي ورسېد رسېدلې",
        "لرل لري ولري لرلای",
        "کتل ګوري ګورې وګورو",
        "ورور وروڼه وروڼو",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({term(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["ایران ایرانی", "افغانستان افغان", "پاکستان پاک", "طالبان طالب", "لاندې لاند"])
def test_words_that_look_alike_stay_apart(words: str) -> None:
    first, second = map(term, words.split())
    assert first != second


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ابکیېۍئهښںنوۀ\ufbe5\u064e\u0640"), min_size=1, max_size=8))
def test_folding_settles(word: str) -> None:
    assert fold(fold(word)) == fold(word)
