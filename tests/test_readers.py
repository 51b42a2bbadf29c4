"""Which files are found, how they are decoded, and what is said of those that cannot be read."""

import os
from pathlib import Path

import pytest
from hypothesis import example, settings
from hypothesis import given as given_that
from hypothesis import strategies as st

from indexer.readers import read, walk
from indexer.readers.encoding import decode
from search.errors import Unreadable
from search.types import RawDocument

PERSIAN = "روسیه می‌گوید با طالبان تماس دارد."
ARTICLE = f"{PERSIAN}\n\nاین خبر را خبرگزاری رسمی روسیه نشر کرده است.\n" * 3


def documents(path: Path) -> list[RawDocument]:
    found = list(read(path, path.name))
    assert all(isinstance(one, RawDocument) for one in found), found
    return [one for one in found if isinstance(one, RawDocument)]


def text_of(path: Path, data: bytes) -> RawDocument:
    path.write_bytes(data)
    (found,) = documents(path)
    return found


@pytest.mark.parametrize(
    ("data", "encoding", "evidence"),
    [
        (ARTICLE.encode(), "utf-8", "valid"),
        (ARTICLE.encode("utf-8-sig"), "utf-8", "byte order mark"),
        (b"\xff\xfe" + ARTICLE.encode("utf-16-le"), "utf-16-le", "byte order mark"),
        (b"\xfe\xff" + ARTICLE.encode("utf-16-be"), "utf-16-be", "byte order mark"),
        (ARTICLE.encode("utf-16-le"), "utf-16-le", "guessed"),
    ],
)
def test_unicode_is_decoded_whole(tmp_path: Path, data: bytes, encoding: str, evidence: str) -> None:
    found = text_of(tmp_path / "a.txt", data)
    assert found.text == ARTICLE
    assert (found.metadata["encoding"], found.metadata["encoding-evidence"]) == (encoding, evidence)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1256", "وقالت وزارة الخارجية الروسية إن موسكو سترفع الحركة من قائمة المنظمات المحظورة قريبا."),
        ("cp1251", "Министр иностранных дел России заявил, что Москва не признаёт правительство талибов."),
        ("koi8-r", "Министр иностранных дел России заявил, что Москва не признаёт правительство талибов."),
        ("cp1252", "The Kremlin’s envoy said “formal recognition” isn’t under consideration – not yet."),
        ("cp1256", "گوگل و اپل که پيش از اين گوشي‌هاي پيشرفته را در کارگاه‌هاي کوچک مي‌ساختند، به گفته پکن گرد آمدند."),
    ],
)
def test_old_encodings_are_guessed(tmp_path: Path, encoding: str, text: str) -> None:
    assert text_of(tmp_path / "a.txt", (text * 3).encode(encoding)).text == text * 3


ARABIC = "وقالت وزارة الخارجية الروسية إن موسكو سترفع الحركة من قائمة المنظمات المحظورة قريبا."
RUSSIAN = "Министр иностранных дел России заявил, что Москва не признаёт правительство талибов."


@pytest.mark.parametrize(
    ("encoding", "declared", "text", "believed"),
    [
        ("cp1256", "iso-8859-1", ARABIC, False),
        ("cp1256", "windows-1252", ARABIC, False),
        ("cp1251", "iso-8859-1", RUSSIAN, False),
        ("koi8-r", "windows-1251", RUSSIAN, False),
        ("cp1251", "koi8-r", RUSSIAN, False),
        ("cp1251", "windows-1251", RUSSIAN, True),
        (
            "cp1252",
            "iso-8859-1",
            "Le président a été reçu à Genève, où l'été fut très long; « l'œuvre »: Ça déçoit.",
            True,
        ),
        ("latin-1", "iso-8859-1", "Þór réði því að æðið þjáði ýmsa, og áður óþekkt óöld hófst á eyjunni.", True),
    ],
)
def test_a_charset_is_believed_unless_no_language_looks_so(
    encoding: str, declared: str, text: str, believed: bool
) -> None:
    found = decode((text * 3).encode(encoding), "a", declared)
    assert found.evidence == ("declared" if believed else "guessed")
    assert believed or found.text == text * 3


def test_scripts_in_front_of_a_text_do_not_hide_its_encoding() -> None:
    assert ARABIC in decode(b"var one = 1;\n" * 9000 + (ARABIC * 3).encode("cp1256"), "a").text


@pytest.mark.parametrize("fault", [b"\xab", b"\xd8 ", b"\xed\xa0\xbd\xed\xb8\x80"])
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256"])
def test_a_few_bytes_that_are_no_utf_8_do_not_cost_the_text(fault: bytes, declared: str | None) -> None:
    found = decode(f"{ARTICLE}|{ARTICLE}".encode().replace(b"|", fault), "a", declared)
    assert found.text.startswith(ARTICLE)
    assert found.text.endswith(ARTICLE)
    assert found.evidence.startswith("valid but for ")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cp1256", "موسكو تستقبل وفدا من كابول"),
        ("cp1252", "тоннель под домом, Киев"),
        ("latin-1", "Министр заявил о переговорах"),
        ("latin-1", "रूस ने मास्को में किया आमंत्रित"),
    ],
)
def test_text_saved_after_a_wrong_reading_is_mended(tmp_path: Path, wrong: str, right: str) -> None:
    found = text_of(tmp_path / "a.txt", right.encode().decode(wrong).encode())
    assert found.text == right
    assert found.metadata["encoding-mended"]


