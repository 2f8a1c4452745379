"""The demonstration's packaged tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def packaged(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a packaged table: tab separated, a line of names, lines of notes begin with #.

    >>> packaged("spots.tsv")[0]["id"]
    'bac-luan-1'
    """
    text = (files("cotmoc.demonstration") / "data" / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    names = lines[0]
    return tuple(dict(zip(names, line, strict=True)) for line in lines[1:])
