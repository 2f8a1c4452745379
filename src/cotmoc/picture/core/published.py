"""Figures that forces have published, each with the question of the picture that asks for the same thing.

They are facts of a demonstration: its records are made up so that they give back these numbers. The packaged table is
`data/published.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl

from cotmoc.picture.core.kinds import Kind, Total


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure and where ours is found.

    `number` is as published, in `unit`; one of that is `times` the unit of our own `measure` ("" for counts). `note` is
    "nearly", "over" or "". `query` holds the filters of the list of `kind` whose `total` is ours.
    """

    path: str
    number: Decimal
    unit: str
    times: Decimal
    kind: Kind
    total: Total
    measure: str
    query: Mapping[str, str]
    note: str
    label_vi: str
    label_en: str

    @property
    def value(self) -> Decimal:
        """The number in the unit of our own measure."""
        return self.number * self.times

    @property
    def block(self) -> str:
        """The source that it belongs to."""
        return self.path.partition(".")[0]


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    """All published figures, in the order of their sources.

    >>> published_figures()[0].path
    'quang_ninh_border_guard_2025.cases'
    """
    text = (files("cotmoc.picture.core") / "data" / "published.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    names = lines[0]
    return tuple(_figure(dict(zip(names, line, strict=True))) for line in lines[1:])


def _figure(row: Mapping[str, str]) -> PublishedFigure:
    return PublishedFigure(
        path=row["path"],
        number=Decimal(row["number"]),
        unit=row["unit"],
        times=Decimal(row["times"]),
        kind=Kind(row["kind"]),
        total=Total(row["total"]),
        measure=row["measure"],
        query=dict(parse_qsl(row["filters"], strict_parsing=True)),
        note=row["note"],
        label_vi=row["vi"],
        label_en=row["en"],
    )
