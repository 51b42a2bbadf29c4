"""What is hostile in an archive neither runs in a browser nor breaks a page as narrow as a phone."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Dialog, Request

from tests.browser.conftest import served
from tests.conftest import make_archive
from tests.test_pages_hostile import BIDI, HOSTILE, WORD, hostile_archive


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


#: As long as a name may be.
NAME = f"<img src=x onerror='alert(1)'>{BIDI}{WORD}"[:200]


def test_hostile_names_titles_and_queries_run_nothing_and_break_no_page(browser: Browser, tmp_path: Path) -> None:
    record = {"id": WORD[:300], "title": f"{WORD} {BIDI} Kabul", "body": f"The police in Kabul said {BIDI}. " * 5}
    (tmp_path / f"{WORD[:200]}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with served(make_archive(tmp_path / "archive", tmp_path / f"{WORD[:200]}.jsonl")) as address:
        context = browser.new_context(locale="ar", viewport={"width": 360, "height": 740})
        page = context.new_page()
        opened: list[str] = []

        def dialog(shown: Dialog) -> None:
            opened.append(shown.message)
            shown.dismiss()

        page.on("dialog", dialog)
        page.goto(address)
        place = page.locator("article .ents a").first.get_attribute("href") or ""
        entity = f"/entity/{place.partition('entity=')[2]}"
        page.goto(f"{address}{entity}")
        page.locator(".deciding summary").click()
        page.locator("#rename").fill(NAME)
        page.locator("button[value=rename]").click()
        page.wait_for_load_state()
        asked = [*HOSTILE, WORD[:1900], NAME]
        for path in ["/", entity, f"/documents/{WORD[:300]}", "/?q=police", *(f"/?q={quote(text)}" for text in asked)]:
            answer = page.goto(f"{address}{path}")
            assert answer is not None
            assert answer.status == 200, path
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert page.locator("img").count() == 0
        page.goto(f"{address}{entity}")
        name = page.locator("h1 bdi")
        assert name.inner_text().startswith("<img src=x")
        # What is isolated cannot turn the words of the interface around it.
        assert name.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
        context.close()
    assert opened == []
