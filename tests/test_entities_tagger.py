"""Names that no table knows are tagged, made consistent in a document, and called what they are called."""

import unicodedata
from pathlib import Path

import pytest

from indexer.entities import find_entities
from indexer.entities.spans import Span, decode, encode
from indexer.entities.tokens import LONGEST, sentences

VECTORS = Path(__file__).parent / "vectors/entities_names.tsv"


ROWS = [line.split("\t") for line in VECTORS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("language", "text", "written", "kind", "name", "why"), ROWS, ids=[row[1] for row in ROWS])
def test_a_mention_and_its_name(language: str, text: str, written: str, kind: str, name: str, why: str) -> None:
    found = [(m.text, m.type, m.name) for m in find_entities(text.replace("\\n", "\n"), language)]
    assert (written, kind, name) in found, why


def test_a_surname_is_the_person_named_in_full_before_it() -> None:
    text = "President John Okafor met David Miller in London.\nMiller spoke first, then Okafor."
    names = [m.name for m in find_entities(text, "en") if m.type == "person"]
    assert names == ["John Okafor", "David Miller", "David Miller", "John Okafor"]


def test_a_first_name_is_the_person_just_named_never_one_named_later() -> None:
    text = "Abdul Rahim Nazari led the talks.\nAbdul said little.\nAbdul Karim Safi came later."
    first = next(m for m in find_entities(text, "en") if m.text == "Abdul")
    assert first.name == "Abdul Rahim Nazari"


def test_a_common_word_is_no_surname_without_a_title() -> None:
    text = "محمد شفیق همدم استاد پوهنتون است.\nبه گفتهٔ آقای همدم، روسیه نفوذ دارد.\nاو همدم من است."
    assert [m.start for m in find_entities(text, "fa") if m.text == "همدم"] == [text.index("آقای همدم") + 5]


def test_what_an_organisation_is_is_nobodys_name() -> None:
    text = "مرد 32 ساله دستگیر گردید. پولیس از مردم ساحه خواسته است تا آنچه را دیده یا شنیده اند بگویند."
    assert [m.text for m in find_entities(text, "fa") if m.type == "person"] == []


def test_a_surname_of_a_known_person_has_their_entity() -> None:
    text = "عبد الغني برادر في كابول.\nوجاء في بيان لمكتب برادر."
    assert [m.entity for m in find_entities(text, "ar") if m.text == "برادر"] == ["person:abdul-ghani-baradar"]


@pytest.mark.parametrize("language", ["fa", "ar", "hi", "en", "ur", "ps", "ru", "und"])
@pytest.mark.parametrize("text", ["", " \n\n", "«»—…", "\ud800", "A" * 5000, "١٢٣ 123 १२३", "۔" * 900])
def test_a_text_without_names_has_none(text: str, language: str) -> None:
    assert find_entities(text, language) == []


@pytest.mark.parametrize("text", ["THE KREMLIN SAID RUSSIA IS READY", "Kabul کابل काबुल Кабул كابول"])
def test_capitals_and_mixed_scripts_are_read(text: str) -> None:
    assert {m.type for m in find_entities(text, "en")} >= {"place"}


def test_a_long_line_is_cut_in_pieces_of_bounded_length() -> None:
    assert max(map(len, sentences("word " * 3000))) == LONGEST


def test_every_token_is_in_one_sentence_in_order() -> None:
    text = "U.S. troops left. J. Smith’s men, too.\nO'Neill 25نوقمبر2024"
    tokens = [token for sentence in sentences(text) for token in sentence]
    assert [t.text for t in tokens] == [
        *(
            "U.S.",
            "troops",
            "left",
            ".",
            "J.",
            "Smith",
            "’s",
            "men",
            ",",
            "too",
            ".",
            "O'Neill",
            "25",
            "نوقمبر",
            "2024",
        ),
    ]
    assert all(text[t.start : t.end] == t.text for t in tokens)


def test_tags_and_spans_are_each_other() -> None:
    (sentence,) = sentences("Peter Lindqvist of Oslo University")
    spans = [Span(0, 15, "person"), Span(19, 34, "organization")]
    assert decode(sentence, encode(sentence, spans)) == spans


def test_no_name_is_of_marks_alone() -> None:
    for mention in find_entities("“Lavrov” – (Kabul)", "en"):
        assert unicodedata.category(mention.text[0])[0] in "LN"
