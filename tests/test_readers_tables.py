"""CSV and TSV, mails, feeds, books, Word files."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from indexer.document import document
from indexer.readers import Options
from search.types import RawDocument
from tests.made import PARAGRAPHS, documents, everything, reasons, zipped


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_is_a_document(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / ("a.tsv" if delimiter == "\t" else "a.csv")
    rows = [["ID", "Headline", "Text", "Lang"], ["7", "कखग", '"एक; दो, तीन\nचार"', "hi"], ["8", "", "متن", "fa"]]
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    first, second = documents(path)
    assert (first.source, first.title, first.text) == (f"{path.name}#7", "कखग", "एक; दो, तीन\nचार")
    assert (second.title, second.metadata["language"], second.metadata["id"]) == (None, "fa", "8")


def test_columns_are_named_with_map(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Schlagzeile,Inhalt\nOne,Two\n")
    assert "Its columns" not in reasons(path)[0] and "--map" in everything(path)[0].hint  # type: ignore[union-attr]
    (found,) = documents(path, Options(columns={"title": "Schlagzeile", "body": "Inhalt"}))
    assert (found.title, found.text) == ("One", "Two")


def test_a_row_without_a_body_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,body\none,\ntwo,text\n")
    bad, good = everything(path)
    assert "line 2: no body" in str(bad)
    assert getattr(good, "text", "") == "text"


def test_a_table_in_an_old_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "وقالت وزارة الخارجية الروسية إن موسكو سترفع الحركة من قائمة المنظمات المحظورة قريبا"
    path.write_bytes(f"title,body\nكابول,{text}\n".encode("cp1256"))
    (found,) = documents(path)
    assert (found.title, found.text) == ("كابول", text)


MAIL = """From: =?windows-1256?B?x83jz9o=?= <a@x.example>
To: b@x.example
Subject: =?utf-8?b?2K7YqNixINiq2KfYstmH?=
Date: Tue, 26 Nov 2024 10:30:00 +0430
Message-ID: <1@x.example>
MIME-Version: 1.0
Content-Type: {kind}; charset={charset}
Content-Transfer-Encoding: 8bit

