"""Snippets: few lines of a body are read, and what is shown is marked as if all had been."""

import pytest

from search.highlight import Matcher, Span
from search.query import parse
from search.snippets import LINE, maker
from search.types import Document, Snippet


def shown(body: str, query: str, language: str = "en") -> list[Snippet]:
    """The snippets of a body."""
    document = Document("1", "A title", body, language, None, None, (), "a.txt")
    return [snippet for snippet in maker(parse({"q": [query]}).tree)(document) if snippet.field == "body"]


def marked(snippets: list[Snippet]) -> list[str]:
    return [snippet.text[start:end] for snippet in snippets for start, end in snippet.highlights]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that tokens are made of."""
    seen: list[str] = []
    looks = Matcher.spans

    def look(matcher: Matcher, text: str, language: str, offset: int = 0) -> list[Span]:
        seen.append(text)
        return looks(matcher, text, language, offset)

    monkeypatch.setattr(Matcher, "spans", look)
    return seen


FILLER = "Nothing of the kind is here, nor there. " * 60


def test_the_line_with_the_word_as_typed_is_read_first(read: list[str]) -> None:
    assert marked(shown(f"{FILLER}Kabulov spoke. {FILLER}", "Kabulov")) == ["Kabulov"]
    assert sum(map(len, read)) < 4 * LINE


def test_another_form_is_found_wherever_it_is() -> None:
    assert marked(shown(f"{FILLER}They negotiated. {FILLER}", "negotiates")) == ["negotiated"]


def test_each_clause_is_looked_for() -> None:
    assert marked(shown(f"Kabulov. {FILLER}They negotiated. {FILLER}", "Kabulov negotiates")) == [
        "Kabulov",
        "negotiated",
    ]


def test_what_is_shown_of_the_lines_around_is_marked_too() -> None:
    before = "x" * (LINE - 10)
    assert marked(shown(f"{before} he talked. The talks. He talks. {FILLER}", "talks")) == ["talked", "talks", "talks"]


@pytest.mark.parametrize("gap", [" ", ", ", "\n"])
def test_a_phrase_over_the_end_of_a_line(gap: str) -> None:
    before = "word " * (LINE // 5)
    assert marked(shown(f"{before}supreme{gap}court {FILLER}", '"supreme court"')) == ["supreme", "court"]


def test_a_phrase_over_the_end_of_a_line_beside_other_words() -> None:
    before = "a" + " river" * (LINE // 6)
    body = f"{before} of water\nsupply agreements. {FILLER}"
    assert {"river", "water", "supply"} <= set(marked(shown(body, 'river "water supply" nothing')))


def test_little_is_read_of_an_immense_text_of_one_word(read: list[str]) -> None:
    snippets = shown("word " * 2_000_000, "word")
    assert marked(snippets)[:2] == ["word", "word"]
    assert sum(map(len, read)) < 20 * LINE


def test_an_immense_text_without_a_match_is_read_in_part(read: list[str]) -> None:
    assert marked(shown("word " * 2_000_000, "words OR worldly")) != []
    read.clear()
    assert marked(shown("word " * 2_000_000, "other")) == []
    assert sum(map(len, read)) < 5_000 * LINE
