"""One mail: its subject, its own text, what it declares, and its attachments."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from indexer.readers import page
from indexer.readers.encoding import clean, decode
from indexer.readers.given import Given, Read, unreadable
from indexer.readers.nested import documents
from search.types import RawDocument

#: Parts of one mail that are looked at.
_MOST_PARTS = 200
_BLANKS = re.compile(r"\n{3,}")


def documents_of(given: Given, data: bytes) -> Read:
    """The mail as a document, then the documents of its attachments; an Unreadable where it has no text."""
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        title, text, declared = _read(message, given.source)
    except (MessageError, LookupError, ValueError, RecursionError, AttributeError, IndexError, TypeError) as error:
        # The standard library's parser of headers fails in these ways on what is no mail.
        yield unreadable(given.source, f"a damaged mail: {type(error).__name__}: {error}")
        return
    attached = [part for part in message.walk() if part.get_content_disposition() == "attachment"][:_MOST_PARTS]
    if text.strip():
        yield RawDocument(given.source, title, text, {**given.declared, **declared})
    elif not attached:
        yield unreadable(given.source, "a mail without text")
    for number, part in enumerate(attached, 1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield from documents(given.member(part.get_filename() or f"attachment-{number}", content))


def _read(message: EmailMessage, source: str) -> tuple[str | None, str, dict[str, str]]:
    body = message.get_body(preferencelist=("plain", "html"))
    text = ""
    if body is not None:
        raw = body.get_payload(decode=True)
        found = decode(raw if isinstance(raw, bytes) else b"", source, body.get_content_charset())
        text = page.plain(found.text) if body.get_content_subtype() == "html" else found.text
    headers = {"date": "Date", "author": "From", "message-id": "Message-ID", "url": "Content-Location"}
    declared = {key: clean(str(message[name])).strip() for key, name in headers.items() if message[name]}
    if not declared.get("url", "").startswith("http"):
        declared.pop("url", None)
    subject = " ".join(clean(str(message["Subject"] or "")).split())
    return subject or None, _BLANKS.sub("\n\n", text).strip(), declared
