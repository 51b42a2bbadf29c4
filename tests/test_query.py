"""The query language and the parameters: what a person types -> a tree, and what is said of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.errors import BadParameter, BadQuery, DiwanError
from search.query import PARAMETERS, parse
from search.types import (
    All,
    And,
    DateFilter,
    Fuzzy,
    Keyword,
    KeywordFilter,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Word,
)

with (Path(__file__).parent / "vectors" / "queries.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def show(node: Node) -> str:
    """A tree as the vectors write it."""
    title = "title:" if getattr(node, "title", False) else ""
    match node:
        case And() | Or():
            if not node.nodes:
                return "ALL" if isinstance(node, And) else "NONE"
            return "(" + (" AND " if isinstance(node, And) else " OR ").join(map(show, node.nodes)) + ")"
        case Not():
            return f"NOT {show(node.node)}"
        case Word():
            return title + node.surface
        case Phrase():
            return f'{title}"{" ".join(node.surfaces)}"'
        case Prefix():
            return f"{title}{node.prefix}*"
        case Fuzzy():
            return f"{title}{node.surface}~{node.distance}"
        case Keyword():
            return f"{node.facet}={node.value}"
        case Range():
            return f"{node.first or ''}..{node.last or ''}"
        case All():
            return "ALL"


@pytest.mark.parametrize("row", ROWS, ids=[row["query"] or "(empty)" for row in ROWS])
def test_syntax(row: dict[str, str]) -> None:
    query = parse({"q": [row["query"]]})
    assert show(query.tree) == row["tree"], row["reason"]
    assert [note.code for note in query.notes] == row["notes"].split(), row["reason"]


def test_a_word_is_looked_for_by_every_analyzer_of_its_script() -> None:
    tree = parse({"q": ["افغانستان"]}).tree
    assert isinstance(tree, Word)
    assert {term.partition(":")[0] for term in tree.terms} >= {"fa", "ar", "und"}


def test_joined_spelling_and_spaced_spelling_are_the_same_persian_word() -> None:
    spaced, joined = parse({"q": ["می گوید"]}).tree, parse({"q": ["میگوید"]}).tree
    assert isinstance(spaced, Or)
    assert isinstance(joined, Word)
    whole = spaced.nodes[0]
    assert isinstance(whole, Word)
    assert [t for t in joined.terms if t.startswith("fa:")] == [t for t in whole.terms if t.startswith("fa:")]


def test_match_any_is_or() -> None:
    assert show(parse({"q": ["a b"], "match": ["any"]}).tree) == "(a OR b)"


def test_match_any_with_a_required_word_leaves_the_others_optional() -> None:
    tree = parse({"q": ["+a b"], "match": ["any"]}).tree
    assert isinstance(tree, And)
    assert (show(tree.nodes[0]), show(tree.optional[0])) == ("a", "b")


@pytest.mark.parametrize("parameter", [{"exact": ["on"]}, {"stem": ["off"]}])
def test_exact_looks_at_surfaces(parameter: dict[str, list[str]]) -> None:
    tree = parse({"q": ["talks"], **parameter}).tree
    assert isinstance(tree, Word)
    assert tree.exact


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("x" * 100_000, "characters"),
        ("(" * 900 + "a" + ")" * 900, "nested parentheses"),
        ("a " * 500, "words and operators"),
    ],
)
def test_beyond_a_limit(query: str, what: str) -> None:
    with pytest.raises(BadQuery, match=what):
        parse({"q": [query]})


def test_filters() -> None:
    query = parse({"language": ["fa", "-prs"], "entity": ["place:af", "place:ru"], "source": ["seeds"]})
    assert query.filters == (
        KeywordFilter("language", ("fa",), ("prs",)),
        KeywordFilter("entity", ("place:af", "place:ru"), (), every=True),
        KeywordFilter("source", ("seeds",)),
    )


def test_any_of_the_entities() -> None:
    query = parse({"entity": ["a", "b"], "entity_match": ["any"]})
    assert query.filters == (KeywordFilter("entity", ("a", "b")),)


@pytest.mark.parametrize(
    ("parameters", "filters"),
    [
        ({"date": ["2024-11"]}, [DateFilter((Range(739191, 739220),))]),
        ({"date": ["2024-11", "none"]}, [DateFilter((Range(739191, 739220),), undated=True)]),
        ({"from": ["2024-11"]}, [DateFilter((Range(739191, None),))]),
        ({"to": ["2024-11"], "undated": ["include"]}, [DateFilter((Range(None, 739220),), undated=True)]),
        ({"undated": ["only"]}, [DateFilter((), undated=True)]),
        ({"undated": ["exclude"]}, [DateFilter((Range(None, None),))]),
        ({"date": ["1403-09"], "calendar": ["persian"]}, [DateFilter((Range(739211, 739240),))]),
    ],
)
def test_date_filters(parameters: dict[str, list[str]], filters: list[DateFilter]) -> None:
    assert list(parse(parameters).filters) == filters


@pytest.mark.parametrize(
    "parameters",
    [
        {"nonsense": ["1"]},
        {"sort": ["best"]},
        {"size": ["0"]},
        {"size": ["101"]},
        {"size": ["ten"]},
        {"size": ["٥"]},
        {"q": ["a", "b"]},
        {"date": ["yesterday"]},
        {"date": ["2024-13"]},
        {"from": ["2025"], "to": ["2024"]},
        {"entity": ["x"] * 201},
    ],
)
def test_a_bad_parameter_is_named(parameters: dict[str, list[str]]) -> None:
    with pytest.raises(BadParameter) as caught:
        parse(parameters)
    assert str(caught.value.values["name"]) in parameters
    assert caught.value.hint


def test_an_empty_query_is_newest_first_and_a_query_by_relevance() -> None:
    assert (parse({}).sort, parse({"q": ["a"]}).sort) == ("newest", "relevance")


def test_every_parameter_says_what_it_is_for() -> None:
    assert all(parameter.help for parameter in PARAMETERS)


QUERY = st.text(st.sampled_from('ab ا می ک"()*~:+-\\/[]{}^!?&|<> ANDORNOT title:date:2024،؟‌'), max_size=60) | st.text(
    max_size=60
)


@given(QUERY)
@settings(deadline=None, max_examples=300)
def test_any_text_is_a_query_or_a_clear_error(text: str) -> None:
    try:
        query = parse({"q": [text]})
    except DiwanError as error:
        assert error.status == 400
    else:
        assert parse({"q": [text]}) == query
