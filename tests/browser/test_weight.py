"""Fonts and weight: what a page fetches, in bytes; letters that few fonts have are drawn by ours."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Response

from tests.browser.conftest import Open

FONTS = Path(__file__).parents[2] / "static" / "fonts"


def fetched(browser: Browser, url: str) -> Iterator[tuple[str, int]]:
    """The type and the compressed size of everything a page fetches."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    for answer in answers:
        kind = answer.headers["content-type"].split(";")[0]
        body = answer.body()
        yield kind, len(body) if "font" in kind else len(gzip.compress(body))
    context.close()


@pytest.mark.parametrize(
    ("path", "most"), [("/?language=en", 100_000), ("/?language=fa&ui=fa", 200_000), ("/?ui=hi", 200_000)]
)
def test_a_first_page_is_light(path: str, most: int, browser: Browser, address: str) -> None:
    sizes = list(fetched(browser, address + path))
    assert sum(size for _, size in sizes) <= most
    assert sum(size for kind, size in sizes if "font" not in kind) <= 40_000


@pytest.mark.parametrize(
    ("font", "letters"),
    [
        ("vazirmatn-arabic", "ټډړږښګڼېۍۀٹڈےکگچپژیىئؤأإآةهھہۂ۰۱۲٣٤٥٪٫٬؟؛،ـًٌٍَُِّْٰ"),
        ("nastaliq", "ٹڈڑےںہھچپگکیئؤۂآ۰۱۲۳۴۵۶۷۸۹،۔؟؛ًٌٍَُِّْٰ"),
        ("devanagari", "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहक़ख़ग़ज़ड़ढ़फ़य़ािीुूृेैोौ्ंँः़०१२३४५६७८९।॥"),
        ("vazirmatn-latin", "ABCXYZabcxyz0123456789“”‘’–—…«»×‹›"),
    ],
)
def test_a_font_has_the_letters(font: str, letters: str) -> None:
    with TTFont(FONTS / f"{font}.woff2") as opened:
        known = opened.getBestCmap()
    assert [letter for letter in letters if ord(letter) not in known] == []


def test_conjuncts_of_devanagari_are_kept() -> None:
    with TTFont(FONTS / "devanagari.woff2") as opened:
        features = {record.FeatureTag for record in opened["GSUB"].table.FeatureList.FeatureRecord}
    assert {"akhn", "rphf", "half", "pres", "blwf", "nukt", "cjct"} <= features


@pytest.mark.parametrize(("conjunct", "parts"), [("क्ष", "कष"), ("स्त्र", "सतर"), ("द्ध", "दध")])
def test_a_conjunct_is_narrower_than_its_letters(conjunct: str, parts: str, visit: Open) -> None:
    page = visit("/?ui=hi")
    width = """async text => {
      await document.fonts.load("40px 'Noto Sans Devanagari'", text);
      const context = document.createElement("canvas").getContext("2d");
      context.font = "40px 'Noto Sans Devanagari'";
      return context.measureText(text).width;
    }"""
    assert page.evaluate(width, conjunct) < page.evaluate(width, parts)
    assert page.evaluate("document.fonts.check(\"40px 'Noto Sans Devanagari'\", 'क')")
