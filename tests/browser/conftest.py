"""The system's Chromium and a served archive of the seeds. No browser: skipped loudly; under CI that is a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.test_serving import served as serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """The path of the system's browser."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The program serving an archive; its address."""
    with serving(archive, DIWAN_RATE="off", DIWAN_LOG="off", DIWAN_WORKERS="1") as (port, _):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    path = chromium()
    if path is None:
        reason = "NO BROWSER: none of " + ", ".join(NAMES) + " is on the PATH; the page was not tested in a browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    arguments = ["--disable-gpu"]
    if os.geteuid() == 0:
        # Chromium's sandbox refuses to run as root, which is what containers run tests as.
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(seeds: Path) -> Iterator[str]:
    """Where the seeds are served."""
    with served(seeds) as url:
        yield url


Open = Callable[..., Page]


def _is_fault(line: ConsoleMessage) -> bool:
    """An error in the console, but for an answer that is an error page, which it notes too."""
    return line.type == "error" and "Failed to load resource" not in line.text


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path in a context of its own; options are those of a browser context (locale, viewport, …).

    A request to any other host, an error inside the server or in a script fails the test.
    """
    contexts = []
    faults: list[str] = []

    def go(path: str = "/", **options: object) -> Page:
        context = browser.new_context(**{"locale": "en-GB", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(address) else None)
        page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 500 else None)
        page.on("console", lambda line: faults.append(line.text) if _is_fault(line) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert not faults
