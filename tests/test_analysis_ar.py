"""Arabic: forms of one word meet, words that look alike stay apart, nothing is cut where no known form is left."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import explain, terms
from search.analysis.arabic import NAME, PARTICLE, VERB, Words, encode, lemma_of
from search.analysis.tables import dictionary, load, rows

FORMS = st.text(st.sampled_from("ابتسلمنویه"), min_size=2, max_size=9)


def term(word: str) -> str:
    (only,) = terms(word, "ar")
    return only


@pytest.mark.parametrize(
    "forms",
    [
        "قال قالت قالوا قلت قلنا يقول تقول نقول يقولون يقل قيل سيقول وسيقولون فقال ليقول يقولها",
        "كان كانت كانوا كنت يكون تكون يكن سيكون ستكون وكان فكانت ليكون",
        "وجد وجدت يجد تجد وجدوا سيجدون يوجد وجده",
        "أعلن أعلنت يعلن تعلن أعلنوا يعلنون سيعلن وأعلن وستعلن",
        "استطاع يستطيع تستطيع استطاعت نستطيع يستطيعون استطعنا",
        "منظمة منظمات المنظمة للمنظمات ومنظمتهم بمنظماتها منظمتان",
        "كتاب الكتاب كتب الكتب كتابا وكتابهم للكتب",
        "وزير الوزير وزراء الوزراء للوزير وزيرها وزراؤه وزرائهم والوزيرين",
        "أفغاني الأفغانية أفغانيون الأفغانيين أفغانيا",
        "جديد الجديدة جدد جديدا بالجديد",
        "محامي محام المحامين محامون المحامية",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({term(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "طالبان طالب",
        "روسيا روسي",
        "وزارة وزير",
        "إسرائيل إسرائيلي",
        "عالم عالمي",
        "حال حالة",
        "زار وزارة",
        "دولة دولي",
        "قرر قرار",
        "لبنان لبن",
        "بلد لد",
        "الله له",
        "كابول كابلوف",
    ],
)
def test_words_that_look_alike_stay_apart(words: str) -> None:
    first, second = map(term, words.split())
    assert first != second


@pytest.mark.parametrize(
    "name", ["طالبان", "أفغانستان", "باكستان", "كابول", "موسكو", "روسيا", "واشنطن", "بوتين", "لبنان"]
)
@pytest.mark.parametrize("particle", ["و", "ف", "ب", "ل", "وب", "ول"])
def test_particles_leave_a_name_whole(name: str, particle: str) -> None:
    assert term(particle + name) == term(name)


def test_nothing_is_cut_off_an_unknown_word() -> None:
    # No reading of وبغزخثها without its particle or pronoun is a word.
    assert [(token.term, token.rule) for token in explain("وبغزخثها", "ar")] == [("ar:وبغزخثها", "unknown")]


def test_the_likelier_reading_wins() -> None:
    words = Words({"وجد": encode("وجد", "وجد", 30), "جد": encode("جد", "جد", 30)})
    assert words.best("وجد") == "وجد"
    assert words.best("وجده") == "وجد"
    rare = Words({"وجد": encode("وجد", "وجد", 5), "جد": encode("جد", "جد", 40)})
    assert rare.best("وجد") == "جد"


def test_names_have_no_pronoun_and_particles_no_article() -> None:
    words = Words({"باسم": encode("باسم", "باسم", 30) + NAME, "له": encode("له", "ل", 30) + PARTICLE})
    assert words.best("وباسم") == "باسم" and words.best("باسمه") is None
    assert words.best("وله") == "ل" and words.best("اله") is None


def test_the_future_is_of_verbs() -> None:
    words = Words({"یکتب": VERB + encode("یکتب", "کتب", 30), "یمین": encode("یمین", "یمین", 30)})
    assert words.best("سیکتب") == "کتب" and words.best("سیمین") is None


@settings(max_examples=300, deadline=None)
@given(FORMS, FORMS, st.sampled_from(["", NAME, PARTICLE]))
def test_a_reading_gives_its_lemma_back(form: str, lemma: str, kind: str) -> None:
    assert lemma_of(form, encode(form, lemma, 20) + kind) == lemma


def test_frequent_words_have_the_lemma_that_weighing_gives() -> None:
    words = Words(load("ar-words"))
    frequent = list(dictionary(rows("ar-frequent")).items())
    assert len(frequent) > 50_000
    assert [(word, words.best(word)) for word, _ in frequent[::7]] == frequent[::7]
