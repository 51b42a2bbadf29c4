"""Web pages, Markdown, and what texts declare in front of and beside themselves."""

import json
import time
from pathlib import Path

import pytest

from indexer.furniture import cut
from indexer.readers import legacy_fonts, read, walk
from search.errors import Unreadable
from search.types import RawDocument
from tests.made import PARAGRAPHS, TITLE, documents, everything, page, reasons

HEAD = """
<meta property="og:title" content="روسیه تماس با طالبان را تایید کرد">
<meta property="og:site_name" content="رادیو آزادی">
<meta property="article:published_time" content="2016-12-08T10:00:00Z">
<meta itemprop="datePublished" content="2016-12-09">
<link rel="canonical" href="https://azadi.example/a/1"><time datetime="2016-12-07">۱۷ قوس</time>
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
 "headline": "روسیه &quot;تماس&quot;", "datePublished": "2016-12-08", "dateModified": "2016-12-10",
 "author": {"name": "احمد"}}]}</script>"""


def html(path: Path, text: str, encoding: str = "utf-8") -> RawDocument:
    path.write_bytes(text.encode(encoding))
    (found,) = documents(path)
    return found


def test_a_page_gives_its_article_with_joiners_and_nothing_else(tmp_path: Path) -> None:
    found = html(tmp_path / "a.html", page())
    assert found.text.removeprefix(f"{TITLE}\n") == "\n".join(PARAGRAPHS)
    assert "می\u200cگوید" in found.text


def test_joiners_written_as_entities_are_kept(tmp_path: Path) -> None:
    text = page().replace("\u200c", "&zwnj;")
    assert "می\u200cگوید" in html(tmp_path / "a.html", text).text


def test_a_page_gives_what_it_declares(tmp_path: Path) -> None:
    found = html(tmp_path / "a.html", page(HEAD))
    assert found.title == TITLE
    assert found.metadata == {
        "html:lang": "fa",
        "site": "رادیو آزادی",
        "author": "احمد",
        "url": "https://azadi.example/a/1",
        "meta:article:published_time": "2016-12-08T10:00:00Z",
        "meta:datePublished": "2016-12-09",
        "json-ld:datePublished": "2016-12-08",
        "json-ld:dateModified": "2016-12-10",
        "time:datetime": "2016-12-07",
        "encoding": "utf-8",
        "encoding-evidence": "valid",
    }


@pytest.mark.parametrize(("head", "marks", "guess"), [
    ("", '<div class="date">Published 2016-12-08</div>', "2016-12-08"),
    ("", '<div class="post-date">Copyright 2016</div>', ""),
    ('<meta name="date" content="2016-12-07">', '<div class="date">2016-12-08</div>', ""),
    ('<meta property="article:modified_time" content="2016-12-09">', "", ""),
])  # fmt: skip
def test_the_date_of_a_page_that_declares_none_is_guessed_by_its_marks(
    tmp_path: Path, head: str, marks: str, guess: str
) -> None:
    found = html(tmp_path / "a.html", page(head).replace("<article>", f"{marks}<article>"))
    assert found.metadata.get("htmldate", "") == guess


def test_the_declared_charset_of_a_page_is_believed(tmp_path: Path) -> None:
    text = page().replace("\u200c", "").replace("ی", "ي").replace("utf-8", "windows-1256").replace("ۀ", "ه")
    found = html(tmp_path / "a.html", text, "cp1256")
    assert "روسيه ميگويد" in found.text
    assert found.metadata["encoding-evidence"] == "declared"


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    assert html(tmp_path / "saved.txt", page()).title == TITLE


def test_hindi_in_kruti_dev_is_converted_where_the_font_says_so(tmp_path: Path) -> None:
    style = "<style>.story p, .x {font-family: 'Kruti Dev 010'}</style>"
    sentence = "vkt ljdkj us dgk gS fd " * 5
    body = f"<div class='x'><p>{sentence}</p><p>{sentence}<span face='Arial'> Reuters</span></p><p>{sentence}</p></div>"
    found = html(tmp_path / "a.html", f"<html><head>{style}</head><body><article>{body}</article></body></html>")
    assert found.text.startswith("आज सरकार ने कहा है कि")
    assert "vkt" not in found.text
    assert found.metadata["legacy-font"] == "krutidev010"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dk;Z gqbZ", "कार्य हुई"),
        ('okf"kZd ikfVZ;ksa', "वार्षिक पार्टियों"),
        ("fLFkfr esa", "स्थिति में"),
        ("O;fDr vfHk;qDr", "व्यक्ति अभियुक्त"),
        ('izfrfuf/k Ñf"k', "प्रतिनिधि कृषि"),
        ("laifÙk\npkSèkjh", "संपत्ति\nचौधरी"),
        ("txr~ bZjku", "जगत् ईरान"),
    ],
)
@pytest.mark.parametrize("font", ["Kruti Dev 010", "DevLys 010"])
def test_signs_stand_where_they_are_read_not_where_they_are_typed(font: str, typed: str, read: str) -> None:
    assert legacy_fonts.convert(typed, legacy_fonts.encoding_of(font) or "") == read


