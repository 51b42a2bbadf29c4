"""Words folded many at once are folded as each alone is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis.fa import Joints
from search.analysis.filters import FOLDS
from search.analysis.plain import plain
from search.analysis.scripts import script_of

LETTERS = {
    "Arab": "یيكکگهةۀآأءـئؤٴپچژ\u064b\u0654\u0670منورها",
    "Deva": "कखगङञणनमपयरतदेैीिंँः़ाॉऑये्क़",
    "Latn": "aZéßÅøþñğ\u0301sx",
    "Cyrl": "абйЙёЁўІжЯи\u0306\u0301",
}
SCRIPTS = sorted(LETTERS)
ANYTHING = "1٣’'.ﷺﻻ\u00b5Ⅳ?\ud800"
WORDS = {
    script: st.lists(
        st.text(st.sampled_from(f"{letters * 3}\u200c\u200d\u200f\u00ad {ANYTHING}"), min_size=1), min_size=1
    )
    for script, letters in LETTERS.items()
}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SCRIPTS).flatmap(lambda script: st.tuples(st.just(script), WORDS[script])))
def test_plain_words_are_folded_as_each_alone(given: tuple[str, list[str]]) -> None:
    script, words = given
    if script != "Arab":  # only words of Arabic script are joined over spaces
        words = [word.replace(" ", "") or "?" for word in words]
    code = plain(script)
    assert code
    raws, surfaces, jointed, odd = code.fold(words)
    assert sorted([*raws, *odd]) == sorted(words)
    assert surfaces == list(map(FOLDS[script], raws))
    assert [word.replace(" ", "") for word in jointed] == surfaces
    assert all(script_of(raw) == script for raw in raws)
    if script == "Arab":
        assert jointed == list(map(Joints(), raws, surfaces))


@pytest.mark.parametrize("word", ["کتاب‌های", "شيء", "हिन्दी", "Café", "ёлка"])
def test_everyday_words_are_plain(word: str) -> None:
    code = plain(script_of(word))
    assert code and code.fold([word, "2024"])[0::3] == ([word], ["2024"])
