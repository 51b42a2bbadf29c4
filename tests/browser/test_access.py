"""Access: axe-core finds no violation on any page, in any interface language, light and dark; keys and zoom work."""

from __future__ import annotations

import shutil
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from search.users import Users
from tests.browser.conftest import Open, served
from web.interface import LANGUAGES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/?q=طالبان&language=fa&date=2024",
    "/?q=zzzz+yyyy&source=seeds",
    "/help",
    "/entity/organization:taliban",
    "/analyze?text=می‌گوید",
    "/batch",
    "/api",
    "/nowhere",
]


#: Four fifths of axe-core's time; colours and sizes are the same in all languages of a direction.
SLOW = ("color-contrast", "target-size")


def violations(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds on a page: the rule and where; some rules can be left out."""
    page.evaluate(AXE)
    options = {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in without}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_violation_on_any_page_in_any_language(language: str, visit: Open, address: str) -> None:
    without = () if language in ("en", "fa") else SLOW
    page = visit(f"/?ui={language}&date=2024")
    found = violations(page, without)
    page.locator("article h2 a").first.click()
    page.wait_for_url("**/documents/**")
    found += violations(page, without)
    for path in PAGES:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}ui={language}")
        found += [f"{path}: {each}" for each in violations(page, without)]
    assert found == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_no_violation_where_one_signs_in(language: str, browser: Browser, seeds: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds, tmp_path / "archive")
    Users(tmp_path / "archive").add("zahra", "the mountains of Badakhshan")
    with served(tmp_path / "archive") as address:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/sign-in?ui={language}")
        assert violations(page) == []
        page.locator("#name").fill("zahra")
        page.locator("#password").fill("wrong")
        page.locator("main button").click()
        page.locator("[role=alert]").wait_for()
        assert (violations(page), faults) == ([], [])
        page.close()


def test_no_violation_in_the_dark_or_on_a_phone(visit: Open) -> None:
    assert violations(visit("/?q=طالبان&language=-ar&date=2024", color_scheme="dark")) == []
    page = visit("/?ui=fa&q=طالبان", viewport={"width": 360, "height": 740})
    assert violations(page) == []
    page.locator(".pill").first.click()
    assert violations(page) == []


def test_the_keyboard_reaches_the_text_and_the_box(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("a/b")
    assert page.locator("#q").input_value() == "a/b"


def test_text_can_be_twice_as_large(visit: Open) -> None:
    page = visit("/?q=طالبان", viewport={"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    box = page.locator(".search")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight")


@pytest.mark.parametrize("language", ["en", "ps"])
def test_no_month_is_cut_on_a_tablet(language: str, visit: Open) -> None:
    page = visit(f"/?date=2024&calendar=gregory&ui={language}", viewport={"width": 768, "height": 800})
    labels = page.locator(".chart.month a > span:not(.col)").filter(visible=True).all()
    assert len(labels) == 12
    for label in labels:
        assert label.evaluate(
            "label => Math.max(label.offsetWidth, label.scrollWidth) <= label.closest('li').offsetWidth"
        )


def test_what_is_chosen_or_left_out_shows_in_forced_colours(visit: Open) -> None:
    page = visit("/?language=fa&language=-hi", forced_colors="active")
    looks = "(all, of) => [...new Set(all.map(one => getComputedStyle(one, of[0])[of[1]]))].length"
    assert page.locator(".facet .box").evaluate_all(looks, [None, "backgroundColor"]) == 2
    assert page.locator(".facet .drop").evaluate_all(looks, ["::before", "borderTopColor"]) == 2


def test_print_leaves_the_articles(visit: Open) -> None:
    page = visit("/?q=طالبان")
    page.emulate_media(media="print")
    assert page.locator("article").first.is_visible()
    for part in ("header", ".facets", ".times"):
        assert not page.locator(part).first.is_visible()


def test_a_wide_table_scrolls_and_breaks_no_word(visit: Open) -> None:
    page = visit("/analyze?ui=fa&text=می‌گوید", viewport={"width": 360, "height": 740})
    # How many lines the words of a cell take.
    lines = """cell => {
        const range = new Range();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 10))).size;
    }"""
    cells = page.locator("tbody tr:first-child td:first-child").all()
    assert [cell.evaluate(lines) for cell in cells] == [1] * len(cells)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
