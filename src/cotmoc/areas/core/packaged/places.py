"""Countries, gates, ports, airports, border sections and sea areas, from the product's own small tables.

`data/countries.csv`: ISO 3166-1 codes; names after Unicode CLDR (Unicode License v3); positions are the centre of
the largest part of each country in Natural Earth 1:50m (public domain), rounded to a tenth of a degree.
`data/places.csv`: written for this product. A gate without a position of its own stands at that of the commune it
lay in before the reform, and says `approximate`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files

from cotmoc.areas.core.facts import AreaFact, AreaFacts, NameFact
from cotmoc.areas.core.kinds import AreaKind

SOURCE = "cotmoc"
VIETNAM = "country-vn"


def countries() -> AreaFacts:
    """Every country and territory with an ISO 3166-1 code, `country-vn` among them; and Kosovo (XK)."""
    return AreaFacts(
        tuple(
            AreaFact(
                code=f"country-{row['code'].lower()}",
                kind=AreaKind.COUNTRY,
                name=row["name_vi"],
                full_name=row["name_vi"],
                name_en=row["name_en"],
                parent=None,
                country=row["code"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                position_precision="centre",
                source=SOURCE,
            )
            for row in _table("countries.csv")
        )
    )


def neighbours() -> AreaFacts:
    """Provinces of China, Laos and Cambodia, and places of theirs near the border, with their other names."""
    rows = list(_table("neighbours.csv"))
    areas = (
        AreaFact(
            code=row["code"],
            kind=AreaKind.ZONE,
            name=row["name"],
            full_name=row["name"],
            name_en=row["name_en"],
            parent=row["parent"],
            country=row["code"].partition("-")[0].upper(),
            source=SOURCE,
        )
        for row in rows
    )
    names = (
        NameFact(row["code"], name, SOURCE)
        for row in rows
        for name in row["others"].split("|")
        if name
    )
    return AreaFacts(tuple(areas), tuple(names))


def aliases() -> AreaFacts:
    """Other names of areas: short forms, other spellings, earlier names of provinces."""
    return AreaFacts(
        (),
        tuple(
            NameFact(
                row["code"], row["name"], SOURCE, _date(row["valid_from"]), _date(row["valid_to"])
            )
            for row in _table("aliases.csv")
        ),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def places(units: AreaFacts) -> AreaFacts:
    """Gates, ports, airports, border sections and sea areas of Vietnam, placed among its `units`.

    A gate belongs to the commune of today that its former commune became, and to the province where that was divided.
    """
    areas = {area.code: area for area in units.areas}
    whole = {f.predecessor: f.successor for f in units.lineage if not f.divided}
    return AreaFacts(tuple(_place(row, areas, whole) for row in _table("places.csv")))


def _place(row: Mapping[str, str], areas: dict[str, AreaFact], whole: dict[str, str]) -> AreaFact:
    province = f"vn-2025-{row['province']}" if row["province"] else VIETNAM
    before = areas.get(row["commune_before"])
    lon, lat = (float(row["lon"]), float(row["lat"])) if row["lon"] else (None, None)
    if lon is None and before:
        lon, lat = before.lon, before.lat
    return AreaFact(
        code=row["code"],
        kind=AreaKind(row["kind"]),
        name=row["name"],
        full_name=row["full_name"],
        name_en=row["name_en"],
        parent=whole.get(row["commune_before"], province),
        country="VN",
        neighbour=row["neighbour"],
        lon=lon,
        lat=lat,
        position_precision="" if lon is None else "approximate",
        source=SOURCE,
    )


def _table(name: str) -> Iterator[dict[str, str]]:
    text = (files("cotmoc.areas") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
