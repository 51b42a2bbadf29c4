"""A person searches: types, chooses from a facet, reads; positions are asserted where direction matters."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open

TITLE_OF_004 = "روسیه تماس با طالبان را تایید اما همکاری با این گروه را رد کرد"


def edges(locator: Locator) -> tuple[float, float]:
    """The left and the right edge of an element."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"]


def text_edges(locator: Locator) -> tuple[float, float]:
    """The left and the right edge of the first line of an element's text."""
    rectangle = locator.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e);"
        " const b = r.getClientRects()[0]; return [b.left, b.right]; }"
    )
    return rectangle[0], rectangle[1]


def search(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")


def test_a_persian_query_and_a_facet(visit: Open) -> None:
    page = visit("/")
    search(page, "همکاری‌های")
    assert page.locator("article").count() == 2
    page.locator(".facets").get_by_role("link", name="Dari", exact=True).click()
    page.wait_for_url("**language=prs**")
    titles = page.locator("article h2").all_inner_texts()
    assert TITLE_OF_004 in titles
    assert len(titles) == 2
    assert page.locator("#q").input_value() == "همکاری‌های"


def test_a_persian_card_in_an_english_page_reads_from_the_right(visit: Open) -> None:
    page = visit("/?q=همکاری&language=fa")
    card = page.locator("article", has_text=TITLE_OF_004)
    assert card.get_attribute("dir") == "rtl"
    assert card.get_attribute("lang") == "fa-AF"
    _, edge = edges(card)
    for part in ("h2", ".snip"):
        assert abs(text_edges(card.locator(part).first)[1] - edge) < 8, part
    badge = card.locator(".badge")
    assert badge.inner_text() == "Dari"
    assert abs(edges(badge)[1] - edge) < 2


def test_a_highlighted_arabic_word_stays_joined_and_in_its_place(visit: Open) -> None:
    page = visit("/?q=کابلوف")
    mark = page.locator("article .snip mark").first
    style = mark.evaluate(
        "e => { const s = getComputedStyle(e); return [s.paddingLeft, s.paddingRight, s.fontWeight]; }"
    )
    around = mark.evaluate("e => getComputedStyle(e.parentElement).fontWeight")
    assert style == ["0px", "0px", around]


def test_the_query_box_follows_what_is_typed(visit: Open) -> None:
    page = visit("/")
    box = page.locator("#q")
    box.fill("کابل")
    assert box.evaluate("e => getComputedStyle(e).direction") == "rtl"
    box.fill("Kabul")
    assert box.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_everything_works_without_javascript(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    search(page, "طالبان")
    before = page.locator("article").count()
    page.locator(".facets").get_by_role("link", name="Arabic", exact=True).click()
    page.wait_for_url("**language=ar**")
    assert 0 < page.locator("article").count() < before
    page.locator("article h2 a").first.click()
    page.wait_for_url("**/documents/**")
    assert page.locator("main mark").count() > 0


def test_nothing_is_wider_than_a_small_phone(visit: Open) -> None:
    page = visit("/?q=طالبان", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("article h2 a").first.click()
    page.wait_for_url("**/documents/**")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
