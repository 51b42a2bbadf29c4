"""DOCX: paragraphs and tables of a Word file in their order."""

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
    """(style, text) of every paragraph, those in tables too."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "", " ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield (block.style.name if block.style else ""), "".join(_runs(block))


def _runs(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph, what is drawn with a font that is not Unicode converted."""
    own = paragraph.style.font.name if paragraph.style else None
    if not any(legacy_fonts.encoding_of(run.font.name or own) for run in paragraph.runs):
        yield paragraph.text
        return
    for run in paragraph.runs:
        encoding = legacy_fonts.encoding_of(run.font.name or own)
        yield legacy_fonts.convert(run.text, encoding) if encoding else run.text


def _declared(document: Any) -> dict[str, str]:
    properties = document.core_properties
    found = {"author": properties.author or "", "html:lang": properties.language or ""}
    if properties.created:
        found["meta:dcterms.created"] = properties.created.isoformat()
    return {key: value for key, value in found.items() if value}
