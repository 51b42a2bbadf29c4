"""What stays when a page changes in place: where the keyboard is, what the links around keep, what is in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize(
    ("path", "followed", "place"),
    [
        ("/?size=2", ".paging .next", "#main h1"),
        ("/?q=کابلوف", ".note a", "#main h1"),
        ("/?language=hi&language=fa", ".chip", ".chip"),
        ("/?language=hi", ".chip", "#main h1"),
        ("/?date=2024", ".chart.month [data-value='2024-11'] a", ".chart.month a"),
    ],
)
def test_the_keyboard_is_never_thrown_back_to_the_top(path: str, followed: str, place: str, visit: Open) -> None:
    page = visit(path)
    page.locator(followed).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.wait_for_url(lambda url: not url.endswith(path))
    assert page.evaluate("place => document.activeElement.matches(place)", place)


def test_a_sheet_that_closes_gives_the_focus_back_to_its_button(visit: Open) -> None:
    page = visit("/", viewport=PHONE)
    page.get_by_role("button", name="Language", exact=True).click()
    page.locator("#f-language").get_by_role("link", name="Persian", exact=True).click()
    expect(page.locator("a.chip")).to_have_count(1)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "f-language"


def test_links_around_the_results_keep_what_was_chosen(visit: Open) -> None:
    page = visit("/?ui=fa")
    page.get_by_role("link", name="هندی", exact=True).click()
    page.wait_for_url("**language=hi**")
    page.get_by_role("link", name="هجری قمری").click()
    page.wait_for_url("**calendar=islamic**")
    page.locator(".foot nav a").click()
    page.wait_for_url("**calendar=islamic**")
    assert "language=hi" in page.url
    page.locator(".word").click()
    page.wait_for_url("**calendar=islamic**")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_chosen_day_is_in_sight_on_a_phone(language: str, visit: Open) -> None:
    page = visit(f"/?date=2024-11-26&calendar=gregory&ui={language}", viewport=PHONE)
    expect(page.locator("[data-value='2024-11-26']")).to_be_in_viewport()
