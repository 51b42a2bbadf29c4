"""Highlights: whole words of the original text, only what was asked, never in furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import words
from search.analysis.places import Words
from search.highlight import Matcher, within
from search.query import parse
from search.snippets import SNIPPET_LENGTH, maker
from search.types import Cut, Document, Node, Snippet


def made(body: str, language: str = "en", title: str = "A title", cuts: tuple[Cut, ...] = ()) -> Document:
    return Document("1", title, body, language, None, None, (), "a.txt", cuts=cuts)


def snippets(document: Document, tree: Node) -> tuple[Snippet, ...]:
    return maker(tree)(document)


def marked(body: str, query: str, language: str = "en", **options: str) -> list[str]:
    """The highlighted pieces of a body."""
    tree = parse({"q": [query], **{name: [value] for name, value in options.items()}}).tree
    return [
        snippet.text[start:end]
        for snippet in snippets(made(body, language), tree)
        if snippet.field == "body"
        for start, end in snippet.highlights
    ]


@pytest.mark.parametrize(
    ("language", "body", "query", "found"),
    [
        ("en", "He negotiated. Negotiating is hard.", "negotiate", ["negotiated", "Negotiating"]),
        ("fa", "روسیه می گوید که همکاری‌های تازه", "میگوید", ["می گوید"]),
        ("fa", "روسیه می گوید که همکاری‌های تازه", "همکاری های", ["همکاری‌های"]),
        ("ar", "قائمتها للمنظمات المحظورة", '"المنظمات المحظورة"', ["للمنظمات", "المحظورة"]),
        ("ar", "المحظورة المنظمات", '"المنظمات المحظورة"', []),
        ("hi", "तालिबान अफगानिस्तान में", "अफ़ग़ानिस्तान", ["अफगानिस्तान"]),
        ("en", "one two three", "two NOT three", ["two"]),
        ("en", "president presidents preside", "presid*", ["president", "presidents", "preside"]),
        ("en", "Kabulov said", "Kabulow~1", ["Kabulov"]),
        ("en", "in the title only", "title:only", []),
    ],
)
def test_what_is_highlighted(language: str, body: str, query: str, found: list[str]) -> None:
    assert marked(body, query, language) == found


def test_exact_highlights_no_other_form() -> None:
    assert marked("talk talks", "talks", exact="on") == ["talks"]


def test_a_title_is_highlighted() -> None:
    shown = snippets(made("body", title="Talks in Kabul"), parse({"q": ["kabul"]}).tree)[0]
    assert [shown.text[start:end] for start, end in shown.highlights] == ["Kabul"]


def test_furniture_is_neither_highlighted_nor_shown() -> None:
    body = "The talks went on.\nLeave a Reply\nMore talks."
    start = body.index("Leave")
    document = made(body, cuts=(Cut(start, start + 13, "phrase"),))
    shown = snippets(document, parse({"q": ["talks reply"], "match": ["any"]}).tree)
    assert not any("Reply" in snippet.text for snippet in shown)


def test_nothing_to_look_for_shows_the_beginning() -> None:
    shown = snippets(made("  The beginning. " + "word " * 200), parse({}).tree)[1]
    assert shown.text.startswith("The beginning.")
    assert len(shown.text) <= SNIPPET_LENGTH
    assert shown.highlights == ()


def test_a_snippet_shows_more_of_the_query_rather_than_less() -> None:
    body = "alpha " + "x " * 400 + "alpha and beta together"
    shown = snippets(made(body), parse({"q": ["alpha beta"]}).tree)
    assert any("alpha and beta" in snippet.text for snippet in shown)


WORDS = st.lists(st.sampled_from(["talks", "می گوید", "كابول", "काबुल", "2021", "x", "،", "\n"]), max_size=60)


@given(WORDS, st.sampled_from(["en", "fa", "ar", "hi", "und"]))
@settings(deadline=None, max_examples=60)
def test_highlights_lie_inside_in_order_and_are_whole_words(words: list[str], language: str) -> None:
    document = made(" ".join(words), language)
    for snippet in snippets(document, parse({"q": ["talk OR میگوید OR كابول OR काबुल OR 2021"]}).tree):
        reached = 0
        for start, end in snippet.highlights:
            assert reached <= start < end <= len(snippet.text)
            assert not snippet.text[start:end][0].isspace()
            reached = end


@pytest.mark.parametrize(
    ("a", "b", "distance"), [("kabul", "kabul", 0), ("kabul", "kaubl", 1), ("kabul", "kabal", 1), ("kabul", "abu", 2)]
)
def test_edit_distance(a: str, b: str, distance: int) -> None:
    assert within(a, b, distance)
    assert distance == 0 or not within(a, b, distance - 1)


class Passes(list[str]):
    """Words that count how often somebody goes through them."""

    gone_through = 0

    def __iter__(self) -> Iterator[str]:
        Passes.gone_through += 1
        return super().__iter__()

    def count(self, value: str) -> int:
        Passes.gone_through += 1
        return super().count(value)


@pytest.mark.parametrize("query", ["w*", "w1~2", " OR ".join(f"w{number}" for number in range(40))])
def test_a_text_is_not_gone_through_for_each_of_many_words(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(text: str, language: str) -> Words:
        read = words(text, language)
        return replace(read, terms=Passes(read.terms), surfaces=Passes(read.surfaces))

    monkeypatch.setattr("search.highlight.words", counted)
    matcher = Matcher.of(parse({"q": [query]}).tree, title=False)
    gone = []
    for number in (2, 40):
        Passes.gone_through = 0
        assert len(matcher.spans(" ".join(f"w{each}" for each in range(number)), "en")) == number
        gone.append(Passes.gone_through)
    assert gone[0] == gone[1] > 0
