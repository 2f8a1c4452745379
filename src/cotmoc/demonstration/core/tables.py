"""The demonstration's packaged tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def packaged(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a packaged table.

    >>> packaged("spots.tsv")[0]["id"]
    'bac-luan-1'
    """
    return read_rows(files("cotmoc.demonstration") / "data" / name)


def read_rows(file: Traversable) -> tuple[dict[str, str], ...]:
    """The rows of a table: tab separated, a line of names, lines of notes begin with #."""
    text = file.read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    names = lines[0]
    return tuple(dict(zip(names, line, strict=True)) for line in lines[1:])
