"""PDF: the text layer of its pages, in logical order, read by a process of its own (indexer.readers.pdf_worker).

pypdfium2 was the best of four libraries: .83 to 1.0 of the words of Arabic, Persian and Hindi pages in order, where
others keep the order of the eye or lose Devanagari. A document without a text layer is a scan (indexer.readers.scan).
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from typing import Any

from indexer.readers import legacy_fonts, scan
from indexer.readers.encoding import clean
from indexer.readers.given import CERTAIN, NO, Given, Read, unreadable
from indexer.readers.text_order import logical
from search.types import RawDocument

#: Seconds that reading one document may take.
_TIMEOUT = 90
#: Fewer letters a page than these are a stamp on a scan, not its text.
_LETTERS_A_PAGE = 20
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile("[.!?…:؟۔।॥][\"'”’»)\\]]*$")
#: pdfium writes one of these for a hyphen that parts a word at the end of a line.
_HYPHEN = re.compile("[\u0002\ufffe\u00ad]\r?\n?|(?<=[a-z])-\r?\n(?=[a-z])")
#: What programs write as a title where nobody gave one.
_FILE_NAME = re.compile(r"\.(docx?|pdf|indd|qxd|rtf|html?)\b|^microsoft word|^untitled", re.IGNORECASE)
#: A line this near to the longest of its page goes on in the next one.
_FULL_LINE = 0.7


def recognises(given: Given) -> int:
    """By its mark, which may stand anywhere in the first kilobyte."""
    return CERTAIN if b"%PDF-" in given.head[:1024] else NO


def read(given: Given) -> Read:
    """One document, its pages parted by blank lines, and the text beside it.

    Raises Unreadable for what is damaged, encrypted or a scan.
    """
    data = given.data()
    answer = _answer(given, data)
    if "error" in answer:
        raise unreadable(given.source, answer["error"], kind="encrypted" if answer["error"] == "encrypted" else "")
    ordered, turned = logical(answer["pages"])
    pages = [_paragraphs(page) for page in ordered]
    information = {str(key): str(value) for key, value in answer["information"].items()}
    declared = {f"pdf:{key}": value for key, value in information.items() if key in {"CreationDate", "Author"}}
    text = "\n\n".join(page for page in pages if page)
    if len(_LETTER.findall(text)) < _LETTERS_A_PAGE * min(len(pages), 10):
        yield from scan.read(given, data, len(pages), declared)
        return
    if encoding := _legacy(answer["fonts"]):
        text, declared["legacy-font"] = legacy_fonts.convert(text, encoding), encoding
    if turned:
        declared["text-order"] = turned
    title = " ".join(clean(information.get("Title", "")).split())
    yield RawDocument(given.source, title if _is_title(title) else None, text, {**given.declared, **declared})
    yield from scan.text_of_its_own(given)


def _answer(given: Given, data: bytes) -> Any:
    command = [*scan.WORKER, "text"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise unreadable(given.source, f"not read within {_TIMEOUT} seconds") from None
    if done.returncode:
        raise unreadable(given.source, "cut off or damaged, or beyond the limits of time and memory")
    return json.loads(done.stdout)


def _paragraphs(page: str) -> str:
    """A page with the lines of a paragraph joined, presentation forms as letters (NFKC), hyphens undone."""
    text = unicodedata.normalize("NFKC", clean(_HYPHEN.sub("", page)))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    going_on = False
    for line in lines:
        if going_on and line:
            joined[-1] += f" {line}"
        elif line:
            joined.append(line)
        going_on = len(line) >= _FULL_LINE * longest and not _SENTENCE_END.search(line)
    return "\n".join(joined)


def _legacy(fonts: dict[str, int]) -> str | None:
    """The encoding of the font that most pieces of text are drawn with, where it is not Unicode."""
    return legacy_fonts.encoding_of(max(fonts, key=lambda name: fonts[name])) if fonts else None


def _is_title(title: str) -> bool:
    """Whether a declared title is one, and not the name of a file or a template."""
    return len(title.split()) > 1 and not _FILE_NAME.search(title)
