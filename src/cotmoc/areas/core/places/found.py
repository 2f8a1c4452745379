"""What reading a written place gives."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.areas.core.matches import Reason


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place understood.

    `area` is the code of the area at the time (None: not known, or one of several), `precision` that of the place,
    never finer than what is written; `confidence` 0..1 with the `reasons` for what is missing from 1; `rivals` codes
    of other areas that fit as well. `today` carries the area on, `today_estimated` when it was divided on the way. A
    position is in degrees (WGS 84) and right to `precision_m` metres. `marker` is the number of a boundary marker, as
    `1369(2)`.
    """

    area: str | None = None
    precision: str = "unknown"
    confidence: float = 0.0
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[str, ...] = ()
    today: str | None = None
    today_estimated: bool = False
    lon: float | None = None
    lat: float | None = None
    precision_m: float | None = None
    marker: str = ""
