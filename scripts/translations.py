"""Brings translations/ up to date with the words of templates/, web/ and search/errors.py; compiles what pages read.

Run `python scripts/translations.py` after changing a word, fill in what it names as missing, and run it again.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from search.errors import DiwanError  # noqa: E402
from web.interface import LANGUAGES, TRANSLATIONS, locale  # noqa: E402
from web.messages import NOTES  # noqa: E402

FOLDERS = [("templates", ("**", "jinja2")), ("web", ("**.py", "python"))]
DATED = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def words() -> Catalog:
    """Every word of the interface, in English."""
    catalog = Catalog(project="Diwan", charset="utf-8", fuzzy=False)
    for folder, method in FOLDERS:
        for path, _, message, _, _ in extract_from_dir(ROOT / folder, [method], keywords=KEYWORDS):
            catalog.add(message, locations=[(f"{folder}/{path}", 0)])
    for source, template in coded():
        catalog.add(template, locations=[(source, 0)])
    return catalog


def coded() -> Iterator[tuple[str, str]]:
    """The templates of notes and errors, which templates and functions name by code only, and where each is."""
    yield from (("web/messages.py", template) for template in NOTES.values())
    for error in DiwanError.__subclasses__():
        yield from (("search/errors.py", text) for text in (error.template, error.advice) if _speaks(text))


def _speaks(template: str) -> bool:
    """Whether a template says something beside its values."""
    return any(character.isalpha() for character in re.sub(r"{[^}]*}", "", template))


def path_of(language: str) -> Path:
    """The catalog of a language."""
    return TRANSLATIONS / locale(language) / "LC_MESSAGES" / "messages.po"


def catalog_of(language: str) -> Catalog:
    """What is translated into a language so far."""
    path = path_of(language)
    with io.BytesIO(path.read_bytes() if path.exists() else b"") as file:
        return read_po(file, locale=locale(language), charset="utf-8")


def updated(language: str, template: Catalog) -> Catalog:
    """The words of `template` with the translations a language has of them; a fixed date keeps runs alike."""
    known = catalog_of(language)
    header = f"# The words of the interface in {language}, kept by scripts/translations.py.\n#"
    catalog = Catalog(
        locale=locale(language),
        header_comment=header,
        project="Diwan",
        version="",
        copyright_holder="",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        charset="utf-8",
        fuzzy=False,
        creation_date=DATED,
        revision_date=DATED,
    )
    for message in template:
        if message.id:
            old = known.get(message.id)
            catalog.add(message.id, old.string if old else "", message.locations, message.flags)
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """The words that a catalog has no translation of."""
    return [str(m.id) for m in catalog if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)]


def main() -> int:
    """Updates and compiles every catalog; exit status 1 where words are missing."""
    template, incomplete = words(), 0
    for language in LANGUAGES:
        if language == "en":
            continue
        catalog = updated(language, template)
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, include_lineno=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        for word in missing(catalog):
            print(f"{language}: {word}")
            incomplete += 1
    return 1 if incomplete else 0


if __name__ == "__main__":
    sys.exit(main())
