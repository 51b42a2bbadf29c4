"""Promises of the Hindi analyzer; single words are in vectors/hi.tsv."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.hi_tables.paradigm import verb
from search.analysis import terms
from search.analysis.hindi import fold, light, stems
from search.analysis.tables import DATA, dictionary, rows

#: Forms that are more often another word, and that word.
HOMONYMS = {"की": "का", "के": "का", "लिए": "लिए", "दो": "दो", "हूं": "है", "सीके": "सीका", "सिया": "सिया"}
NASALS = [("क-घ", "ङ"), ("च-झ", "ञ"), ("ट-ढ", "ण"), ("त-ध", "न"), ("प-भ", "म")]


def every_tenth_row() -> list[tuple[str, str]]:
    return list(dictionary(rows("hi-words")).items())[::10]


ROWS = every_tenth_row()
WORDS = st.sampled_from([form for form, _ in ROWS])


@pytest.mark.parametrize("stem", ["कर", "ले", "दे", "जा", "हो", "पी"])
def test_all_forms_of_an_irregular_verb_meet(stem: str) -> None:
    apart = {form: term for form, _ in verb(stem) for term in terms(form, "hi") if term != stem}
    assert apart.items() <= HOMONYMS.items()


def test_every_row_can_be_looked_up() -> None:
    assert all(fold(form) == form and fold(lemma) == lemma for form, lemma in ROWS)


def test_the_table_is_small() -> None:
    assert (DATA / "hi-words").stat().st_size < 700_000


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_nukta_or_none(word: str) -> None:
    assert terms(re.sub("([कखगजडढफ])", "\\1\u093c", word), "hi") == terms(word, "hi")


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_homorganic_nasal_or_anusvara(word: str) -> None:
    written = word
    for row, nasal in NASALS:
        written = re.sub(f"ं(?=[{row}])", f"{nasal}\u094d", written)
    assert terms(written, "hi") == terms(word, "hi")


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from(["\u200c", "\u200d"]))
def test_joiner_after_a_virama_or_none(word: str, joiner: str) -> None:
    assert terms(re.sub("\u094d(?=.)", f"\u094d{joiner}", word), "hi") == terms(word, "hi")


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_chandrabindu_or_anusvara(word: str) -> None:
    assert terms(word.replace("ं", "ँ"), "hi") == terms(word, "hi")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("कखगतदनमयरलवसहािीुूेैोौंआईएओ्"), min_size=1, max_size=12))
def test_what_is_taken_off_an_unknown_word_leaves_two_letters_or_more(word: str) -> None:
    assert all(len(stem) > 1 for stem in stems(word))
    assert len(light(word) or "..") > 1
