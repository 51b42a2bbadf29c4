"""What a long text costs: each of its sentences once, however often it is written, and nothing beyond a limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from indexer import document, entities
from indexer.entities import consistency
from indexer.entities.gazetteer import Match
from indexer.entities.spans import Span
from indexer.entities.tagger import tag
from indexer.entities.tokens import LONGEST, LONGEST_WORD, Token, sentences
from search.types import RawDocument


class Counted:
    """How many tokens were tagged."""

    def __init__(self) -> None:
        self.tokens = 0

    def tag(
        self, sentences: Sequence[Sequence[Token]], language: str, known: Sequence[Sequence[Match]]
    ) -> list[list[Span]]:
        self.tokens += sum(map(len, sentences))
        return tag(sentences, language, known)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    found = Counted()
    monkeypatch.setattr(entities, "tag", found.tag)
    return found


@pytest.mark.parametrize("text", ["word " * 20_000, "Kabul fell.\n" * 5_000, "\n".join(["سلام"] * 20_000)])
def test_sentences_written_alike_are_tagged_once(text: str, counted: Counted) -> None:
    entities.find_entities(text, "en")
    assert counted.tokens <= 2 * LONGEST


def test_sentences_that_differ_are_each_tagged_once(counted: Counted) -> None:
    text = "\n".join(f"Talks went on for {number} days" for number in range(300))
    entities.find_entities(text, "en")
    assert counted.tokens == sum(map(len, sentences(text)))


def test_a_name_in_sentences_written_alike_is_found_in_each() -> None:
    found = entities.find_entities("Putin met Lavrov.\n" * 3, "en")
    assert [m.start for m in found if m.text == "Lavrov"] == [10, 28, 46]


def test_nothing_is_looked_for_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "MOST", 20)
    assert [m.start for m in entities.find_entities("Kabul fell.\n" * 4, "en")] == [0, 12]


def test_that_a_text_is_longer_than_the_limit_is_kept_with_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "MOST", 100)
    kept = [
        document.document(RawDocument("s", None, "The river rose. " * times, {}), date(2024, 11, 25)).evidence
        for times in (2, 20)
    ]
    assert [evidence.get("entities") for evidence in kept] == [None, "in the first 100 characters"]


def test_names_are_looked_for_again_within_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "MOST", 5)
    read = document.document(RawDocument("s", "Title", "Kabul fell.", {}), date(2024, 11, 25), naming=False)
    assert dict(document.searched_texts(read)) == {"title": "Title", "body": "Kabul"}


def test_a_word_of_megabytes_is_no_name_and_is_looked_at_no_further() -> None:
    ((token,),) = sentences("ا" * 100_000)
    assert (token.end, token.word, len(token.text)) == (100_000, False, LONGEST_WORD)


def test_who_a_surname_stands_for_is_found_without_passing_all_who_bear_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[Span] = []

    def start_of(span: Span) -> int:
        looked_at.append(span)
        return span.start

    monkeypatch.setattr(consistency, "_START", start_of)
    people = consistency.Document("en")
    for start in range(0, 40_000, 10):
        people.learn(("john", "smith"), Span(start, start + 10, "person", None, "John Smith"))
    looked_at.clear()
    assert people.full("smith", 15) == Span(10, 20, "person", None, "John Smith")
    assert len(looked_at) < 20
