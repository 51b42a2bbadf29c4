"""Filters in a browser: exclude, zoom into a year, switch the calendar, go back, bottom sheets; in three languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_search import edges


def total(page: Page) -> str:
    return page.locator(".summary [role=status]").inner_text()


@pytest.mark.parametrize(("language", "mirrored"), [("en", False), ("fa", True), ("ar", True)])
def test_the_page_mirrors_and_articles_do_not(language: str, mirrored: bool, visit: Open) -> None:
    page = visit("/", locale=language)
    column, text = edges(page.locator(".facets")), edges(page.locator("main"))
    assert (column[0] > text[1]) is mirrored
    box, count = edges(page.locator(".facet li .box").first), edges(page.locator(".facet li .n").first)
    assert (box[0] > count[1]) is mirrored
    bars = page.locator(".chart li")
    assert (edges(bars.first)[0] > edges(bars.nth(11))[0]) is mirrored
    english = page.locator("article[lang=en]")
    assert abs(edges(english.locator("h2 a"))[0] - edges(english)[0]) < 2
    dari = page.locator("article[lang=fa-AF]").first
    assert abs(edges(dari.locator("h2 a"))[1] - edges(dari)[1]) < 2


def test_the_language_comes_from_the_browser_and_from_the_switch(visit: Open) -> None:
    page = visit("/?q=طالبان", locale="fa-AF")
    assert page.locator("html").get_attribute("lang") == "fa-AF"
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert "q=" in page.url
    assert "ui=" not in page.url
    page.locator(".word").click()
    expect(page.locator("#q")).to_have_value("")
    assert page.locator("html").get_attribute("lang") == "ar"


def test_a_filter_changes_the_page_in_place_and_the_back_button_goes_back(visit: Open) -> None:
    page = visit("/")
    page.evaluate("window.kept = true")
    page.locator(".facets").get_by_role("link", name="Hindi", exact=True).click()
    page.wait_for_url("**language=hi**")
    expect(page.locator(".summary [role=status]")).to_have_text("1 article")
    assert page.evaluate("window.kept") is True
    assert page.evaluate("document.activeElement.textContent.trim()") == "Hindi"
    page.go_back()
    expect(page.locator(".summary [role=status]")).to_have_text("5 articles")
    assert page.evaluate("window.kept") is True
    page.go_forward()
    expect(page.locator(".summary [role=status]")).to_have_text("1 article")


def test_a_value_is_left_out_by_keyboard(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("link", name="leave out Hindi").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**language=-hi**")
    page.locator("a.chip.not").wait_for()
    assert total(page) == "4 articles"
    assert page.locator("article[lang=hi]").count() == 0


def test_zoom_into_a_month_and_switch_the_calendar(visit: Open) -> None:
    page = visit("/")
    page.locator(".chart.month a", has_text="November").click()
    page.wait_for_url("**date=2024-11**")
    expect(page.locator(".chart.day li")).to_have_count(30)
    before = total(page)
    page.get_by_role("link", name="Solar Hijri").click()
    page.wait_for_url("**calendar=persian**")
    page.locator(".of", has_text="1403").wait_for()
    assert total(page) == before


def test_the_chart_by_keyboard(visit: Open) -> None:
    page = visit("/?date=2024-11")
    page.locator(".chart.day a").first.focus()
    for _ in range(25):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**date=2024-11-26**")
    expect(page.locator(".summary [role=status]")).to_have_text("1 article")
    page.locator(".chart.day a").first.focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.parentElement.dataset.value") == "2024-11-30"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_stretch_of_time_is_drawn_over_the_bars(language: str, visit: Open) -> None:
    page = visit(f"/?ui={language}&calendar=gregory")
    october, december = (page.locator(".chart.month li").nth(month).bounding_box() for month in (9, 11))
    assert october and december
    page.mouse.move(october["x"] + 5, october["y"] + 20)
    page.mouse.down()
    page.mouse.move(december["x"] + 5, december["y"] + 20, steps=5)
    assert page.locator(".chart .drawn").count() == 3
    page.mouse.up()
    page.wait_for_url("**from=2024-10**")
    assert "to=2024-12" in page.url
    expect(page.locator("a.chip")).to_have_count(2)


def test_the_chart_by_touch(visit: Open) -> None:
    page = visit("/", viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator(".chart.month a", has_text="11").tap()
    page.wait_for_url("**date=2024-11**")
    expect(page.locator(".chart.day li")).to_have_count(30)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def drag(page: Page, start: Locator, end: Locator, hold: int = 0) -> None:
    """Draws a finger from one element to another."""
    finger = page.context.new_cdp_session(page)
    places = [box["x"] + box["width"] / 2 for each in (start, end) if (box := each.bounding_box())]
    box = start.bounding_box()
    assert box
    points = [{"x": places[0] + (places[1] - places[0]) * part / 5, "y": box["y"] + 20} for part in range(6)]
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    page.wait_for_timeout(hold)
    for point in points[1:]:
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_stretch_of_time_is_drawn_by_a_finger(language: str, visit: Open) -> None:
    page = visit(f"/?ui={language}&calendar=gregory", viewport={"width": 360, "height": 740}, has_touch=True)
    bars = page.locator(".chart.month li")
    drag(page, bars.nth(9), bars.nth(11))
    page.wait_for_url("**from=2024-10**")
    assert "to=2024-12" in page.url
    expect(page.locator("a.chip")).to_have_count(2)


def test_a_row_wider_than_a_phone_scrolls_unless_the_finger_rests_first(visit: Open) -> None:
    for hold in (0, 500):
        page = visit("/?date=2024-11", viewport={"width": 360, "height": 740}, has_touch=True)
        days = page.locator(".chart.day li")
        page.locator(".chart.day").evaluate("row => (row.scrollLeft = 0)")
        drag(page, days.nth(11), days.nth(8), hold)
        if hold:
            page.wait_for_url("**from=2024-11-09**")
            assert "to=2024-11-12" in page.url
        else:
            page.wait_for_function("document.querySelector('.chart.day').scrollLeft > 0")
            assert "from=" not in page.url


def test_the_chart_is_also_a_table(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_text("as a table").click()
    assert page.locator("table tbody tr").first.is_visible()
    assert page.locator("table tbody tr th").first.inner_text() in page.locator(".times").inner_text()


def test_filters_on_a_phone_are_sheets_that_open_and_close(visit: Open) -> None:
    page = visit("/", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    sheet = page.locator("#f-language")
    assert not sheet.is_visible()
    page.get_by_role("button", name="Language", exact=True).click()
    assert sheet.is_visible()
    assert edges(sheet) == (0, 360)
    sheet.get_by_role("link", name="Persian", exact=True).click()
    page.wait_for_url("**language=fa**")
    assert page.locator("article").count() == 2


def test_matches_can_be_stepped_through(visit: Open) -> None:
    page = visit("/?q=طالبان&language=ar")
    page.locator("article h2 a").first.click()
    page.wait_for_url("**/documents/**")
    of = page.locator("mark[id]").count()
    assert of > 1
    page.get_by_role("link", name="next").click()
    assert page.locator("#at").inner_text() == f"1 / {of}"
    page.get_by_role("link", name="previous").click()
    assert page.locator("#at").inner_text() == f"{of} / {of}"
    assert page.locator("mark.current").get_attribute("id") == f"m{of}"


def test_the_form_searches(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_text("Search by form").click()
    page.get_by_label("These words in a row").fill("المنظمات المحظورة")
    page.locator(".form button").click()
    page.wait_for_url("**q=**")
    assert page.locator("article").count() == 1


def test_a_name_is_offered_in_any_script_and_taken_by_keyboard(visit: Open) -> None:
    page = visit("/?language=fa")
    box = page.get_by_role("combobox")
    box.press_sequentially("کابلو", delay=10)
    offered = page.get_by_role("option")
    expect(offered.first).to_contain_text("Kabulov")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == offered.first.get_attribute("id")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press_sequentially("ف", delay=10)
    expect(offered.first).to_contain_text("Kabulov")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**entity=**")
    assert "Kabulov" in page.locator("a.chip").last.inner_text()
    assert page.locator("a.chip").count() == 2


def test_a_chosen_offer_stays_when_a_later_answer_comes(visit: Open) -> None:
    page = visit("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("کاب")
    expect(page.get_by_role("option").first).to_be_visible()
    held = "(url) => new Promise((go) => (window.answer = () => quick(url).then(go)))"
    page.evaluate(f"() => {{ const quick = fetch; window.fetch = {held}; }}")
    box.press_sequentially("ل")
    while not page.evaluate("() => Boolean(window.answer)"):
        page.wait_for_timeout(20)
    box.press("ArrowDown")
    page.evaluate("() => window.answer().then(() => new Promise((go) => setTimeout(go, 100)))")
    expect(box).to_have_attribute("aria-activedescendant", "offer-0")


def test_a_word_is_offered_and_ends_the_one_that_was_begun(visit: Open) -> None:
    page = visit("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("طالبان همکا", delay=5)
    offered = page.get_by_role("option").filter(has_text="همکاری").first
    word = offered.locator("bdi").inner_text()
    offered.click()
    page.wait_for_url("**q=**")
    assert page.locator("#q").input_value() == f"طالبان {word}"


def test_a_long_list_is_searched_in_any_script(visit: Open) -> None:
    page = visit("/")
    people = page.locator("#f-person .more")
    people.locator("summary").click()
    lines = people.locator("li")
    names = lines.all_inner_texts()
    people.locator(".find").fill("شویگو")
    shown = people.locator("li:visible")
    expect(shown).to_have_count(1 if any("Shoigu" in name for name in names) else 0)
    people.locator(".find").fill(names[-1].split("\n")[0][:6])
    expect(lines.last).to_be_visible()
