"""Foreign keys point only downward, like imports."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def layers() -> dict[str, int]:
    """The height of each package in the import contract; the bottom is 0."""
    contracts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    rows: list[str] = contracts["contracts"][0]["layers"]
    return {
        package: height
        for height, row in enumerate(reversed(rows))
        for package in row.replace("|", " ").split()
    }


def package_of(model: type[Model]) -> str | None:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "cotmoc" else None


def references() -> list[tuple[str, str, str]]:
    """The package of each foreign key's table, the one it points to, and its name."""
    found = []
    for model in apps.get_models():
        for field in [*model._meta.get_fields()]:
            target: Any = getattr(field, "remote_field", None) and field.related_model
            if not isinstance(target, type) or field.auto_created:
                continue
            here, there = package_of(model), package_of(target)
            if here and there:
                found.append((here, there, f"{model.__name__}.{field.name}"))
    return found


def test_foreign_keys_point_downward() -> None:
    height = layers()
    upward = [
        f"{name}: {here} -> {there}"
        for here, there, name in references()
        if here != there and height[here] <= height[there]
    ]
    assert upward == []


def test_foreign_keys_between_packages_are_seen() -> None:
    assert any(here != there for here, there, _ in references())
