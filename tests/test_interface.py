"""The language of the interface: how it is chosen, that nothing is left untranslated, digits, calendars, the switch."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from flask.testing import FlaskClient

from scripts import translations
from search.calendars import digits
from search.query import guard
from tests.markup import Element, parse
from web.interface import LANGUAGES
from web.messages import NOTES

ROOT = Path(__file__).parent.parent
OTHERS = [code for code in LANGUAGES if code != "en"]
#: Names of the query language, and of the program's commands: the same in every language.
SAME = {"Atom", "title", "language", "date", "source", "entity", "prs", "ar", "hi", "ur", "ps", "fa"}
PAGES = ["/", "/?q=طالبان&language=fa&undated=exclude", "/?q=ضضضض+۹۹۹۹۹&date=2024", "/help", "/analyze", "/nowhere"]


@pytest.mark.parametrize(
    ("asked", "cookie", "accepted", "language"),
    [
        ("", "", "", "en"),
        ("", "", "de-DE,de;q=0.9", "en"),
        ("", "", "fa", "fa"),
        ("", "", "fa-IR,en;q=0.5", "fa"),
        ("", "", "fa-AF,en;q=0.5", "fa-AF"),
        ("", "", "prs", "fa-AF"),
        ("", "", "de;q=0.9,ur-PK;q=0.8,en;q=0.7", "ur"),
        ("", "", "en;q=0.2,ps;q=0.9", "ps"),
        ("", "hi", "ar", "hi"),
        ("", "prs", "ar", "fa-AF"),
        ("", "klingon", "ar", "ar"),
        ("ar", "hi", "fa", "ar"),
    ],
)
def test_language_is_chosen(asked: str, cookie: str, accepted: str, language: str, client: FlaskClient) -> None:
    client.set_cookie("ui", cookie)
    answer = client.get(
        "/help", query_string={"ui": asked} if asked else {}, headers={"Accept-Language": accepted} if accepted else {}
    )
    client.delete_cookie("ui")
    html = parse(answer.text).one("html")
    assert html.attributes["lang"] == language == answer.headers["Content-Language"]
    assert html.attributes["dir"] == ("ltr" if language in ("en", "hi") else "rtl")
    assert {"Cookie", "Accept-Language"} <= set(answer.vary)


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/?q=a+b", "/?q=a+b"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
    ],
)
def test_the_switch_remembers_and_stays_on_this_host(back: str, to: str, client: FlaskClient) -> None:
    answer = client.get("/language/fa-AF", query_string={"back": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, to)
    assert "ui=fa-AF" in answer.headers["Set-Cookie"]
    client.delete_cookie("ui")


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_translated_and_compiled(language: str) -> None:
    catalog = translations.updated(language, translations.words())
    assert translations.missing(catalog) == []
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    path = translations.path_of(language).with_suffix(".mo")
    assert path.read_bytes() == compiled.getvalue(), "run python scripts/translations.py"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_values_of_its_original(language: str) -> None:
    for message in translations.catalog_of(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(re.findall(r"%\(\w+\)s|{\w+", str(ids[-1])))
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            found = set(re.findall(r"%\(\w+\)s|{\w+", str(string)))
            # Arabic has words for none, one and two.
            assert found == wanted or (len(strings) == 6 and not found), (string, wanted)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_digits_of_its_language(language: str) -> None:
    other = set("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩०१२३४५६७८९") - set(digits("0123456789", language))
    assert [message.string for message in translations.catalog_of(language) if other & set(str(message.string))] == []


def test_every_note_has_words() -> None:
    codes = set()
    for path in (ROOT / "search").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Note", "_note") and node.args:
                codes |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    assert codes <= NOTES.keys()


def test_every_field_is_named_to_who_types_another() -> None:
    assert all(name in NOTES["unknown-field"] for name in guard.FIELDS)


def stray(element: Element, language: str) -> list[str]:
    """The texts of an element that claim to be in the interface's language and are in Latin letters."""
    found = []
    for child in element.children:
        if isinstance(child, str):
            if element.inherited("lang") == language:
                found += [word for word in re.findall(r"[A-Za-z]{2,}", child) if word not in SAME]
        elif child.tag not in ("bdi", "code", "script", "style", "textarea"):
            found += stray(child, language)
            for name in ("aria-label", "title", "placeholder", "alt"):
                shown = child.attributes.get(name, "") if child.inherited("lang") == language else ""
                found += [] if child.tag == "link" else re.findall(r"[A-Za-z]{2,}", shown)
    return found


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", PAGES)
def test_no_stray_word_is_in_english(path: str, language: str, client: FlaskClient) -> None:
    separator = "&" if "?" in path else "?"
    tree = parse(client.get(f"{path}{separator}ui={language}").text)
    for page in (tree.one("title"), tree.one("body")):
        assert stray(page, language) == []


def test_no_word_of_a_template_is_outside_gettext() -> None:
    for path in (ROOT / "templates").glob("*.html"):
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>|[a-z-]+=\"[^\"]*\"", " ", text, flags=re.DOTALL)
        assert re.findall(r"[A-Za-z]{2,}", text) == [], path.name


def test_digits_and_calendar_of_the_interface(client: FlaskClient) -> None:
    tree = parse(client.get("/?ui=fa-AF").text)
    assert tree.one("strong", role="status").text() == "۵ مقاله"
    assert "قوس ۱۴۰۳" in tree.one("main").text()
    assert "آذر ۱۴۰۳" in parse(client.get("/?ui=fa").text).one("main").text()
    assert "26 November 2024" in _dates(client, "/?ui=fa&calendar=gregory")


def _dates(client: FlaskClient, path: str) -> str:
    text = parse(client.get(path).text).one("main").text()
    digits = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
    return text.translate(digits).replace("نوامبر", "November").replace(" م.", "")


def test_a_date_keeps_its_meaning_when_the_calendar_is_switched(client: FlaskClient) -> None:
    found = set()
    for calendar in ("gregory", "persian", "islamic-umalqura"):
        tree = parse(client.get(f"/?date=2024&calendar={calendar}").text)
        found.add(tree.one("strong", role="status").text())
    assert len(found) == 1
    assert found != {"0 articles"}


def test_an_error_is_told_in_the_readers_language(client: FlaskClient) -> None:
    tree = parse(client.get("/documents/none?ui=fa").text)
    assert tree.one("h1").text() == "مقالهٔ none یافت نشد."
    assert [bdi.text() for bdi in tree.one("h1").all("bdi")][-1] == "none"
