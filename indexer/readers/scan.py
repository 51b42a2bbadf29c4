"""Scans: pictures of pages. Their text is read from a file beside them, or recognised by tesseract where asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from indexer.readers.encoding import clean, decode
from indexer.readers.frontmatter import split
from indexer.readers.given import MOST_TEXT, Given, Read, unreadable
from indexer.readers.sidecar import text_beside
from search.types import RawDocument

#: The command that reads a PDF: by its path, so that it runs wherever the program was started.
WORKER = (sys.executable, "-P", str(Path(__file__).with_name("pdf_worker.py")))
#: Seconds that one page may take; pages of one document.
_PAGE_TIMEOUT, _MOST_PAGES = 60, 300
#: What tesseract calls the languages of a script (its own detection: `--psm 0`), where they are installed.
_SCRIPTS = {
    "Arabic": ("fas", "ara", "urd", "pus"),
    "Devanagari": ("hin",),
    "Cyrillic": ("rus",),
    "Latin": ("eng",),
}
_SCRIPT = re.compile(rb"^Script: (\w+)", re.MULTILINE)
_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)


def read(given: Given, data: bytes, pages: int, declared: dict[str, str]) -> Read:
    """One document, from the file beside it or by recognition; else raises Unreadable of the kind "scan".

    `data` is the PDF or picture; `pages` 0 means a picture.
    """
    beside = text_beside(given.path) if given.path else None
    if beside is not None:
        text, evidence = _beside(beside, given.source)
    elif given.options.ocr:
        text, evidence = _recognised(given, data, pages)
    else:
        raise unreadable(
            given.source,
            "a scan: a picture of pages, without their text",
            "Recognise it with --ocr, or put its text beside it (.txt, .hocr, ALTO or PAGE .xml of the same name).",
            kind="scan",
        )
    if not text.strip():
        raise unreadable(given.source, "a scan in which no text was found", kind="scan")
    title = evidence.pop("title", None)
    yield RawDocument(given.source, title, clean(text).strip(), {**given.declared, **declared, **evidence})


def text_of_its_own(given: Given) -> Read:
    """The plain text beside a PDF that is no scan: an article too, be it a translation or another matter."""
    beside = text_beside(given.path) if given.path else None
    if beside is not None and beside.suffix.casefold() == ".txt":
        text, evidence = _beside(beside, given.source)
        if text.strip():
            yield RawDocument(
                f"{given.source}#{beside.name}", evidence.pop("title", None), clean(text).strip(), evidence
            )


def _beside(path: Path, source: str) -> tuple[str, dict[str, str]]:
    """The text of a file beside a scan (hOCR, ALTO, PAGE XML or plain), and what that declares of itself."""
    evidence = {"text-from": path.name}
    if path.stat().st_size > MOST_TEXT:
        raise unreadable(source, f"the text beside it, {path.name}, is too large")
    data = path.read_bytes()
    if data.lstrip()[:1] != b"<":
        found = decode(data, source)
        declared, text = split(found.text)
        return text, {**found.metadata, **declared, **evidence}
    tree = etree.fromstring(data, _XML)
    if tree is None:
        raise unreadable(source, f"the text beside it, {path.name}, is not XML")
    return "\n".join(line for line in _lines(tree) if line), evidence


def _lines(tree: etree._Element) -> Iterator[str]:
    """The lines of hOCR (class ocr_line), ALTO (TextLine, String) or PAGE XML (TextLine, TextEquiv)."""
    for element in tree.iter("*"):
        name = etree.QName(element).localname
        if (element.get("class") or "").split()[:1] in (
            ["ocr_line"],
            ["ocr_header"],
            ["ocr_caption"],
            ["ocr_textfloat"],
        ):
            yield " ".join("".join(map(str, element.itertext())).split())
        elif name == "TextLine":
            words = [one.get("CONTENT") or "" for one in element.iter("{*}String")]
            own = list(element.iterfind("{*}TextEquiv/{*}Unicode"))
            yield " ".join(words) if words else " ".join((own[0].text or "").split() if own else [])


@cache
def installed() -> tuple[str, ...]:
    """The languages that the tesseract program has; () where it is not installed."""
    program = shutil.which("tesseract")
    if not program:
        return ()
    done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    return tuple(done.stdout.decode("utf-8", "replace").split()[1:])


def _recognised(given: Given, data: bytes, pages: int) -> tuple[str, dict[str, str]]:
    """The text that tesseract reads, its mean confidence in per cent, and the pages it did not read in time."""
    if not installed():
        reason = "a scan, and the tesseract program is not installed"
        raise unreadable(given.source, reason, "Install tesseract-ocr.", kind="scan")
    texts, confidences, slow = [], [], 0
    for number in range(min(pages, _MOST_PAGES) or 1):
        try:
            picture = _drawn(data, number) if pages else data
            text, sure = _page(picture)
        except subprocess.TimeoutExpired:
            slow += 1
            continue
        texts.append(text)
        confidences += sure
    mean = sum(confidences) / len(confidences) if confidences else 0.0
    evidence = {"text-from": "tesseract", "ocr-confidence": f"{mean:.0f}"}
    return "\n\n".join(texts), {**evidence, **({"ocr-pages-not-read": str(slow)} if slow else {})}


def _drawn(data: bytes, number: int) -> bytes:
    command = [*WORKER, "page", str(number)]
    return subprocess.run(command, input=data, capture_output=True, timeout=_PAGE_TIMEOUT, check=False).stdout


def _page(picture: bytes) -> tuple[str, list[float]]:
    """Text and the confidence of each word of one page."""
    done = _tesseract(picture, "-l", _languages(picture), "tsv")
    lines: dict[tuple[str, ...], list[str]] = {}
    sure = []
    for row in done.decode("utf-8", "replace").splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[11].strip():
            lines.setdefault(tuple(cells[1:5]), []).append(cells[11].strip())
            sure.append(float(cells[10]))
    return "\n".join(" ".join(words) for words in lines.values()), sure


def _languages(picture: bytes) -> str:
    """The installed languages of the script of a page; all of them where tesseract does not see which."""
    found = _SCRIPT.search(_tesseract(picture, "--psm", "0")) if "osd" in installed() else None
    wanted = _SCRIPTS.get(found[1].decode(), ()) if found else ()
    every = [language for languages in _SCRIPTS.values() for language in languages]
    return "+".join([one for one in wanted or every if one in installed()] or ["eng"])


def _tesseract(picture: bytes, *arguments: str) -> bytes:
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *arguments]
    # Its threads wait for each other more than they work.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(
        command, input=picture, capture_output=True, timeout=_PAGE_TIMEOUT, check=False, env=environment
    ).stdout
