"""Names across scripts: vectors, the people of the beat, and what holds for any text."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import names
from search.names.alignment import data
from search.names.matching import paired
from search.names.scoring import FEATURES, features
from search.names.tokens import tokens

VECTORS = Path(__file__).parent / "vectors"


def rows(name: str) -> list[list[str]]:
    lines = (VECTORS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


PEOPLE = {
    person: [(script, name) for script, cell in enumerate(cells) for name in cell.split("|")]
    for person, *cells in rows("names_people.tsv")
}
#: Parts of names in every script, with what is no name at all.
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([name for listed in PEOPLE.values() for _, name in listed]), max_size=3).map(" ".join),
    st.text(alphabet="abdul ghخانعبدالकबाсергй.'-١2😀", max_size=30),
)


@pytest.mark.parametrize(("left", "right", "verdict", "reason"), rows("names.tsv"))
def test_vector(left: str, right: str, verdict: str, reason: str) -> None:
    assert (names.verdict(left, right) != "different") == (verdict == "same"), reason


@pytest.mark.parametrize(("left", "right", "verdict", "reason"), rows("names_of_persons.tsv"))
def test_vector_of_persons(left: str, right: str, verdict: str, reason: str) -> None:
    assert (names.verdict(left, right, person=True) == "sure") == (verdict == "same"), reason


def test_people_are_linked_across_scripts() -> None:
    pairs = [(a, b) for listed in PEOPLE.values() for (one, a), (other, b) in combinations(listed, 2) if one != other]
    linked = sum(names.verdict(a, b) != "different" for a, b in pairs)
    assert len(PEOPLE) >= 60
    assert linked >= 0.95 * len(pairs)


def test_no_two_people_are_linked() -> None:
    wrong = [
        (a, b)
        for one, other in combinations(PEOPLE.values(), 2)
        for (_, a), (_, b) in product(one, other)
        if names.verdict(a, b) != "different"
    ]
    assert not wrong


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_texts_have_a_likelihood_that_has_no_order(a: str, b: str) -> None:
    found = names.similarity(a, b)
    assert 0.0 <= found <= 1.0
    assert found == names.similarity(b, a)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_name_is_itself_unless_it_has_no_letter(text: str) -> None:
    assert names.similarity(text, text) == (1.0 if names.keys(text) else 0.0)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_keys_are_words_and_blocks_hold_them(text: str) -> None:
    keys = names.keys(text)
    assert all(key and not any(character.isspace() for character in key) for key in keys)
    assert keys <= names.block_keys(text)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_an_explanation_uses_every_letter_once(a: str, b: str) -> None:
    for word in names.explain(a, b).words:
        for side, letters in ((word.left, 0), (word.right, 1)):
            written = "".join(step[letters] for step in word.letters)
            assert not written or written.replace("^", "").replace("$", "") == side


@pytest.mark.parametrize(
    "text", ["", " ", "😀", "...", "٠", "a", "ب", "क", "я", "北京", "x" * 500, "ab عب कख вг" * 60, "1984"]
)
def test_odd_input_has_an_answer(text: str) -> None:
    assert 0.0 <= names.similarity(text, "Zamir Kabulov") <= 1.0
    assert names.verdict(text, "") == "different"
    assert isinstance(names.keys(text), frozenset)
    assert names.explain(text, text) is not None


@pytest.mark.parametrize("people", [pytest.param(listed, id=person) for person, listed in PEOPLE.items()])
def test_a_block_holds_the_spellings_of_each_person(people: list[tuple[int, str]]) -> None:
    shared = [bool(names.block_keys(a) & names.block_keys(b)) for (_, a), (_, b) in combinations(people, 2)]
    assert sum(shared) >= 0.6 * len(shared)


def test_sure_is_stricter_than_unsure() -> None:
    for a, b in product(["Kabulov", "کابلوف", "काबुलोव", "Кабулов", "Καμπούλ"], repeat=2):
        limits = names.thresholds(a, b)
        assert 0.0 < limits.unsure < limits.sure <= 1.0
        assert limits == names.thresholds(b, a)


def test_the_explanation_shows_which_letters_were_taken_for_which() -> None:
    (word,) = names.explain("Kabul", "کابل").words
    assert word.letters[0] == ("k", "ک")
    assert word.letters[-1] == ("l", "ل")


def test_the_table_of_places_can_be_left_out() -> None:
    assert names.by_sound("Egypt", "مصر") < 0.5 < names.similarity("Egypt", "مصر")
    assert names.explain("Egypt", "مصر").same_place


def test_every_weight_is_of_a_feature() -> None:
    learnt = {len(weights) for shapes in data()["weights"].values() for weights in shapes.values()}
    assert learnt == {len(FEATURES)}
    assert len(features(paired(tokens("Zamir Kabulov"), tokens("ضمیر کابلوف")))) == len(FEATURES)
