"""Incidents for the tests of matching: short to write, alike unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from cotmoc.resolution.core.features import (
    GoodsLine,
    IncidentColumns,
    IncidentFeatures,
    build_features,
)

DAY = date(2024, 4, 12)


@dataclass(frozen=True)
class Incident:
    """One record of an agency; by default of one day and a measured point, without anything else."""

    number: int
    agency: str = "alpha"
    day: date | None = DAY
    days: int = 1
    minute: int | None = None
    lon: float | None = 107.966
    lat: float | None = 21.524
    radius_m: float | None = 50.0
    area: str | None = None
    offence: str | None = None
    reference: str | None = None
    names: Sequence[str] = ()
    registrations: Sequence[str] = ()
    text: str = ""
    goods: Sequence[GoodsLine] = ()
    things: Sequence[str] = ()


def columns_of(incidents: Sequence[Incident]) -> IncidentColumns:
    """The incidents as columns."""
    rows = {field.name: [getattr(i, field.name) for i in incidents] for field in fields(Incident)}
    return IncidentColumns(
        ids=[f"incident:{number}" for number in rows["number"]],
        agencies=rows["agency"],
        first_days=rows["day"],
        until_days=[None if i.day is None else i.day + timedelta(days=i.days) for i in incidents],
        minutes=rows["minute"],
        lons=rows["lon"],
        lats=rows["lat"],
        place_radii_m=rows["radius_m"],
        areas_today=rows["area"],
        offences=rows["offence"],
        references=rows["reference"],
        names=rows["names"],
        registrations=rows["registrations"],
        texts=rows["text"],
        goods=rows["goods"],
        things=rows["things"],
    )


def features_of(*incidents: Incident) -> IncidentFeatures:
    """The features of the incidents."""
    return build_features(columns_of(incidents))
