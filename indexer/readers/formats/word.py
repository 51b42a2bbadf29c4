"""DOCX: paragraphs and tables of a Word file in their order, then its notes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from indexer.readers import legacy_fonts
from indexer.readers.encoding import clean
from indexer.readers.formats.zipped import checked
from indexer.readers.given import CERTAIN, NO, Given, Read, unreadable
from search.types import RawDocument

_MAGIC = b"PK\x03\x04"
#: Bytes of XML in a Word file: parsed, they take ten times as much memory.
_UNPACKED = 40 * 1024 * 1024
_TITLES = {"Title", "Heading 1"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What was taken out or moved away in tracked changes; how things look.
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")}
#: The same box again, for older programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("/footnotes", "/endnotes")


def recognises(given: Given) -> int:
    """By its first bytes and its name, or the name of a part."""
    if not given.head.startswith(_MAGIC):
        return NO
    return CERTAIN if given.suffix == ".docx" or b"word/document.xml" in given.head else NO


def read(given: Given) -> Read:
    """One document; raises Unreadable for what is damaged, a bomb, or has no text."""
    data = given.data()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = (part.file_size for part in checked(given, archive) if part.filename.endswith((".xml", ".rels")))
            if sum(parts) > _UNPACKED:
                raise unreadable(given.source, f"unpacks to more than {_UNPACKED:,} bytes of text")
        document = _opened(data)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError, ValueError) as error:
        raise unreadable(given.source, f"no Word file, or a damaged one: {error}") from error
    blocks = [(style, clean(text).strip()) for style, text in _blocks(document) if text.strip()]
    declared = document.core_properties.title.strip()
    title = next((text for style, text in blocks[:3] if style in _TITLES), declared) or None
    body = [text for position, (_, text) in enumerate(blocks) if not (position < 3 and text == title)]
    if not body:
        raise unreadable(given.source, "blank: a Word file without text")
    yield RawDocument(given.source, title, "\n\n".join(body), {**given.declared, **_declared(document)})


def _opened(data: bytes) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        return Document(io.BytesIO(data))
    except (LxmlError, PackageNotFoundError) as error:
        raise ValueError(str(error)) from error


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """(style, text) of every paragraph, those in tables, boxes and notes too, as they are once changes are accepted."""
    from docx.oxml.parser import parse_xml

    yield from _within(document.element.body, document)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NOTES) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type") is None:  # not the line above notes
                    yield "", " ".join(text for _, text in _within(note, document))


def _within(element: Any, document: Any) -> Iterator[tuple[str, str]]:
    for child in element:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, document)
        elif child.tag == f"{_W}tr":
            yield "", " ".join(text for _, text in _within(child, document) if text)
        elif child.tag not in _LEFT_OUT:
            yield from _within(child, document)


def _paragraph(element: Any, document: Any) -> Iterator[tuple[str, str]]:
    """A paragraph, then those in boxes that are drawn at it."""
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(element, document)
    runs = list(_runs(element, paragraph))
    yield (paragraph.style.name if paragraph.style else ""), "".join(_converted(runs, paragraph))
    for box in element.iter(f"{_W}txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _within(box, document)


def _runs(element: Any, paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph, in links, fields and accepted changes too."""
    from docx.text.run import Run

    for child in element:
        if child.tag == f"{_W}r":
            yield Run(child, paragraph)
        elif child.tag not in _LEFT_OUT:
            yield from _runs(child, paragraph)


def _converted(runs: list[Any], paragraph: Any) -> Iterator[str]:
    """The texts of runs, what is drawn with a font that is not Unicode converted."""
    own = paragraph.style.font.name if paragraph.style else None
    for run in runs:
        encoding = legacy_fonts.encoding_of(run.font.name or own)
        yield legacy_fonts.convert(run.text, encoding) if encoding else run.text


def _declared(document: Any) -> dict[str, str]:
    properties = document.core_properties
    found = {"author": properties.author or "", "html:lang": properties.language or ""}
    if properties.created:
        found["meta:dcterms.created"] = properties.created.isoformat()
    return {key: value for key, value in found.items() if value}