def test_line_ends_become_one_newline_and_nul_a_replacement(tmp_path: Path) -> None:
    assert text_of(tmp_path / "a.txt", b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "blank"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG picture"),
        ("program.txt", b"\x7fELF" + b"\0\1\2\3" * 400, "a program"),
        ("noise.txt", bytes(range(256)) * 40, "binary"),
        ("zeros.txt", b"\0" * 5000, "binary"),
        ("letter.rtf", rb"{\rtf1\ansi The envoy met the minister\par }", "an RTF file"),
        ("a.xz", b"\xfd7zXZ\0" + bytes(range(256)), "an xz archive"),
        ("lib.js", b"function one() { return 1 }", "a script"),
        ("lib.js.download", b"function one() { return 1 }", "a script"),
        ("Style.CSS", b"body { color: red }", "a style sheet"),
        ("desktop.ini", b"[.ShellClassInfo]", "settings"),
        ("logo.svg", b"<svg><text>Logo</text></svg>", "a drawing"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=reason):
        list(read(path, name))


def test_a_text_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)  # sparse: takes no room on the disk
        file.seek(0)
        file.write(b"word " * 4000)
    with pytest.raises(Unreadable, match="too large"):
        list(read(path, "large.txt"))


def test_a_file_that_vanished_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not there"):
        list(read(tmp_path / "gone.txt", "gone.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    (root / "sub" / ".git").mkdir(parents=True)
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/.git/config"):
        (root / name).write_text(name)
    return root


def test_the_parts_of_a_saved_page_are_not_walked_but_its_frames(folder: Path) -> None:
    for parts in ("page_files", "other_files"):
        (folder / parts).mkdir()
        for name in ("a.js", "b.png", "frame.html"):
            (folder / parts / name).write_text(name)
    (folder / "page.htm").write_text("a page")
    assert [source for _, source in walk(folder, print) if "_files" in source] == [
        "articles/other_files/a.js",
        "articles/other_files/b.png",
        "articles/other_files/frame.html",
        "articles/page_files/frame.html",
    ]


def test_walk_gives_files_in_order_below_the_folders_name(folder: Path) -> None:
    refused: list[Unreadable] = []
    assert [source for _, source in walk(folder, refused.append)] == [
        "articles/a.txt",
        "articles/b.txt",
        "articles/sub/c.txt",
    ]
    assert not refused


def test_walk_of_one_file_gives_it(folder: Path) -> None:
    assert [source for _, source in walk(folder / "a.txt", print)] == ["a.txt"]


def test_walk_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        list(walk(tmp_path / "none", print))


def test_walk_names_what_it_cannot_follow_and_goes_on(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "nowhere").symlink_to(folder / "none")
    os.mkfifo(folder / "pipe")
    refused: list[Unreadable] = []
    assert len(list(walk(folder, refused.append))) == 3
    assert {str(error.values["source"]): str(error.values["reason"])[:8] for error in refused} == {
        "articles/sub/loop": "a link t",
        "articles/self": "Too many",
        "articles/nowhere": "it is no",
        "articles/pipe": "a named ",
    }


def test_walk_follows_a_link_elsewhere_but_not_to_what_it_walks_anyway(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "d.txt").write_text("d")
    (tmp_path / "other" / "back").symlink_to(folder)
    (folder / "away").symlink_to(tmp_path / "other")
    (folder / "again").symlink_to(folder / "sub")
    refused: list[Unreadable] = []
    sources = [source for _, source in walk(folder, refused.append)]
    assert sources == ["articles/a.txt", "articles/away/d.txt", "articles/b.txt", "articles/sub/c.txt"]
    assert [error.values["source"] for error in refused] == ["articles/away/back"]


def test_a_name_that_is_not_utf8_is_printable(folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/z\xff.txt"))
    path.write_text(PERSIAN)
    found = list(walk(folder, print))
    assert found[-1] == (path, r"articles/z\xff.txt")
    (document,) = read(*found[-1])
    assert isinstance(document, RawDocument)
    assert document.text == PERSIAN


@settings(max_examples=60, deadline=None)
@given_that(data=st.binary(min_size=1, max_size=400))
@example(data=b'{"\t":')
def test_any_bytes_are_text_or_an_unreadable(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.txt"
    path.write_bytes(data)
    try:
        for document in read(path, "bytes.txt"):
            if isinstance(document, Unreadable):
                assert document.values["reason"]
            else:
                document.text.encode()
    except Unreadable as error:
        assert error.values["reason"]
