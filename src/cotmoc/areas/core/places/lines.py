"""Roads and rivers: the provinces that they pass, which is all they say of where something was."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from cotmoc.areas.core.finding.words import syllables

_ROAD = re.compile(r"\b(?:ql|quoc\s+lo|qlo)\s*\.?\s*(?:so\s+)?(?P<road>\d{1,3}\s?[a-d]?)\b")
_RIVER = re.compile(r"\b(?:song|river)\s+(?P<river>[a-z]+(?:\s+[a-z]+){0,2})")
LONGEST_RIVER = 3


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    text = (files("cotmoc.areas") / "data" / "lines.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        f"{row['kind']} {' '.join(syllables(row['name']))}": tuple(
            f"vn-2025-{code}" for code in row["provinces"].split()
        )
        for row in rows
    }


def provinces_passed(plain: str) -> tuple[str, ...]:
    """The codes of the provinces of today that a road or river named in plain small letters passes; empty for none.

    >>> provinces_passed("doan km 15 ql18c"), provinces_passed("bo song ka long")
    (('vn-2025-22',), ('vn-2025-22',))
    """
    if road := _ROAD.search(plain):
        found = _lines().get(f"road {' '.join(syllables(road['road']))}")
        if found:
            return found
    for river in _RIVER.finditer(plain):
        words = syllables(river["river"])
        for count in range(min(LONGEST_RIVER, len(words)), 0, -1):
            found = _lines().get(f"river {' '.join(words[:count])}")
            if found:
                return found
    return ()
