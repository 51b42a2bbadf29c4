"""Urdu: forms of one word meet, words that look alike stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import terms
from search.analysis.urdu import fold


def term(word: str) -> str:
    (only,) = terms(word, "ur")
    return only


@pytest.mark.parametrize(
    "forms",
    [
        "کرنا کرنے کرتا کرتے کرتی کیا کئے کیے کرے کریں کروں کرو کرےگا کریگا کرینگے کر",
        "جانا جانے جاتا جاتی گیا گئے گئی گئیں جائے جائیں جائےگا جا",
        "لینا لیا لیتے لیں لینے لیجئے",
        "دینا دیا دی دیے دیئے دئے دیتی دینے دیں",
        "ہونا ہوا ہوئے ہوئی ہوتا ہوتی ہوگا ہوں",
        "بتانا بتایا بتائے بتائی بتاتے بتانے بتائیں",
        "لڑکا لڑکے لڑکوں",
        "علاقہ علاقے علاقوں",
        "پالیسی پالیسیاں پالیسیوں",
        "حکومت حکومتوں حکومتیں",
        "بیٹا بیٹے بیٹوں",
        "قانون قوانین",
        "اچھا اچھی اچھے",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({term(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["لڑکے لڑکی", "بچے بچی", "طالبان طالب", "پاکستان پاک", "اخبار خبر", "دینی دینا", "بیٹے بیٹھے", "فلسطین فلسطینی"],
)
def test_words_that_look_alike_stay_apart(words: str) -> None:
    first, second = map(term, words.split())
    assert first != second


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ابکیےۓئہھںنؤءۂ\u064e\u0640"), min_size=1, max_size=8))
def test_folding_settles(word: str) -> None:
    assert fold(fold(word)) == fold(word)
