"""Title and furniture: what is cut from a page's text, and that nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.furniture import Repeated, cut, marks
from indexer.furniture.headline import without_site
from search.types import RawDocument

HERE = Path(__file__).parent
TITLES = [
    row.split("\t")
    for row in (HERE / "vectors" / "titles.tsv").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


@pytest.mark.parametrize(("found", "wanted", "site", "url", "why"), TITLES)
def test_a_title_goes_without_the_name_of_its_site(found: str, wanted: str, site: str, url: str, why: str) -> None:
    assert without_site(found, site or None, url or None) == wanted, why


PARAGRAPH = (
    "Moscow welcomes the group to talks on Afghanistan this week, officials said, but it does not formally "
    "recognize the government that took power in Kabul after the withdrawal of foreign troops."
)


def reasons(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(one.reason, text[one.start : one.end]) for one in cut(RawDocument("a", title, text), "en").cuts]


def test_a_given_title_stands_and_its_line_is_not_searched_twice() -> None:
    raw = RawDocument("a", "Talks in Moscow today", f"Talks in Moscow today\n\n{PARAGRAPH}")
    assert cut(raw, "en").title == "Talks in Moscow today"
    assert reasons(raw.text, raw.title) == [("title", "Talks in Moscow today")]


def test_without_a_headline_the_first_words_stand_for_it_and_nothing_is_cut() -> None:
    found = cut(RawDocument("a", None, f"{PARAGRAPH} {PARAGRAPH}"), "en")
    assert not found.cuts
    assert found.title.endswith("…") and PARAGRAPH.startswith(found.title[:-1])


def test_a_date_under_a_short_headline_is_not_a_clock() -> None:
    assert reasons(f"Kabul blast\n26 Nov 2024 10:30\n{PARAGRAPH}\n{PARAGRAPH}") == [("title", "Kabul blast")]


def test_a_phrase_within_a_sentence_is_not_cut() -> None:
    text = f"Talks in Moscow today\n{PARAGRAPH}\nThey were asked to leave a reply at the door.\n{PARAGRAPH}"
    assert [reason for reason, _ in reasons(text)] == ["title"]


def test_links_to_other_stories_are_cut_up_to_the_next_paragraph() -> None:
    middle = "Read also\nFive things to know about the talks"
    text = f"Talks in Moscow today\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{middle}\n{PARAGRAPH}\n{PARAGRAPH}"
    assert reasons(text)[1:] == [("more", middle)]


def test_a_heading_that_is_no_end_does_not_take_the_article_with_it() -> None:
    text = f"Talks in Moscow today\n{PARAGRAPH}\nComments\n{PARAGRAPH}\n{PARAGRAPH}"
    assert reasons(text)[1:] == [("end", "Comments")]


def test_lines_that_a_source_repeats_are_cut() -> None:
    page = RawDocument("site/3.txt", None, f"Story number 3 - Here\nOur own motto, always.\n{PARAGRAPH}")
    another = RawDocument("site/4.txt", None, "Story number 4 - Here\nOur own motto, always.")
    repeated = Repeated(marks(page) & marks(another))
    found = cut(page, "en", repeated)
    assert found.title == "Story number 3"
    assert [(one.reason, page.text[one.start : one.end]) for one in found.cuts] == [
        ("title", "Story number 3 - Here"),
        ("repeated", "Our own motto, always."),
    ]
    elsewhere = RawDocument("other/a.txt", None, page.text)
    assert [one.reason for one in cut(elsewhere, "en", repeated).cuts] == ["title"]


LINES = st.sampled_from(["Leave a Reply", "Check Also", "خبر تازه", "XS", ".", "", " ", PARAGRAPH, "Talks in Moscow",
                         "26 Nov 2024 10:30", "¶", "यह भी पढ़ें"])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=40), max_size=15), st.none() | st.text(max_size=20))
def test_cuts_are_in_order_apart_and_within_the_text(pieces: list[str], title: str | None) -> None:
    text = "\n".join(pieces)
    found = cut(RawDocument("a", title, text), "en")
    place = 0
    for one in found.cuts:
        assert place <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        place = one.end
    assert found.title == " ".join(found.title.split())
