"""What is read does not move when the fonts come: until then the reader's own are drawn in their measures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import served
from tests.conftest import make_archive

URDU = """دریا کے کنارے آباد یہ پرانا شہر صدیوں تک تاجروں، شاعروں اور مسافروں کی منزل رہا ہے۔
محکمۂ آثارِ قدیمہ کے مطابق شہر
کی فصیل پہلی بار مغل دور میں تعمیر ہوئی اور بعد کے حکمرانوں نے اس میں کئی دروازوں کا اضافہ کیا۔

مقامی انتظامیہ نے جمعرات کو اعلان کیا کہ بازار کی مرمت کا کام اگلے مہینے شروع ہو گا، جس پر تقریباً بیس کروڑ روپے خرچ ہوں
گے۔ دکانداروں کی انجمن نے اس فیصلے کا خیرمقدم کیا لیکن مطالبہ کیا کہ انہیں متبادل جگہ فراہم کی جائے۔

تاریخ دانوں کا کہنا ہے کہ عمارتوں کی اصل شکل برقرار رکھنا سب سے مشکل مرحلہ ہو گا، کیونکہ گزشتہ پچاس برس میں یہاں بہت کچھ
تبدیل ہو چکا ہے اور پرانے نقشے دستیاب نہیں ہیں۔"""
#: What the makers of browsers call good is a shift below 0.1 (Web Vitals).
MOST = 0.05
SHIFTS = """
  window.moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved += entry.value))
    .observe({type: "layout-shift", buffered: true});
"""
PAINTED = """new Promise((done, never) => {
  setTimeout(() => never("nothing was painted"), 20000);
  new PerformanceObserver(list => list.getEntriesByName("first-contentful-paint").length && done())
    .observe({type: "paint", buffered: true});
})"""


def moved(browser: Browser, url: str, late: str = "*") -> tuple[float, int]:
    """How far a page shifts when its fonts come after it was painted, those that are `late`, and how many came."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1100, "height": 900})
    page: Page = context.new_page()
    held: list[Route] = []
    page.add_init_script(SHIFTS)
    page.route(f"**/{late}.woff2", lambda route: held.append(route))
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    page.wait_for_timeout(100)
    for route in held:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))")
    page.unroute_all(behavior="wait")
    found = float(page.evaluate("window.moved"))
    context.close()
    return found, len(held)


@pytest.mark.parametrize(
    "path", ["/?ui=en&language=en", "/?ui=fa", "/?ui=ar&q=طالبان", "/?ui=hi&language=hi", "/?ui=ur", "/help?ui=fa"]
)
def test_a_page_does_not_move_when_its_fonts_come(path: str, browser: Browser, address: str) -> None:
    shift, fonts = moved(browser, address + path)
    assert fonts >= 1
    assert shift < MOST


def test_urdu_does_not_move_when_nastaliq_comes(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "urdu.txt").write_text(f"دریا کے کنارے پرانا شہر\n\n{URDU}\n\n{URDU}", encoding="utf-8")
    archive = make_archive(tmp_path / "archive", tmp_path / "urdu.txt")
    with served(archive) as address:
        page = browser.new_page()
        page.goto(address)
        path = page.locator("article h2 a").get_attribute("href")
        page.close()
        shift, fonts = moved(browser, f"{address}{path}", late="nastaliq")
    assert fonts == 1
    assert shift < MOST
