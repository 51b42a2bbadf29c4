"""Which documents are copies of which."""

import random
from collections.abc import Iterator
from contextlib import closing

import pytest

from indexer.duplicates import Signatures
from indexer.signature import Signature, signature
from search.analysis import index_terms
from search.database import connect
from search.errors import ArchiveDamaged
from tests.conftest import Kept

WORDS = [f"word{number}" for number in range(500)]


def of(text: str, language: str = "en") -> Signature:
    return signature(" ".join(index_terms(text, language)[1]))


def story(seed: int, length: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


@pytest.fixture
def signatures(kept: Kept) -> Iterator[Signatures]:
    with closing(Signatures(kept("signatures"))) as opened:
        yield opened


def test_the_same_words_are_a_copy_whatever_stands_between_them(signatures: Signatures) -> None:
    assert signatures.add("a", of("روسیه می‌گوید: «با طالبان»", "fa")) is None
    assert signatures.add("b", of("روسيه میگوید - با\n\nطَالبان.", "fa")) == "a"


def test_a_shortened_story_is_a_near_copy(signatures: Signatures) -> None:
    signatures.add("a", of(story(1)))
    assert signatures.add("b", of(" ".join(story(1).split()[:220]))) == "a"
    assert signatures.add("c", of(story(2))) is None


def test_a_story_of_which_a_third_is_kept_is_none(signatures: Signatures) -> None:
    signatures.add("a", of(story(1)))
    assert signatures.add("b", of(" ".join(story(1).split()[:100]) + " " + story(2))) is None


def test_short_texts_are_copies_only_where_they_are_the_same(signatures: Signatures) -> None:
    signatures.add("a", of("one two three four five six"))
    assert signatures.add("b", of("one two three four five seven")) is None
    assert signatures.add("c", of("One, two, three, four, five, six!")) == "a"


def test_texts_without_words_are_no_copies(signatures: Signatures) -> None:
    assert signatures.add("a", of("…")) is None
    assert signatures.add("b", of("—")) is None


def test_copies_of_copies_are_copies_of_the_first(signatures: Signatures) -> None:
    for name in "abc":
        signatures.add(name, of(story(1)))
    assert signatures.copies("a") == ["b", "c"]
    assert signatures.copy_of("c") == "a"
    assert signatures.copy_of("a") is None


def test_when_the_first_is_removed_the_next_one_takes_its_place(signatures: Signatures) -> None:
    for name in "abc":
        signatures.add(name, of(story(1)))
    signatures.remove(["a", "unknown"])
    assert signatures.copy_of("b") is None
    assert signatures.copies("b") == ["c"]
    assert (signatures.moved(), signatures.moved()) == ({"b": None, "c": "b"}, {})


def test_what_was_added_again_or_removed_has_not_moved(signatures: Signatures) -> None:
    for name in "abcd":
        signatures.add(name, of(story(1)))
    signatures.remove(["a", "b"])
    assert signatures.add("d", of(story(2))) is None
    assert signatures.moved() == {"c": None}


def test_a_document_added_again_is_no_copy_of_itself(signatures: Signatures) -> None:
    signatures.add("a", of(story(1)))
    assert signatures.add("a", of(story(1))) is None
    assert signatures.add("a", of(story(2))) is None
    assert signatures.add("b", of(story(1))) is None


def test_signatures_last_from_a_commit_on(kept: Kept) -> None:
    first = Signatures(kept("signatures"))
    first.add("a", of(story(1)))
    first.commit()
    first.add("b", of(story(2)))
    first.close()
    with closing(Signatures(kept("signatures"))) as second:
        assert second.add("c", of(story(1))) == "a"
        assert second.add("d", of(story(2))) is None


def test_signatures_of_another_format_are_refused(kept: Kept) -> None:
    Signatures(kept("signatures")).close()
    with closing(connect(kept("signatures"))) as database:
        database.execute("UPDATE meta SET format = '0'")
    with pytest.raises(ArchiveDamaged, match="format 0"):
        Signatures(kept("signatures"))


def test_many_at_once_are_told_as_one_after_the_other(kept: Kept) -> None:
    texts = [of(story(1)), of(" ".join(story(1).split()[:220])), of(story(2)), of(story(1)), of("…"), of(story(2))]
    names = ["a", "b", "c", "d", "e", "c"]
    with closing(Signatures(kept("one"))) as one, closing(Signatures(kept("all"))) as all_:
        expected = [one.add(name, text) for name, text in zip(names, texts, strict=True)]
        assert all_.add_all(list(zip(names, texts, strict=True))) == expected == [None, "a", None, "a", None, None]
