"""What is undocumented fails: settings, commands, tables, and links that lead nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cotmoc.config.command import subcommands
from tools.reference import SETTINGS, pages

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
VARIABLE = re.compile(r'"((?:COTMOC_[A-Z_]+)|DATABASE_URL|XDG_DATA_HOME)"')
LINK = re.compile(r"\]\(([^)#:]+?)(?:#[^)]*)?\)")


def test_every_setting_is_documented() -> None:
    sources = (ROOT / "src").rglob("*.py")
    read = {name for path in sources for name in VARIABLE.findall(path.read_text("utf-8"))}
    assert read == set(SETTINGS)


@pytest.mark.parametrize("name", sorted(subcommands()))
def test_every_command_has_an_example(name: str) -> None:
    assert f"cotmoc {name}" in str(subcommands()[name].EXAMPLE)


def test_generated_pages_say_what_the_code_says() -> None:
    folder = ROOT / "docs" / "reference"
    stale = [name for name, text in pages() if (folder / name).read_text("utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text("utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []
