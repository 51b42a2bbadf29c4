"""Names in Latin letters, as a newspaper may write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.names.romanise import romanise


@pytest.mark.parametrize(
    ("name", "latin", "why"),
    [
        ("محمد حسین", "Muhammad Hossein", "words that many names have: as most have them"),
        ("كابولوف", "Kabulov", "a Russian surname, whatever keyboard"),
        ("زاخارووا", "Zakharuwa", "by letters only"),
        ("الکسی", "Alkasi", "no article outside Arabic"),
        ("آویرچوک", "Awirchuk", "a long a before a long letter"),
        ("نور الله", "Noor Allah", "the name of God is no article"),
        ("رستم", "Rastam", "a where no syllable would be without a vowel"),
        ("ستانکزی", "Satankazi", "three consonants are parted"),
        ("یوسف", "Youssef", "a frequent name"),
        ("صَدّام", "Saddam", "vowel marks"),
        ("जमीर काबुलोव", "Jamir Kabulov", "the inherent vowel at the beginning, none at the end"),
        ("राजेश भटनागर", "Rajesh Bhatnagar", "none between vowels of one consonant each"),
        ("नरेन्द्र", "Narendra", "it stays behind consonants written as one"),
        ("स्वराज", "Swaraj", "v behind a consonant"),
        ("कंबोज योगेंद्र", "Kamboj Yogendra", "a nasal is that of the letter behind it"),
        ("ज़फ़र", "Zafar", "nukta"),
        ("Замир Кабулов", "Zamir Kabulov", "other scripts"),
        ("Ali نعیم-زاده", "Ali Naeem-Zada", "Latin letters stay"),
        ("", "", "nothing"),
    ],
)
def test_a_name_in_latin_letters(name: str, latin: str, why: str) -> None:
    assert romanise(name) == latin, why


def test_the_article_is_parted_in_arabic() -> None:
    assert romanise("راشد الغنوشي", "ar") == "Rashid Al-Ghanushi"


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("اویعهلرمحکبز نमकतरवंाि्अआ") | st.characters()))
def test_any_text_becomes_ascii(text: str) -> None:
    assert romanise(text).isascii()
