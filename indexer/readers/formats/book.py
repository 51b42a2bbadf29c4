"""EPUB: the chapters of a book, each a document, in the order in which they are read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree

from indexer.readers import page
from indexer.readers.encoding import decode
from indexer.readers.formats.zipped import checked
from indexer.readers.given import CERTAIN, MOST_TEXT, NO, Given, Read, unreadable
from search.types import RawDocument

_MAGIC, _KIND = b"PK\x03\x04", b"application/epub+zip"
#: A chapter with fewer characters is a cover, a dedication, an empty page.
_LEAST = 200


def recognises(given: Given) -> int:
    """By the kind that stands in its first member, or its name."""
    if not given.head.startswith(_MAGIC):
        return NO
    return CERTAIN if _KIND in given.head[:120] or given.suffix == ".epub" else NO


def read(given: Given) -> Read:
    """A document a chapter; raises Unreadable for what is damaged or has no chapter."""
    count = 0
    try:
        with zipfile.ZipFile(io.BytesIO(given.data())) as archive:
            checked(given, archive)
            declared, chapters = _contents(archive)
            for name in chapters:
                if document := _chapter(given, archive, name, declared):
                    count += 1
                    yield document
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError, ValueError, etree.LxmlError) as error:
        raise unreadable(given.source, f"no book, or a damaged one: {error}") from error
    if not count:
        raise unreadable(given.source, "a book without text")


def _contents(archive: zipfile.ZipFile) -> tuple[dict[str, str], list[str]]:
    """What the book declares, and the names of its chapters."""
    container = _parsed(archive, "META-INF/container.xml")
    place = next(root.get("full-path") or "" for root in container.iter("{*}rootfile"))
    package = _parsed(archive, place)
    declared = {}
    # Its language is what the program that made it was set to ("en", mostly): a hint, like that of a page.
    for key, tag in {"book": "title", "html:lang": "language", "date": "date", "site": "publisher"}.items():
        found = next(package.iter(f"{{http://purl.org/dc/elements/1.1/}}{tag}"), None)
        if found is not None and (found.text or "").strip():
            declared[key] = (found.text or "").strip()
    items = {item.get("id"): item.get("href") or "" for item in package.iter("{*}item")}
    spine = [items[item.get("idref")] for item in package.iter("{*}itemref") if item.get("idref") in items]
    folder = posixpath.dirname(place)
    return declared, [posixpath.normpath(posixpath.join(folder, unquote(name))) for name in spine]


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _chapter(given: Given, archive: zipfile.ZipFile, name: str, declared: dict[str, str]) -> RawDocument | None:
    if name not in archive.NameToInfo or archive.getinfo(name).file_size > MOST_TEXT:
        return None
    source = f"{given.source}#{name}"
    text = page.plain(decode(archive.read(name), source).text)
    if len(text) < _LEAST:
        return None
    rest = {key: value for key, value in declared.items() if key != "book"}
    first = text.partition("\n")[0].strip()
    title = None if len(first) <= 100 else declared.get("book")
    return RawDocument(source, title, text, {**given.declared, **rest, "book": declared.get("book", "")})