def test_a_long_text_in_kruti_dev_takes_no_longer_a_word() -> None:
    begun = time.process_time()
    legacy_fonts.convert(" ".join(f"dk;Z fLFkfr {n}" for n in range(40_000)), "krutidev010")
    assert time.process_time() - begun < 10


def test_english_without_such_a_font_is_left_alone(tmp_path: Path) -> None:
    sentences = tuple(
        f"The minister said on day {n} that talks with the group would go on in Moscow." for n in range(6)
    )
    found = html(tmp_path / "a.html", page(paragraphs=sentences))
    assert "legacy-font" not in found.metadata
    assert sentences[3] in found.text


def test_a_page_nested_deep_is_read_in_time(tmp_path: Path) -> None:
    began = time.monotonic()
    found = html(tmp_path / "a.html", "<html><body>" + "<div>" * 50_000 + "<p>the text inside</p>" + "</div>" * 50_000)
    assert found.text == "the text inside"
    assert time.monotonic() - began < 30  # a parser that goes round takes minutes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><head><title>t</title></head><body></body></html>", "without text"),
        (b"<html>", "without text"),
        (b"<html><body>" + b"<p>text</p>" * 1_200_000, "too large"),
    ],
)
def test_a_page_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    (found,) = reasons(path)
    assert reason in found


def test_markdown_goes_without_its_signs(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nlang: en\n---\n# The *title*\n\nSome **bold** words and [a link](https://x.example).\n\n- one\n"
    )
    (found,) = documents(path)
    assert (found.title, found.text) == ("The title", "Some bold words and a link.\n\none")
    assert found.metadata["language"] == "en"


def test_front_matter_declares_and_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "---\ntitle: 'One: two'\ndate: 1403-09-06\nlanguage: prs\nsource: Azadi\ntags: [a, b]\n---\nThe text.\n"
    )
    (found,) = documents(path)
    assert (found.title, found.text) == ("One: two", "The text.\n")
    declared = {key: found.metadata[key] for key in ("date", "language", "site", "tags")}
    assert declared == {"date": "1403-09-06", "language": "prs", "site": "Azadi", "tags": "a, b"}


@pytest.mark.parametrize("front", ["---\n- a list\n---\n", "---\n: [\n---\n", "---\nno end\n", "--- a dash\n"])
def test_what_is_no_front_matter_is_text(tmp_path: Path, front: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{front}The text.\n")
    (found,) = documents(path)
    assert found.text == f"{front}The text.\n"


def test_front_matter_with_a_billion_laughs_is_harmless(tmp_path: Path) -> None:
    steps = zip("abcdefgh", "bcdefghi", strict=True)
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in steps)
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{laughs}title: t\n---\nThe text.\n")
    (found,) = documents(path)
    assert found.title == "t"


def test_a_sidecar_stands_over_what_was_guessed_and_is_no_article(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("A title\n\nThe text.")
    (folder / "a.json").write_text(json.dumps({"title": "Another", "language": "klingon", "source": "Site", "id": 5}))
    (folder / "alone.json").write_text(json.dumps({"body": "An article of its own."}))
    found = list(walk(folder, print))
    assert [source for _, source in found] == ["articles/a.txt", "articles/alone.json"]
    (document,) = read(*found[0])
    assert isinstance(document, RawDocument)
    assert document.title == "Another"
    assert {key: document.metadata[key] for key in ("language", "site", "id")} == {
        "language": "klingon",
        "site": "Site",
        "id": "5",
    }


def test_a_sidecar_that_is_not_json_is_named_and_the_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The text.")
    (tmp_path / "a.json").write_text("{")
    bad, document = read(tmp_path / "a.txt", "folder/a.txt")
    assert isinstance(bad, Unreadable)
    assert bad.values["source"] == "folder/a.json"
    assert isinstance(document, RawDocument)


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- -->" * 200 + b"<p>text of the page</p>",
        b"<html><body>" + b"<div>" * 3000 + b"<script " * 100_000 + b"<p>text of the page</p>",
        b"<html><style>" + b"Kruti Dev " * 20_000 + b"</style><body><p>text of the page</p></body></html>",
        b" " * 2_000_000 + b"x",
        b"\n" * 2_000_000 + b"x",
        b"---\n" * 200_000,
        b"From " + b"x " * 4000 + b"2024",
    ],
)
def test_a_text_made_to_take_long_does_not(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    began = time.monotonic()
    for found in everything(path):
        if isinstance(found, RawDocument):
            cut(found, "en")
    assert time.monotonic() - began < 30  # what goes round takes hours
