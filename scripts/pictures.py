"""Makes the pictures in docs/: six pages of the demonstration, in English and in Persian, by headless Chromium.

Needs requirements-dev.txt and a Chromium on the PATH. Run: python scripts/pictures.py
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

logging.getLogger("werkzeug").setLevel(logging.ERROR)

from app import create_app  # noqa: E402
from tests.browser.conftest import chromium  # noqa: E402

DOCS = ROOT / "docs"
WIDE = {"width": 1240, "height": 860}
PHONE = {"width": 390, "height": 844}
#: Name of a picture -> the page it begins with, and how large the window is.
PAGES = {
    "results": (f"/?q={quote('کابلوف')}", WIDE),
    "facets": ("/?language=fa&language=ar&date=2024", WIDE),
    "document": (f"/?q={quote('کابلوف')}&language=prs", WIDE),
    "entity": ("/entity/organization:taliban", WIDE),
    "empty": (f"/?q={quote('مسکوو افغانستان')}&language=hi", WIDE),
    "phone": (f"/?q={quote('طالبان')}", PHONE),
}
LANGUAGES = {"en": "en-GB", "fa": "fa-IR"}


def prepare(page: Page, name: str) -> None:
    """Goes on from the first page to what a picture shows."""
    if name == "document":
        page.locator("article h2 a").first.click()
        page.locator("[data-step='1']").click()
    if name == "facets":
        for summary in page.locator(".facets summary").all():
            summary.click()
        page.locator(".table summary").click()
    page.evaluate("document.fonts.ready")
    page.evaluate("scrollTo(0, 0)")
    page.mouse.move(0, 0)


def take(browser: Browser, address: str) -> None:
    """Takes every picture in every language."""
    for language, locale in LANGUAGES.items():
        for name, (path, size) in PAGES.items():
            context = browser.new_context(viewport=size, locale=locale, reduced_motion="reduce")  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(address + path)
            prepare(page, name)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=DOCS / f"{name}-{language}.png")
            context.close()


def main() -> int:
    """Indexes the demonstration, serves it, takes the pictures; exit status 1 without a browser."""
    path = chromium()
    if path is None:
        print("error: no Chromium on the PATH", file=sys.stderr)
        return 1
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        add = [sys.executable, "-m", "indexer", "--archive", str(archive), "add", str(ROOT / "seeds")]
        subprocess.run(add, cwd=ROOT, check=True)
        server = make_server("127.0.0.1", 0, create_app({"DIWAN_ARCHIVE": archive}), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            take(browser, f"http://127.0.0.1:{server.port}")
            browser.close()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
