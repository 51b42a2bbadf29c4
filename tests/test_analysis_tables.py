"""Tables of words: what is packed is found again, and nothing else."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis.tables import Table, dictionary, pack

WORDS = st.text(st.sampled_from("abcابپक\U00010300"), min_size=1, max_size=8)


def table(rows: dict[str, str]) -> Table:
    return Table(zlib.decompress(pack(rows)).decode())


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(WORDS, WORDS, max_size=300), WORDS)
def test_it_has_its_rows_and_no_other(rows: dict[str, str], other: str) -> None:
    packed = table(rows)
    assert {form: packed.get(form) for form in rows} == rows
    assert packed.get(other) == rows.get(other) and (other in packed) == (other in rows)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(WORDS, WORDS, max_size=300))
def test_a_small_table_is_the_same_as_a_dictionary(rows: dict[str, str]) -> None:
    assert dictionary(zlib.decompress(pack(rows)).decode()) == rows


def test_a_large_table_has_all_its_rows() -> None:
    rows = {f"w{n}": f"l{n // 3}" for n in range(20_000)}
    packed = table(rows)
    assert all(packed.get(form) == lemma for form, lemma in rows.items())


def test_the_same_rows_are_the_same_bytes() -> None:
    assert pack({"b": "a", "a": "a"}) == pack({"a": "a", "b": "a"})


@pytest.mark.parametrize("row", [("", "a"), ("a b", "a"), ("a", "b\n"), ("a\tb", "c"), ("a", "")])
def test_a_row_is_two_words(row: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="not a row"):
        pack(dict([row]))
