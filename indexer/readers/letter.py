"""One mail: its subject, its own text, what it declares, its attachments, the mails it forwards; or a saved page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser

from indexer.readers import page
from indexer.readers.encoding import Decoded, clean, decode
from indexer.readers.given import Given, Read, unreadable
from indexer.readers.nested import documents, refuse_deep
from search.errors import Unreadable
from search.types import RawDocument

#: Parts of one mail that are looked at.
_MOST_PARTS = 200
#: A plain version of a mail that is shorter, and this many times shorter than the other, is a stub.
_STUB, _TIMES = 500, 4
_BLANKS = re.compile(r"\n{3,}")
_SURROGATE = re.compile("[\udc80-\udcff]")
_SAVED_PAGES = {".mht", ".mhtml"}


def documents_of(given: Given, data: bytes) -> Read:
    """The mail as a document, then the documents of its attachments; an Unreadable where it has no text."""
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    except (MessageError, LookupError, ValueError, RecursionError, AttributeError, IndexError, TypeError) as error:
        yield _damaged(given, error)
        return
    yield from _documents(given, message)


def _documents(given: Given, message: Message) -> Read:
    try:
        if given.suffix in _SAVED_PAGES or message["Snapshot-Content-Location"]:
            yield _saved_page(given, message)
            return
        texts, attached = _parts(message)
        own = _letter(given, message, texts[:_MOST_PARTS])
    except (MessageError, LookupError, ValueError, RecursionError, AttributeError, IndexError, TypeError) as error:
        # The standard library's parser of headers fails in these ways on what is no mail.
        yield _damaged(given, error)
        return
    if isinstance(own, Unreadable) or own.text:
        yield own
    elif not attached:
        yield unreadable(given.source, "a mail without text")
    for number, part in enumerate(attached[:_MOST_PARTS], 1):
        yield from _attached(given, part, number)


def _damaged(given: Given, error: Exception) -> Unreadable:
    return unreadable(given.source, f"a damaged mail: {type(error).__name__}: {error}")


def _attached(given: Given, part: Message, number: int) -> Read:
    """The documents of an attachment, or of a mail that is forwarded whole."""
    name = part.get_filename()
    inner = part.get_payload(0) if part.is_multipart() else None
    if isinstance(inner, Message):
        member = given.member(name or f"mail-{number}", b"")
        try:
            refuse_deep(member)
        except Unreadable as error:
            yield error
        else:
            yield from _documents(member, inner)
        return
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and content:
        charset = part.get_content_charset()
        declared = {"charset": charset} if charset else {}
        yield from documents(given.member(name or f"attachment-{number}", content, declared))


def _parts(message: Message) -> tuple[list[Message], list[Message]]:
    """The parts that are the text of a mail, in order, and those that are attached to it."""
    texts: list[Message] = []
    attached: list[Message] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if _is_text(part):
            texts.append(part)
        elif (
            part.get_content_disposition() == "attachment"
            or kind == "message/rfc822"
            or (part.get_filename() and _is_own(kind))
        ):
            attached.append(part)
    return texts, attached


def _is_text(part: Message) -> bool:
    """Whether a part is text of the mail itself."""
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return False
    return part.get_content_type() in {"text/plain", "text/html"}


def _is_own(kind: str) -> bool:
    """Whether a part that is shown within a mail is a document: no picture of a letterhead, no signature."""
    return not kind.startswith("image/") and not kind.endswith("-signature")


def _leaves(part: Message) -> Iterator[Message]:
    """Every part that holds something itself; of several versions of one text, the best."""
    if not part.is_multipart() or part.get_content_type() == "message/rfc822":
        yield part
        return
    parts = [one for one in part.get_payload() if isinstance(one, Message)]
    if part.get_content_type() == "multipart/alternative":
        versions = [list(_leaves(one)) for one in parts]
        best = _best(versions)
        yield from best
        # Apple's programs attach files to one of the versions.
        yield from (leaf for one in versions if one is not best for leaf in one if not _is_text(leaf))
        return
    for one in parts:
        yield from _leaves(one)


def _best(versions: list[list[Message]]) -> list[Message]:
    """Of versions of one text the plain one, unless it is empty, or only says where the other can be read."""
    lengths = [sum(map(_length, one)) for one in versions]
    longest = max(lengths, default=0)
    for length, version in zip(lengths, versions, strict=True):
        is_plain = any(leaf.get_content_type() == "text/plain" for leaf in version)
        if is_plain and length and (length >= _STUB or _TIMES * length >= longest):
            return version
    return next((one for length, one in zip(lengths, versions, strict=True) if length == longest), [])


def _length(part: Message) -> int:
    """How much text a part shows."""
    if not _is_text(part):
        return 0
    try:
        text = _decoded(part, "").text
    except Unreadable:
        return 0
    return len(page.plain(text) if _is_page(part) else text.strip())


def _decoded(part: Message, source: str) -> Decoded:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset()
    return decode(data, source, charset or (page.charset(data[:4096]) if _is_page(part) else None))


def _is_page(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _letter(given: Given, message: Message, parts: list[Message]) -> RawDocument | Unreadable:
    """The mail itself, its text "" where it has none."""
    try:
        found = [(part, _decoded(part, given.source)) for part in parts]
    except Unreadable as error:
        return error
    texts = [page.plain(one.text) if _is_page(part) else one.text.strip() for part, one in found]
    charset = next((part.get_content_charset() for part in parts if part.get_content_charset()), None)
    headers = {"date": "Date", "author": "From", "message-id": "Message-ID", "url": "Content-Location"}
    declared = {key: value for key, name in headers.items() if (value := _header(message, name, charset))}
    if not declared.get("url", "").startswith("http"):
        declared.pop("url", None)
    read = found[0][1].metadata if found else {}
    text = _BLANKS.sub("\n\n", "\n\n".join(filter(None, texts))).strip()
    return RawDocument(
        given.source, _header(message, "Subject", charset) or None, text, {**given.declared, **read, **declared}
    )


def _saved_page(given: Given, message: Message) -> RawDocument | Unreadable:
    """The page that a browser saved as a mail: the first of its frames that has a text."""
    frames = [part for part in message.walk() if _is_page(part)][:_MOST_PARTS]
    address = str(message["Snapshot-Content-Location"] or message["Content-Location"] or "").strip()
    for part in frames:
        try:
            found = _decoded(part, given.source)
        except Unreadable as error:
            return error
        title, text, declared = page.article(found.text)
        if text:
            own = address or str(part["Content-Location"] or "").strip()
            told = {"crawl:date": _header(message, "Date"), "url": own if own.startswith("http") else ""}
            kept = {key: value for key, value in told.items() if value}
            title = title or _header(message, "Subject") or None
            return RawDocument(given.source, title, text, {**declared, **given.declared, **found.metadata, **kept})
    return unreadable(given.source, "a page without text", kind="no-text")


def _header(message: Message, name: str, charset: str | None = None) -> str:
    """A header in single spaces; bytes that should not stand in one are read as the text is."""
    written = next((str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    if _SURROGATE.search(written):
        value = decode(written.encode("utf-8", "surrogateescape"), name, charset).text
    else:
        value = str(message[name] or "")
    return " ".join(clean(value).split())
