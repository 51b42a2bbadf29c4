"""Promises of the English analyzer; single words are in vectors/en.tsv."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import terms
from search.analysis.filters import fold_latin
from search.analysis.tables import DATA, dictionary, rows

#: Past tenses and participles that are rather another word.
HOMONYMS = {"abode", "bereft", "bit", "bore", "bound", "dove", "ground", "lay", "rung", "shot", "wound"}
ACCENTS = str.maketrans("aeiou", "áèîöü")


def every_tenth_row() -> list[tuple[str, str]]:
    return list(dictionary(rows("en-words")).items())[::10]


ROWS = every_tenth_row()
WORDS = st.sampled_from([form for form, _ in ROWS])


VERBS = (
    (Path(__file__).parent.parent / "scripts/en_tables/irregular_verbs.txt").read_text(encoding="utf-8").splitlines()
)


@pytest.mark.parametrize(("lemma", "past", "participle"), [line.split() for line in VERBS])
def test_an_irregular_verb_meets_its_past(lemma: str, past: str, participle: str) -> None:
    found = {terms(form, "en")[0] for form in (lemma, past, participle) if form not in HOMONYMS}
    assert len(found) == 1


def test_every_row_can_be_looked_up() -> None:
    assert all(fold_latin(form) == form and fold_latin(lemma) == lemma for form, lemma in ROWS)


def test_the_table_is_small() -> None:
    assert (DATA / "en-words").stat().st_size < 300_000


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from([str.upper, str.title]))
def test_capitals_do_not_matter(word: str, change: Callable[[str], str]) -> None:
    assert terms(change(word), "en") == terms(word, "en")


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_accents_do_not_matter(word: str) -> None:
    assert terms(word.translate(ACCENTS), "en") == terms(word, "en")


@settings(max_examples=200, deadline=None)
@given(WORDS, st.integers(1, 10))
def test_a_soft_hyphen_does_not_matter(word: str, place: int) -> None:
    assert terms(f"{word[:place]}\u00ad{word[place:]}".strip("\u00ad"), "en") == terms(word, "en")


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from("'’＇"))
def test_the_possessive_does_not_matter(word: str, apostrophe: str) -> None:
    assert terms(f"{word}{apostrophe}s", "en") == terms(word, "en")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("abdeginorsty"), min_size=1, max_size=12))
def test_a_word_of_any_letters_has_one_term(word: str) -> None:
    assert len(terms(word, "en")) == 1