"""


def mail(text: str, kind: str = "text/plain", charset: str = "utf-8") -> bytes:
    return MAIL.format(kind=kind, charset=charset).encode() + text.encode(charset)


def test_a_mail_is_read_in_its_charset(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail("وقالت وزارة الخارجية", charset="windows-1256"))
    (found,) = documents(path)
    assert (found.title, found.text) == ("خبر تازه", "وقالت وزارة الخارجية")
    assert found.metadata["date"] == "Tue, 26 Nov 2024 10:30:00 +0430"


def test_a_mail_of_html_gives_its_text(tmp_path: Path) -> None:
    path = tmp_path / "mail-without-suffix"
    path.write_bytes(mail("<html><body><p>One &amp; two</p><script>x()</script></body></html>", "text/html"))
    assert [one.text for one in documents(path)] == ["One & two"]


def test_a_box_gives_its_mails_and_their_attachments(tmp_path: Path) -> None:
    boundary = 'multipart/mixed; boundary="b"'
    parts = (
        "--b\nContent-Type: text/plain; charset=utf-8\n\nThe letter.\nFrom here on\n"
        '--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="note.txt"\n\nThe note.\n--b--\n'
    )
    path = tmp_path / "a.mbox"
    line = b"From a@x.example Tue Nov 26 10:30:00 2024\n"
    path.write_bytes(line + mail("First.\n\n>From the start") + b"\n\n" + line + mail(parts, boundary))
    found = documents(path)
    assert [(one.source, one.text.strip()) for one in found] == [
        ("a.mbox#1", "First.\n\nFrom the start"),
        ("a.mbox#2", "The letter.\nFrom here on"),
        ("a.mbox#2#note.txt", "The note."),
    ]


RSS = """<?xml version="1.0"?>{dtd}<rss version="2.0"><channel><title>Radio</title>
<item><title>One</title><link>https://x.example/1</link><pubDate>سه‌شنبه ۶ قوس ۱۴۰۳</pubDate>
<description>&lt;p&gt;The &lt;b&gt;text&lt;/b&gt;{entity}&lt;/p&gt;</description></item><item></item></channel></rss>"""


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.format(dtd="", entity=""))
    entry, empty = everything(path)
    assert (getattr(entry, "title", ""), getattr(entry, "text", "")) == ("One", "The text")
    assert getattr(entry, "metadata", {})["feed:published"] == "سه‌شنبه ۶ قوس ۱۴۰۳"
    assert getattr(entry, "metadata", {})["site"] == "Radio"
    assert "no text" in str(empty)


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_a_feed_with_entities_is_refused(tmp_path: Path, dtd: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.format(dtd=dtd, entity="&x;"))
    assert "defines entities" in reasons(path)[0]


def word(*paragraphs: str, font: str | None = None) -> bytes:
    made = docx.Document()
    made.add_heading("The title", 0)
    for paragraph in paragraphs:
        run = made.add_paragraph().add_run(paragraph)
        run.font.name = font
    made.add_table(1, 2).rows[0].cells[0].text = "In a table"
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def test_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(PARAGRAPHS[0]))
    (found,) = documents(path)
    assert found.title == "The title"
    assert found.text.split("\n\n") == [PARAGRAPHS[0], "In a table"]


def test_a_word_file_in_kruti_dev(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word("vkt ljdkj us dgk gS fd", font="Kruti Dev 010"))
    assert documents(path)[0].text.startswith("आज सरकार ने कहा है कि")


def test_a_word_file_with_an_external_entity_leaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    original = zip_members(word("x"))
    xml = original["word/document.xml"].decode()
    xml = xml.replace("?>", f'?><!DOCTYPE w [<!ENTITY s SYSTEM "{secret.as_uri()}">]>', 1).replace(">x<", ">x&s;<")
    path.write_bytes(zipped({**original, "word/document.xml": xml.encode()}))
    assert "the secret" not in str(everything(path))


def zip_members(data: bytes) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut off", zipped({"word/document.xml": b"<x/>"}), zipped({})])
def test_a_damaged_word_file_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert len(reasons(path)) == 1


def book(chapter: str) -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The book</dc:title><dc:language>en</dc:language></metadata><manifest>"
        '<item id="c" href="text/c%201.xhtml"/><item id="d" href="d.xhtml"/></manifest>'
        '<spine><itemref idref="c"/><itemref idref="d"/><itemref idref="none"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/content.opf": package.encode(),
            "OEBPS/text/c 1.xhtml": chapter.encode(),
            "OEBPS/d.xhtml": b"<html><body><p>short</p></body></html>",
        },
        compression=0,
    )


def test_a_book_gives_its_chapters(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(
        book(f"<html><body><h1>Chapter one</h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</body></html>")
    )
    (found,) = documents(path)
    assert found.source == "a.epub#OEBPS/text/c 1.xhtml"
    assert found.text.startswith("Chapter one")
    assert PARAGRAPHS[2] in found.text
    assert document(found, date(2026, 11, 21), naming=False).language == "fa"  # whatever its maker was set to


@pytest.mark.parametrize("data", [zipped({"mimetype": b"application/epub+zip"}, 0), book("<html/>")])
def test_a_book_without_chapters_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    assert len(reasons(path)) == 1


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("title|body\nOne|A text, with a comma", "A text, with a comma"),
        ("sep=;\ntitle;body\nOne;A text; \n", "A text"),
        ("sep=|\nbody|title, short\nA text|One\n", "A text"),
        ("\n \ntitle,body\nOne,A text\n\n", "A text"),
        ('\ufeff"body","title"\n"A text","One"\n', "A text"),
        ("body\nA text, with a comma\n", "A text, with a comma"),
        ("title,body,,\nOne,A text,,\n", "A text"),
        ('"of; a, b; c; d";body\nOne;A text\n', "A text"),
    ],
)
def test_a_header_says_how_a_table_is_parted(tmp_path: Path, table: str, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table, encoding="utf-8")
    assert [one.text for one in everything(path) if isinstance(one, RawDocument)] == [text]


def test_a_row_of_more_cells_than_the_header_is_named_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,body\nOne,A text, cut by its comma\nTwo,whole\n")
    bad, good = everything(path)
    assert "line 2: 3 cells under a header of 2" in str(bad)
    assert getattr(good, "text", "") == "whole"


def test_a_quote_that_is_never_closed_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,body\nOne,"whole"\nTwo,"never closed\nThree,lost in it\n')
    good, bad = everything(path)
    assert getattr(good, "text", "") == "whole"
    assert "line 3: a quote that is opened here is never closed" in str(bad)


def test_a_column_that_was_named_and_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,body,day\nOne,Two,2024\n")
    assert "without a column 'dya'; its columns: title, body, day" in reasons(path, Options(columns={"date": "dya"}))[0]


def test_cells_that_were_read_in_a_wrong_encoding_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "وزير الخارجية الروسي اليوم الى كابول"
    path.write_text(f"title,body\nOne,{text.encode().decode('cp1256')}\n", encoding="utf-8")
    (found,) = documents(path)
    assert found.text == text
    assert found.metadata["encoding-mended"]
