"""The pages for who works with lists and programs, in a browser: a list is sent and its table comes; /api leads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_is_typed_and_its_table_comes(scripts: bool, visit: Open, tmp_path: Path) -> None:
    page = visit("/batch?ui=fa", java_script_enabled=scripts)
    box = page.locator("#list")
    assert box.bounding_box()
    box.fill("Kabulov\nطالبان")
    with page.expect_download() as sent:
        page.locator(".batch button").last.click()
    sent.value.save_as(tmp_path / "hits.csv")
    lines = (tmp_path / "hits.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line for line in lines if line.startswith("Kabulov,")]
    assert [line for line in lines if line.startswith("طالبان,")]


def test_a_file_is_sent_for_a_table(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Zamir Kabulov\n", encoding="utf-8")
    page = visit("/batch")
    page.locator("#file").set_input_files(tmp_path / "names.txt")
    with page.expect_download() as sent:
        page.locator(".batch button").first.click()
    sent.value.save_as(tmp_path / "counts.csv")
    assert "Zamir Kabulov" in (tmp_path / "counts.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_for_programs_leads_on_and_fits_a_phone(language: str, visit: Open) -> None:
    page = visit(f"/api?ui={language}", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    code = page.locator("pre").first
    assert code.evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.locator("section details summary").first.click()
    assert page.locator("section table").first.is_visible()
    page.locator("a[href^='/batch']").click()
    page.wait_for_url("**/batch**")
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("name", ["CSV", "RIS", "JSON Lines"])
def test_all_hits_are_kept_as_a_file(name: str, visit: Open, tmp_path: Path) -> None:
    page = visit("/?q=طالبان&size=1")
    with page.expect_download() as sent:
        page.locator(".files").get_by_role("link", name=name, exact=True).click()
    sent.value.save_as(tmp_path / "file")
    assert sent.value.suggested_filename.startswith("diwan.")
    assert (tmp_path / "file").read_text(encoding="utf-8").count("seeds/") >= 5
