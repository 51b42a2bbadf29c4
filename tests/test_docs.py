"""What the documents say is so: settings, commands, the pictures and files they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.__main__ import parser
from search.query import PARAMETERS
from search.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: object) -> None:
    name, default, text = (getattr(setting, part) for part in ("name", "default", "help"))
    assert re.search(rf"\| `DIWAN_{name}` \| (`{re.escape(default)}`)? ?\| {re.escape(text)} \|", SETTINGS_PAGE)


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.name)
def test_readme_has_every_parameter_of_a_search(parameter: object) -> None:
    name = parameter.name  # type: ignore[attr-defined]
    assert f"`{name}`" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_help_names_every_command() -> None:
    text = parser().format_help()
    assert all(command in text for command in ("add", "remove", "rebuild", "status", "verify", "inspect", "analyze"))
