"""Migrations of each app stand one behind the other, and come to the tables that the models say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted((ROOT / "src" / "cotmoc").glob("*/migrations"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_number_stands_once_in_an_app(folder: Path) -> None:
    numbers = Counter(path.name[:4] for path in folder.glob("[0-9]*.py"))
    assert numbers == {f"{place:04d}": 1 for place in range(1, len(numbers) + 1)}


def test_migrations_come_to_what_the_models_say() -> None:
    loader = MigrationLoader(None)
    # The words of choices are compared as they were written, in no language.
    with translation.override(None):
        made, meant = loader.project_state(), ProjectState.from_apps(apps)
        changes = MigrationAutodetector(made, meant).changes(graph=loader.graph)
    assert not {app: steps for app, steps in changes.items() if app in _own_apps()}


def _own_apps() -> set[str]:
    return {folder.parent.name for folder in FOLDERS}
