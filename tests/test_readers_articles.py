"""Web pages as they are found: their address, their title, where their article is."""

import json
from pathlib import Path

import pytest

from search.types import RawDocument
from tests.made import PARAGRAPHS, TITLE, documents, page


def html(path: Path, text: str) -> RawDocument:
    path.write_text(text)
    (found,) = documents(path)
    return found


@pytest.mark.parametrize(("front", "head", "url"), [
    ("", '<link rel="canonical" href="https://x.example/a?b=1">', "https://x.example/a?b=1"),
    ("", '<link rel="canonical" href="https://x.example/?id=1">', "https://x.example/?id=1"),
    ("", '<link rel="canonical" href="https://x.example/">', ""),
    ("", '<meta property="og:url" content="https://x.example">', ""),
    ("", '<link rel="canonical" href="https://[x">', ""),
    ("<!-- saved from url=(0024)https://x.example/a?page=2 -->", '<link rel="canonical" href="https://x.example/a">',
     "https://x.example/a?page=2"),
    ("<!--\n Page saved with SingleFile \n url: https://x.example/b \n saved date: x\n-->", "", "https://x.example/b"),
])  # fmt: skip
def test_the_address_of_a_page_is_where_it_was_saved_or_what_it_declares_but_no_front_page(
    tmp_path: Path, front: str, head: str, url: str
) -> None:
    found = html(tmp_path / "a.html", page(head).replace("<html", f"{front}<html", 1))
    assert found.metadata.get("url", "") == url


@pytest.mark.parametrize("written", ["\n\n".join(PARAGRAPHS), "".join(f"<p>{one}</p>" for one in PARAGRAPHS)])
@pytest.mark.parametrize(
    "shown", [(), ("برای خواندن این خبر، جاوا اسکریپت را روشن کنید.",), (PARAGRAPHS[0],), PARAGRAPHS]
)
def test_an_article_that_only_its_metadata_hold_is_read(tmp_path: Path, written: str, shown: tuple[str, ...]) -> None:
    described = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": written})
    found = html(tmp_path / "a.html", page(f'<script type="application/ld+json">{described}</script>', shown))
    lines = [line for line in found.text.split("\n") if line]
    assert lines[-3:] == list(PARAGRAPHS)


def test_a_page_with_its_pictures_inside_is_read_like_any_other(tmp_path: Path) -> None:
    picture = (
        f'<img src="data:image/jpeg;base64,{"9j/4AAQ+" * 1_500_000}"><style>x{{src:url(data:font/woff2;charset=utf-8'
    )
    within = page().replace("<article>", f"<article>{picture};base64,{'d09G' * 100})}}</style>")
    assert html(tmp_path / "a.html", within).text == html(tmp_path / "b.html", page()).text


LONG = tuple(f"{one} {one}" for one in PARAGRAPHS)


@pytest.mark.parametrize("between", ["<br><br>", "</font><br><font>"])
@pytest.mark.parametrize("around", ["{}", "<table><tr><td>{}</td></tr></table>"])
def test_a_page_that_is_laid_out_by_tables_gives_its_article_alone(tmp_path: Path, between: str, around: str) -> None:
    menu = "<br>".join(f"<a href='/{one}'>{one}</a>" for one in ("خانه", "جهان", "ورزش"))
    rows = f"<tr><td>{menu}</td><td><b>{TITLE}</b><br>{between}<font>{between.join(LONG)}</font></td></tr>"
    table = around.format(f"<table>{rows}<tr><td colspan=2>تمام حقوق محفوظ است</td></tr></table>")
    found = html(tmp_path / "a.htm", f"<html><title>{TITLE}</title><body>{table}</body></html>")
    assert found.text.removeprefix(f"{TITLE}\n").split("\n") == list(LONG)


def test_a_table_of_figures_stays_one(tmp_path: Path) -> None:
    table = "<table><tr><th>Year</th><th>Trade</th></tr><tr><td>2023</td><td>12</td></tr></table>"
    assert "2023 | 12" in html(tmp_path / "a.html", page().replace("</article>", f"{table}</article>")).text


LOGO = "پیام کابل"


@pytest.mark.parametrize(("logo", "headline", "head"), [
    (f'<h1 class="site-logo">{LOGO}</h1>', "h2", ""),
    (f'<h1><a href="/">{LOGO}</a></h1>', "h2", ""),
    (f'<h1><a href="https://x.example/index.php">{LOGO}</a></h1>', "h1", ""),
    (f"<h1>{LOGO}</h1>", "h2", ""),
    (f"<h1>{LOGO}</h1>", "h1", f'<meta property="og:site_name" content="{LOGO}">'),
    ("", "h1", ""),
    (f'<p class="site-logo">{LOGO}</p>', "h1", ""),
])  # fmt: skip
def test_the_name_of_a_site_on_its_logo_is_no_title(tmp_path: Path, logo: str, headline: str, head: str) -> None:
    text = page(head).replace("رادیو آزادی", LOGO).replace("<nav>", f"{logo}<nav>")
    found = html(tmp_path / "a.html", text.replace("h1>" + TITLE + "</h1", f"{headline}>{TITLE}</{headline}"))
    assert found.title == TITLE


def test_a_title_that_leads_to_its_own_page_is_one(tmp_path: Path) -> None:
    text = page().replace(f"<h1>{TITLE}", f'<h1 class="headline"><a href="https://x.example/a/1">{TITLE}</a>')
    assert html(tmp_path / "a.html", text).title == TITLE


def test_a_page_that_holds_rdf_is_no_feed(tmp_path: Path) -> None:
    licence = '<!-- <rdf:RDF xmlns="http://web.resource.org/cc/"><Work rdf:about=""></Work></rdf:RDF> -->'
    assert html(tmp_path / "a.html", page(licence)).title == TITLE
