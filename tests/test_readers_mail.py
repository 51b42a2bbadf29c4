"""Mails of every build give all of their text, and what they carry; a page saved as a mail is read as a page."""

import base64
from pathlib import Path

import pytest

from tests.made import PARAGRAPHS, TITLE, documents, everything, page

HEAD = "From: a@x.example\nDate: Tue, 26 Nov 2024 10:30:00 +0430\nMessage-ID: <1@x.example>\nMIME-Version: 1.0\n"


def mail(*parts: str, kind: str = "mixed", subject: str = "News") -> str:
    """A mail of these parts, each its headers, a blank line and its content."""
    bound = f"b{len(str(parts))}"
    whole = "".join(f"--{bound}\n{part}\n" for part in parts)
    return f'{HEAD}Subject: {subject}\nContent-Type: multipart/{kind}; boundary="{bound}"\n\n{whole}--{bound}--\n'


def part(text: str, kind: str = "text/plain; charset=utf-8", more: str = "") -> str:
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n{more}\n{text}"


def nested(whole: str) -> str:
    """A whole mail as a part of another: what is in it, without its headers."""
    return whole[whole.index("Content-Type: multipart") :]


PICTURE = part("R0lGOD", "image/gif", "Content-Disposition: inline; filename=a.gif\n")
INLINE = part("The note.", "text/plain; charset=utf-8", "Content-Disposition: inline; filename=note.txt\n")
FORWARDED = f"Content-Type: message/rfc822\n\n{mail(part('The inner text.'), INLINE, subject='Inner')}"
LONG = " ".join(PARAGRAPHS)
STUB = part("Read this mail in your browser: https://x.example/mail")
DRAWN = part(f"<p>{LONG}</p>", "text/html; charset=utf-8")
VERSIONS = (part("The text."), part("<p>The text, drawn.</p>", "text/html; charset=utf-8"))


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        (mail(part("Before."), PICTURE, part("After.")), [("", "News", "Before.\n\nAfter.")]),
        (mail(part("See."), INLINE), [("", "News", "See."), ("#note.txt", None, "The note.")]),
        (
            mail(part("See below."), FORWARDED),
            [
                ("", "News", "See below."),
                ("#mail-1", "Inner", "The inner text."),
                ("#mail-1#note.txt", None, "The note."),
            ],
        ),
        (mail(FORWARDED), [("#mail-1", "Inner", "The inner text."), ("#mail-1#note.txt", None, "The note.")]),
        (mail(*VERSIONS, kind="alternative"), [("", "News", "The text.")]),
        (mail(STUB, DRAWN, kind="alternative"), [("", "News", LONG)]),
        (mail(part(f"{LONG} {LONG}"), DRAWN, kind="alternative"), [("", "News", f"{LONG} {LONG}")]),
        (
            mail(part("The text."), nested(mail(part("<p>The text.</p>", "text/html"), INLINE)), kind="alternative"),
            [("", "News", "The text."), ("#note.txt", None, "The note.")],
        ),
        (mail(part(" "), VERSIONS[1], kind="alternative"), [("", "News", "The text, drawn.")]),
        (
            mail(nested(mail(*VERSIONS, kind="alternative")), part("A footer.")),
            [("", "News", "The text.\n\nA footer.")],
        ),
        (mail(nested(mail(VERSIONS[1], PICTURE, kind="related"))), [("", "News", "The text, drawn.")]),
        (
            mail(part("Signed."), part("x", "application/pgp-signature; name=s.asc"), kind="signed"),
            [("", "News", "Signed.")],
        ),
    ],
)  # fmt: skip
def test_all_parts_of_a_mail_are_read(tmp_path: Path, whole: str, found: list[tuple[str, str | None, str]]) -> None:
    path = tmp_path / "a.eml"
    path.write_text(whole)
    assert [(one.source.removeprefix("a.eml"), one.title, one.text.strip()) for one in documents(path)] == found


def test_the_charset_of_an_attachment_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    text = "Привет"
    attached = part(text, "text/plain; charset=koi8-r", "Content-Disposition: attachment; filename=a.txt\n")
    path.write_bytes(mail(part("See.", "text/plain"), attached).encode("koi8-r"))
    assert [one.text for one in documents(path)] == ["See.", text]


@pytest.mark.parametrize(
    ("charset", "subject"), [("koi8-r", "Переговоры"), ("utf-8", "Переговоры"), ("cp1256", "كابول")]
)
def test_a_subject_of_bare_bytes_is_read_as_the_text_is(tmp_path: Path, charset: str, subject: str) -> None:
    path = tmp_path / "a.eml"
    whole = f"{HEAD}Subject: {subject}\n  {subject}\nContent-Type: text/plain; charset={charset}\n\n{subject}"
    path.write_bytes(whole.encode(charset))
    assert [one.title for one in documents(path)] == [f"{subject} {subject}"]


@pytest.mark.parametrize(
    "line", ["From a@x.example Tue Nov 26 10:30:00 2024", "From - Tue Nov 26 10:30:00 2024 +0430", "From "]
)
def test_a_line_of_a_text_does_not_part_a_box(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.mbox"
    text = "One.\n\nFrom Kabul, our correspondent.\n\nTwo.\n\n"
    path.write_text(f"{line}\n{HEAD}\n{text}{line}\n{HEAD}\nThree.\n")
    assert [one.text for one in documents(path)] == [text.strip(), "Three."]


def test_a_mail_that_is_no_text_does_not_end_its_box(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    line = b"From a@x.example Tue Nov 26 10:30:00 2024\n"
    noise = base64.b64encode(bytes(range(256)) * 9)
    path.write_bytes(
        line
        + HEAD.encode()
        + b"Content-Transfer-Encoding: base64\n\n"
        + noise
        + b"\n\n"
        + line
        + HEAD.encode()
        + b"\nTwo."
    )
    bad, good = everything(path)
    assert "binary" in str(bad)
    assert getattr(good, "text", "") == "Two."


def saved(*frames: str, more: str = "") -> str:
    parts = [part(frame, "text/html", "Content-Location: https://x.example/a\n") for frame in frames]
    return mail(*parts, PICTURE, kind="related", subject="Saved").replace(HEAD, f"From: <Saved by Blink>\n{more}{HEAD}")


FRAMES = '<html><frameset><frame src="cid:1"></frameset></html>'


@pytest.mark.parametrize("frames", [(page(),), (FRAMES, page())])
def test_a_saved_page_is_read_as_a_page(tmp_path: Path, frames: tuple[str, ...]) -> None:
    path = tmp_path / "a.mhtml"
    path.write_text(saved(*frames))
    (found,) = documents(path)
    assert (found.title, found.text.removeprefix(f"{TITLE}\n")) == (TITLE, "\n".join(PARAGRAPHS))
    assert found.metadata["url"] == "https://x.example/a"
    assert "date" not in found.metadata  # the day on which it was saved


def test_a_saved_page_is_known_without_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(saved(page(), more="Snapshot-Content-Location: https://x.example/b\n"))
    (found,) = documents(path)
    assert (found.title, found.metadata["url"]) == (TITLE, "https://x.example/b")
