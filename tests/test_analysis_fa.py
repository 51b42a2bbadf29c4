"""Promises of the Persian analyzer: one verb one term, one word one term however it is pieced, no false joins."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyze, explain, index_terms, terms
from search.analysis.filters import fold_arabic
from search.analysis.persian_words import every, verbs, words
from search.analysis.tables import DATA, dictionary, forms, rows

ROOT = Path(__file__).parent.parent
PAIRS = [line.split("\t") for line in (ROOT / "scripts/fa_tables/dari.tsv").read_text("utf-8").splitlines()[1:]]
DUEL = [line.split("\t") for line in (ROOT / "tests/vectors/duel_hazm.tsv").read_text("utf-8").splitlines()[1:]]
JOINER = "\u200c"
VERBS = {
    "کرد": "کرد کردم کردند نکردید می‌کند نمی‌کنم می‌کردیم بکن بکنند نکن مکن کن کنند کرده کرده‌ام کرده‌اند نکرده می‌کرده‌اند",
    "شد": "شد شدم نشد می‌شود نمی‌شوند می‌شدند بشود نشو مشو شوند شده شده‌اند نشده می‌شده",
    "رفت": "رفت رفتیم نرفت می‌رود می‌روند برو بروید نرود رفته رفته‌ایم می‌رفت",
    "گفت": "گفت گفتند می‌گوید بگو بگویند نگو مگو گفته نمی‌گفتند",
    "امد": "آمد آمدند نیامد می‌آید بیا بیایند نیاید آمده نیامده‌اند",
    "داشت": "داشت دارم دارد داریم ندارد نداشتند داشته داشته‌اند",
    "خواست": "خواست می‌خواهد نمی‌خواهند بخواهید خواسته‌ام",
    "انداخت": "انداخت می‌اندازد بینداز نینداخته انداخته‌اند نیندازید",
    "ایستاد": "ایستاد می‌ایستند بایستید ایستاده نایستاد",
    "بازگشت": "بازگشت بازمی‌گردد بازنگشته بازگردند بازنمی‌گشتند",
    "برداشت": "برداشت برمی‌دارد برنداشته بردارید برنمی‌داشتند",
}
WRITTEN = "می نمی ها های هایی تر ترین ام ای اند ی شان خواهد بی هم و گفت گو کرد رفت خانه سال کشور در 2021 باز بر"
PIECES = st.lists(st.sampled_from(WRITTEN.split(" ")), max_size=12)


@pytest.mark.parametrize("gap", [JOINER, "", " "], ids=["joined", "glued", "apart"])
@pytest.mark.parametrize("term", VERBS)
def test_every_form_of_a_verb_is_its_past_stem(term: str, gap: str) -> None:
    forms = [form.replace(JOINER, gap) for form in VERBS[term].split(" ")]
    assert [form for form in forms if terms(form, "fa") != [term]] == []


@pytest.mark.parametrize(
    "word",
    ["کتاب‌ها", "کتاب‌های", "کتاب‌هایی", "کتاب‌هایم", "کتاب‌هایشان", "همکاری‌های", "بزرگ‌تر", "بزرگ‌ترین", "خانه‌ام", "خانه‌اش"],
)
def test_an_ending_is_written_in_three_ways(word: str) -> None:
    assert len({tuple(terms(word.replace(JOINER, gap), "fa")) for gap in (JOINER, "", " ")}) == 1


@pytest.mark.parametrize(("dari", "iran"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_dari_and_iranian_words_meet(dari: str, iran: str) -> None:
    assert terms(dari, "prs") == terms(iran, "fa")
    assert terms(f"{dari}{JOINER}های", "prs") == terms(iran, "fa")


def test_there_are_ninety_dari_pairs() -> None:
    assert len(PAIRS) >= 90


def test_a_phrase_over_pieces_is_the_same_words_at_their_places() -> None:
    written = "او می گوید که همکاری های کشور شان بی اساس نیست"
    tokens = analyze(written, "fa")
    assert [written[t.start : t.end] for t in tokens] == [
        "او", "می گوید", "که", "همکاری های", "کشور شان", "بی اساس", "نیست",
    ]  # fmt: skip
    joined = "او می‌گوید که همکاری‌های کشورشان بی‌اساس نیست"
    assert [t.term for t in tokens] == [t.term for t in analyze(joined, "fa")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ماه می سال ۲۰۲۱", ["ماه", "می", "سال", "۲۰۲۱"]),
        ("در می ۲۰۲۱", ["در", "می", "۲۰۲۱"]),
        ("بی ۵ نفر", ["بی", "۵", "نفر"]),
        ("هم می گوید", ["هم", "می گوید"]),
        ("این کار را", ["این", "کار", "را"]),
        ("باز می گوید", ["باز", "می گوید"]),
        ("بودهنمی تواند", ["بوده", "نمی تواند"]),
        ("خواهد که برود", ["خواهد", "که", "برود"]),
    ],
)
def test_what_is_no_word_is_not_joined(text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in analyze(text, "fa")] == words


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from([" ", "\u200c", " \u200c", "\u00a0", "\n", "، "]))
def test_tokens_are_whole_words_and_nothing_is_lost(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    tokens = analyze(text, "fa")
    assert all(text[t.start : t.end].strip() == text[t.start : t.end] for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = "".join(text[t.start : t.end] for t in tokens)
    assert fold_arabic(covered.replace("\n", "")) == fold_arabic("".join(pieces))


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_a_line_break_or_a_comma_is_never_joined_over(pieces: list[str]) -> None:
    for mark in ("\n", "، "):
        apart = [term for piece in pieces for term in terms(piece, "fa")]
        assert terms(mark.join(pieces), "fa") == apart


def test_duel_with_hazm() -> None:
    expected = {form: ours or fold_arabic(hazm.partition("#")[0]) for form, hazm, ours, _ in DUEL}
    assert {form: terms(form, "fa")[0] for form in expected} == expected


def test_a_difference_from_hazm_is_argued() -> None:
    assert [form for form, _, ours, reason in DUEL if bool(ours) != bool(reason)] == []


def test_the_duel_is_mostly_agreement() -> None:
    assert len(DUEL) > 3000
    assert sum(not row[2] for row in DUEL) / len(DUEL) > 0.75


def test_the_tables_are_compact() -> None:
    assert sum(path.stat().st_size for path in DATA.glob("fa-*")) <= 1_200_000


def test_one_look_finds_what_each_table_lists() -> None:
    rare = forms(rows("fa-rare"))
    assert dictionary(rows("fa-rare")) == {word: word for word in rare}
    assert not set(rare) & (words().keys() | verbs().keys())
    assert every() == {word: word for word in rare} | words() | verbs()


def test_explain_names_what_was_done() -> None:
    rules = {
        text: explain(text, "fa")[0].rule for text in ("می‌گوید", "مسائل", "کتاب‌های", "خانه ی", "برمی‌گردد", "دوستش")
    }
    assert list(rules.values()) == ["verb", "noun", "plural", "enclitic", "compound verb", "inflection"]


def test_surfaces_keep_the_whole_form() -> None:
    assert index_terms("می گوید", "fa") == (["fa:گفت"], ["میگوید"])
