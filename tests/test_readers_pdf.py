"""PDF in both directions, scans, and PDF files that cannot be read."""

import shutil
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from indexer.readers import Options, scan, walk
from tests.fixtures.make import TEXTS
from tests.made import documents, everything, reasons

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("language", TEXTS)
def test_the_words_of_a_page_are_in_order(language: str) -> None:
    (found,) = documents(FIXTURES / f"{language}.pdf")
    _, title, text = TEXTS[language]
    assert " ".join(found.text.split()).replace(" ।", "।") == f"{title} {text}"


def pdf(content: bytes, resources: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF of one page, written by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<<" + resources + b">>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        extra or b"null",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + one + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    return body + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))


def drawn_from_the_left(line: str, letters_of: Callable[[str], str]) -> bytes:
    """A line of glyphs as they stand on paper, each with the letters that its font says it stands for."""
    glyphs = {glyph: code for code, glyph in enumerate(sorted(set(line)), 0x21)}
    rows = "".join(f"<{code:02x}> <{letters_of(glyph).encode('utf-16-be').hex()}>\n" for glyph, code in glyphs.items())
    table = (
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(glyphs)} beginbfchar {rows}endbfchar endcmap"
    )
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>"
    shown = bytes(glyphs[glyph] for glyph in line).hex()
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(table), table.encode())
    return pdf(f"BT /F 16 Tf 9 200 Td <{shown}> Tj ET".encode(), font, stream)


@pytest.mark.parametrize("letters_of", [str, partial(unicodedata.normalize, "NFKC")], ids=["as glyphs", "as letters"])
def test_lam_and_alef_in_one_glyph_are_in_order(tmp_path: Path, letters_of: Callable[[str], str]) -> None:
    line = "ﺍﻟﺴﻼﻡ ﻭﺍﻷﻳﺎﻡ ﻋﻠﻰ ﺍﻹﺳﻼﻡ ﺍﻵﻥ"
    (tmp_path / "lam.pdf").write_bytes(drawn_from_the_left(line[::-1], letters_of))
    (found,) = documents(tmp_path / "lam.pdf")
    assert found.text == "السلام والأيام على الإسلام الآن"


def drawn(fixture: str) -> tuple[int, int, bytes]:
    """Width, height and grey dots of the page of a fixture."""
    data = (FIXTURES / fixture).read_bytes()
    done = subprocess.run([*scan.WORKER, "page", "0"], input=data, capture_output=True, check=True)
    head, _, dots = done.stdout.partition(b"\n")
    width, height = map(int, head.split()[1:3])
    return width, height, dots


def scanned(fixture: str) -> bytes:
    """The page of a fixture as a picture in a PDF without a text layer."""
    width, height, dots = drawn(fixture)
    packed = zlib.compress(dots)
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n" % (width, height, len(packed))
    ) + packed
    return pdf(b"q 400 0 0 400 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>", picture + b"\nendstream")


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned("en.pdf"))
    (error,) = everything(path)
    assert "a scan" in str(error) and getattr(error, "values", {})["kind"] == "scan"
    assert "--ocr" in getattr(error, "hint", "")


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".txt", "Line one\nLine two"),
        (".hocr", '<html xmlns="http://www.w3.org/1999/xhtml"><body><span class="ocr_line" title="bbox"><span>Line</span> <span>one</span></span><span class="ocr_line">Line two</span></body></html>'),  # noqa: E501
        (".xml", '<alto xmlns="http://x"><TextLine><String CONTENT="Line"/><SP/><String CONTENT="one"/></TextLine><TextLine><String CONTENT="Line"/><String CONTENT="two"/></TextLine></alto>'),  # noqa: E501
        (".page.xml", '<PcGts xmlns="http://x"><TextLine><Word><TextEquiv><Unicode>Line</Unicode></TextEquiv></Word><TextEquiv><Unicode>Line one</Unicode></TextEquiv></TextLine><TextLine><TextEquiv><Unicode>Line two</Unicode></TextEquiv></TextLine></PcGts>'),  # noqa: E501
    ],
)  # fmt: skip
def test_the_text_beside_a_scan_is_read_and_is_no_article(tmp_path: Path, ending: str, text: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned("en.pdf"))
    (tmp_path / f"a{ending}").write_text(text)
    (found,) = documents(path)
    assert found.text == "Line one\nLine two"
    assert found.metadata["text-from"] == f"a{ending}"
    assert [source for _, source in walk(tmp_path, print)] == [f"{tmp_path.name}/a.pdf"]


def test_what_the_text_beside_a_scan_declares_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned("en.pdf"))
    (tmp_path / "a.txt").write_text("---\ntitle: One\ndate: 1403-09-06\n---\nThe text.\n")
    (found,) = documents(path)
    assert (found.title, found.text, found.metadata["date"]) == ("One", "The text.", "1403-09-06")


def test_the_text_beside_a_pdf_that_has_its_own_is_not_lost(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "fa.pdf", tmp_path / "a.pdf")
    (tmp_path / "a.txt").write_text("The same in English.")
    found = documents(tmp_path / "a.pdf")
    assert [(one.source, one.text) for one in found[1:]] == [("a.pdf#a.txt", "The same in English.")]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="the tesseract program is not installed")
@pytest.mark.parametrize(("language", "wanted"), [("fa", "fas"), ("hi", "hin")])
def test_a_scan_is_recognised_when_asked_for(tmp_path: Path, language: str, wanted: str) -> None:
    if wanted not in scan.installed():
        pytest.skip(f"tesseract has no {wanted}")
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned(f"{language}.pdf"))
    (found,) = documents(path, Options(ocr=True))
    words = set(TEXTS[language][2].replace("\u200c", " ").split())
    read = set(found.text.replace("\u200c", " ").split())
    assert len(words & read) > 0.7 * len(words), found.text
    assert float(found.metadata["ocr-confidence"]) > 50


def test_without_tesseract_a_person_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned("en.pdf"))
    monkeypatch.setattr(scan, "installed", lambda: ())
    assert "tesseract program is not installed" in reasons(path, Options(ocr=True))[0]


def test_a_picture_is_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert "a scan" in reasons(path)[0]
    (tmp_path / "a.txt").write_text("Its text")
    assert [one.text for one in documents(path)] == ["Its text"]


ENCRYPTED = pdf(b"").replace(
    b"/Root 1 0 R>>",
    b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O("
    + b"x" * 32
    + b")/U("
    + b"y" * 32
    + b")>>/ID[(a)(a)]>>",
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 nothing follows", "damaged"),
        (ENCRYPTED, "encrypted"),
        (pdf(b"").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"), ""),
    ],
)
def test_a_pdf_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (found,) = reasons(path)
    assert reason in found


def test_a_pdf_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "WORKER", (sys.executable, "-c", "while True: pass"))
    monkeypatch.setattr("indexer.readers.formats.pdf._TIMEOUT", 1)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b""))
    assert "not read within 1 seconds" in reasons(path)[0]


def test_a_pdf_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    source = Path(scan.WORKER[-1]).read_text(encoding="utf-8")
    greedy = tmp_path / "worker.py"
    greedy.write_text(source.replace("    data = sys.stdin.buffer.read()", "    data = bytes(2 * 1024**3)"))
    done = subprocess.run([sys.executable, "-P", str(greedy), "text"], input=b"", capture_output=True, check=False)
    assert done.returncode != 0 and b"MemoryError" in done.stderr
