"""Boundary markers: their number, the frontier they stand on, and the section of it that holds the number.

Which numbers a province has is known from `data/marker_anchors.csv`. Between two known markers of one section a number
is of that section; between those of two sections it may be of either.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_MARKER = re.compile(
    r"(?<!\bban )(?<!thon )(?<!\bxom )(?<!lang )\b(?:(?:boundary|border)\s+marker"
    r"|(?:cot\s+)?moc(?:\s+(?:bien\s+)?gioi|\s+quoc\s+gioi|\s+bien\s+phong|\s+chinh|\s+phu)*)"
    r"\s*(?:so\s+hieu|so|sh|no|number)?\s*[.:]?\s*(?P<number>\d{1,4})(?!\d)"
    r"(?:\s*/\s*(?P<minor>\d{1,2})(?!\d))?(?:\s*\(\s*(?P<which>\d)\s*\))?"
    r"(?:\s*(?:-|–|,|va|den(?:\s+(?:cot\s+)?moc(?:\s+gioi)?(?:\s+so)?)?)\s*(?P<last>\d{2,4})(?![\d/]))?"
)
_FRONTIER = re.compile(
    r"\b(?:viet(?:\s*nam)?|vn)\s*[-–/]?\s*(?P<name>trung(?:\s*quoc)?|tq|lao|cam\s*-?\s*pu\s*-?\s*chia|campuchia|cpc)\b"
    r"|\bbien\s+gioi\s+(?:voi\s+)?(?P<other>trung(?:\s*quoc)?|lao|campuchia)\b"
)
_NEIGHBOURS = {"t": "CN", "l": "LA", "c": "KH"}


class Marker(NamedTuple):
    """A marker as written: its number, that of a range's end, how it is written short, and where in the text."""

    number: int
    last: int
    label: str
    start: int
    end: int


def find_marker(plain: str) -> Marker | None:
    """The first marker named in a text of plain small letters; None when there is none.

    >>> find_marker("khu vuc moc gioi 1369(2), phia viet nam")[:3]
    (1369, 1369, '1369(2)')
    """
    for match in _MARKER.finditer(plain):
        number = int(match["number"])
        last = int(match["last"] or number)
        if number > LAST_NUMBER or (last != number and not number < last <= LAST_NUMBER):
            continue
        label = str(number)
        label += f"/{match['minor']}" if match["minor"] else ""
        label += f"({match['which']})" if match["which"] else ""
        label += f"–{last}" if last != number else ""
        return Marker(number, last, label, match.start(), match.end())
    return None


#: The last numbers of the frontiers; for Laos no more than the 905 places that were marked.
LAST_NUMBERS = {"CN": 1378, "LA": 905, "KH": 314}
LAST_NUMBER = max(LAST_NUMBERS.values())


def frontier_of(plain: str) -> tuple[str, tuple[int, int]] | None:
    """The neighbour (ISO code) of a frontier named in a text of plain small letters, and where it stands."""
    match = _FRONTIER.search(plain)
    if match is None:
        return None
    return _NEIGHBOURS[(match["name"] or match["other"])[0]], match.span()


@cache
def _anchors() -> dict[str, tuple[tuple[int, ...], tuple[str, ...]]]:
    """By neighbour: the known numbers, ascending, and their sections."""
    text = (files("cotmoc.areas") / "data" / "marker_anchors.csv").read_text(encoding="utf-8")
    found: dict[str, list[tuple[int, str]]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        found.setdefault(row["neighbour"], []).append((int(row["number"]), row["section"]))
    return {
        neighbour: (tuple(n for n, _ in sorted(rows)), tuple(s for _, s in sorted(rows)))
        for neighbour, rows in found.items()
    }


def sections_of(number: int, neighbours: Iterable[str] = ("CN", "LA", "KH")) -> tuple[str, ...]:
    """The codes of the border sections that may hold a marker of that number; empty beyond the last known one.

    >>> sections_of(1369), sections_of(42, ["CN"]), sections_of(900, ["CN"])
    (('vn-border-22-cn',), ('vn-border-12-cn',), ('vn-border-04-cn', 'vn-border-20-cn', 'vn-border-22-cn'))
    """
    found: list[str] = []
    for neighbour in neighbours:
        numbers, sections = _anchors()[neighbour]
        before, behind = bisect_right(numbers, number) - 1, bisect_left(numbers, number)
        around = [sections[at] for at in (before, behind) if 0 <= at < len(numbers)]
        if number <= LAST_NUMBERS[neighbour]:
            found += [section for section in _between(around) if section not in found]
    return tuple(found)


#: The sections in their order along each frontier: a number between two known ones may be of those between them, too.
ORDER = (
    "vn-border-11-cn", "vn-border-12-cn", "vn-border-15-cn", "vn-border-08-cn", "vn-border-04-cn", "vn-border-20-cn",
    "vn-border-22-cn", "vn-border-11-la", "vn-border-14-la", "vn-border-38-la", "vn-border-40-la", "vn-border-42-la",
    "vn-border-44-la", "vn-border-46-la", "vn-border-48-la", "vn-border-51-la", "vn-border-51-kh", "vn-border-52-kh",
    "vn-border-66-kh", "vn-border-68-kh", "vn-border-75-kh", "vn-border-80-kh", "vn-border-82-kh", "vn-border-91-kh",
)  # fmt: skip
_SOUTHERNMOST_LA = "vn-border-51-la"


def _between(around: list[str]) -> tuple[str, ...]:
    """The sections from one known marker to the next; beyond the last one of Laos, its southern sections."""
    ends = [ORDER.index(section) for section in around]
    if len(ends) == 1:
        ends.append(ORDER.index(_SOUTHERNMOST_LA) if ORDER[ends[0]].endswith("-la") else ends[0])
    return ORDER[min(ends) : max(ends) + 1]
