"""The two published registers of attacks on ships, read simply, as columns for matching.

Only for measuring the matcher by itself; the product takes the same files in through its import.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cotmoc.resolution.core.features import IncidentColumns

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "piracy"
IMB = "imb_pirate_attacks_1993_2020.csv"
NGA = "nga_asam_20220621.csv"
_WITHHELD = {"na", "name withheld", "unspecified", "unknown", ""}
_SEXAGESIMAL = re.compile(r"(\d+)°(\d+)'([\d.]+)\"([NSEW])")


@dataclass(frozen=True, slots=True)
class Attack:
    """One row: `key` is `IMB row 17` (first data row is 1) or `NGA 2014-290`."""

    key: str
    agency: str
    day: date
    minute: int | None
    lon: float
    lat: float
    names: tuple[str, ...]
    text: str
    reference: str | None


def read_attacks(folder: Path = FOLDER) -> list[Attack]:
    """All rows of both registers, IMB first, each in file order."""
    return [*_read(folder / IMB, _imb_attack), *_read(folder / NGA, _nga_attack)]


def columns_of(attacks: list[Attack]) -> IncidentColumns:
    """The attacks as columns; ids are `incident:1`, `incident:2` ... in the order given."""
    count = len(attacks)
    return IncidentColumns(
        ids=[f"incident:{number}" for number in range(1, count + 1)],
        agencies=[a.agency for a in attacks],
        first_days=[a.day for a in attacks],
        until_days=[a.day + timedelta(days=1) for a in attacks],
        minutes=[a.minute for a in attacks],
        lons=[a.lon for a in attacks],
        lats=[a.lat for a in attacks],
        place_radii_m=[50.0] * count,
        areas_today=[None] * count,
        offences=[None] * count,
        references=[a.reference for a in attacks],
        names=[a.names for a in attacks],
        registrations=[()] * count,
        texts=[a.text for a in attacks],
        goods=[()] * count,
        things=[()] * count,
    )


def _read(path: Path, attack_of: Callable[[int, dict[str, str]], Attack]) -> list[Attack]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [attack_of(number, row) for number, row in enumerate(csv.DictReader(file), 1)]


def _imb_attack(number: int, row: dict[str, str]) -> Attack:
    stated = {key: "" if value == "NA" else value for key, value in row.items()}
    name = stated["vessel_name"].strip()
    parts = (
        "location_description",
        "attack_type",
        "vessel_type",
        "vessel_status",
        "attack_description",
    )
    return Attack(
        key=f"IMB row {number}",
        agency="imb",
        day=date.fromisoformat(row["date"]),
        minute=None,  # some are local, some UTC: not comparable as clock times
        lon=float(row["longitude"]),
        lat=float(row["latitude"]),
        names=() if name.lower() in _WITHHELD else (name,),
        text="; ".join(filter(None, (stated[part] for part in parts))),
        reference=None,
    )


def _nga_attack(_: int, row: dict[str, str]) -> Attack:
    lat, lon = (_degrees(part) for part in row["position"].split("\n"))
    return Attack(
        key=f"NGA {row['reference']}",
        agency="nga",
        day=date.fromisoformat(row["date"]),
        minute=None,
        lon=lon,
        lat=lat,
        names=tuple(filter(None, [row["victim"].strip()])),
        text=row["description"],
        reference=row["reference"],
    )


def _degrees(written: str) -> float:
    found = _SEXAGESIMAL.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"unreadable position {written!r}")
    degrees, minutes, seconds = (float(part) for part in found.groups()[:3])
    size = degrees + minutes / 60 + seconds / 3600
    return -size if found[4] in "SW" else size
