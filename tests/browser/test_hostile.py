"""What is hostile in an archive neither runs in a browser nor breaks a page as narrow as a phone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Dialog, Request

from tests.browser.conftest import served
from tests.test_pages_hostile import hostile_archive


def test_hostile_articles_run_nothing_and_break_no_page(browser: Browser, tmp_path: Path) -> None:
    faults: list[str] = []

    def dialog(opened: Dialog) -> None:
        faults.append(opened.message)
        opened.dismiss()

    def request(sent: Request) -> None:
        if not sent.url.startswith(address):
            faults.append(sent.url)

    with served(hostile_archive(tmp_path)) as address:
        context = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.on("dialog", dialog)
        page.on("request", request)
        page.goto(f"{address}/?q=police&size=50")
        links = {link.get_attribute("href") or "" for link in page.locator("article a[href*='/documents/']").all()}
        assert len(links) > 5
        for path in ["/?q=police&size=50", *sorted(links)]:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert page.locator("h1").first.bounding_box()
        context.close()
    assert faults == []
