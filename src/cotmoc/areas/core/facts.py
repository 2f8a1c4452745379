"""What is said of areas before it is stored: plain values, the contract of every source of areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cotmoc.areas.core.kinds import AreaKind


@dataclass(frozen=True, slots=True)
class AreaFact:
    """One area. `parent` is a code; positions in degrees (WGS 84); `valid_to` is exclusive; None: not known."""

    code: str
    kind: AreaKind
    name: str
    full_name: str
    parent: str | None
    source: str
    name_en: str = ""
    country: str = ""
    neighbour: str = ""
    lon: float | None = None
    lat: float | None = None
    position_precision: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class NameFact:
    """Another name that the area of code `area` bears or bore, or that a unit merged into it bore."""

    area: str
    name: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class LineageFact:
    """That `successor` carries on (a part of) `predecessor`; `share` is 0..1 of its territory."""

    predecessor: str
    successor: str
    divided: bool
    default: bool
    source: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """Areas, parents before children, with their other names and lineage."""

    areas: tuple[AreaFact, ...]
    names: tuple[NameFact, ...] = ()
    lineage: tuple[LineageFact, ...] = ()

    def __add__(self, other: AreaFacts) -> AreaFacts:
        return AreaFacts(
            self.areas + other.areas, self.names + other.names, self.lineage + other.lineage
        )
