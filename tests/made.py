"""Makes small files of the formats that are read, for tests."""

import gzip
import io
import zipfile
from pathlib import Path

from indexer.readers import Options, read
from search.errors import Unreadable
from search.types import RawDocument

PARAGRAPHS = (
    "روسیه می‌گوید با طالبان تنها تماس برقرار کرده است و با این گروه همکاری نمی‌کند، و این خبر در رسانه‌ها پخش شد.",
    "در این اعلامیه آمده است که بخش‌های تحریف شده اظهارات ضمیر کابلوف نماینده خاص روسیه برای افغانستان نشر شده است.",
    "طالبان نیز گزارش‌ها در مورد همکاری از سوی روسیه با این گروه را بی‌اساس خوانده می‌گویند که با دیگران ارتباط دارند.",
)
TITLE = "روسیه تماس با طالبان را تایید کرد"


def page(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = TITLE) -> str:
    """A web page with navigation around its article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>{title} | رادیو آزادی</title>{head}</head>'
        "<body><nav><ul><li><a href='/'>خانه</a></li><li><a href='/w'>جهان</a></li></ul></nav>"
        f"<article><h1>{title}</h1>{text}</article><footer>تمام حقوق محفوظ است</footer></body></html>"
    )


def everything(path: Path, options: Options | None = None) -> list[RawDocument | Unreadable]:
    """All that reading a file gives; what it raises comes last."""
    found: list[RawDocument | Unreadable] = []
    try:
        found.extend(read(path, path.name, options))
    except Unreadable as error:
        found.append(error)
    return found


def documents(path: Path, options: Options | None = None) -> list[RawDocument]:
    """The documents of a file in which everything can be read."""
    found = list(read(path, path.name, options))
    assert not [one for one in found if isinstance(one, Unreadable)], found
    return [one for one in found if isinstance(one, RawDocument)]


def reasons(path: Path, options: Options | None = None) -> list[str]:
    """What could not be read of a file: source and reason."""
    return [one.message for one in everything(path, options) if isinstance(one, Unreadable)]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def record(
    url: str, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = ""
) -> bytes:
    """A WARC record of one response, with `more` headers."""
    headers = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-11-26T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def crawl(packed: bool) -> bytes:
    """A crawl of two pages, a missing one and a picture."""
    records = [
        record("https://site.example/a", page().encode()),
        record("https://site.example/gone", page().encode(), status="404 Not Found"),
        record("https://site.example/p.png", b"\x89PNG", kind="image/png"),
        record("https://site.example/b", page(title="خبر دیگری از کابل رسید").encode()),
    ]
    return b"".join(gzip.compress(one) for one in records) if packed else b"".join(records)
